import { Client, errors } from '@opensearch-project/opensearch';
import { AwsSigv4Signer } from '@opensearch-project/opensearch/aws-v3';
import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';

/** What the client needs of the variables that Lambda itself sets. */
export const searchVariables = { AWS_REGION: z.string().min(1) };

/** Milliseconds. */
export const patience = { search: 3_000, write: 20_000 } as const;

/** A client of the OpenSearch at this address; requests are signed where it is https. */
export const openSearchClient = ({ url, region }: { url: string; region: string }): Client =>
  new Client({
    node: url,
    maxRetries: 1,
    requestTimeout: patience.search,
    ...(url.startsWith('https:') ? AwsSigv4Signer({ region, service: 'es' }) : {}),
  });

/** Statuses of what may be cured by waiting. */
export const busy = [429, 502, 503, 504];

const isAway = (error: unknown): boolean =>
  error instanceof errors.ResponseError
    ? busy.includes(error.statusCode ?? 0)
    : error instanceof errors.OpenSearchClientError;

/** The client's own errors carry the whole request, texts and signature, which must not reach a log. */
const withoutRequest = (error: unknown): unknown => {
  if (error instanceof errors.ResponseError) {
    return new Error(`OpenSearch answered ${error.statusCode} ${error.body?.error?.type ?? ''}`);
  }
  return error instanceof errors.OpenSearchClientError ? new Error(`${error.name}: ${error.message}`) : error;
};

/** Runs a request; what may be cured by waiting becomes `upstream.unavailable`. */
export const ask = async <T>(request: () => Promise<T>): Promise<T> => {
  try {
    return await request();
  } catch (error) {
    const cause = withoutRequest(error);
    if (isAway(error)) {
      const message = 'The search index does not answer. Try again in a minute.';
      throw new DomainError('upstream.unavailable', message, { cause });
    }
    throw cause;
  }
};
