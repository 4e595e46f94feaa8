import { setTimeout as sleep } from 'node:timers/promises';
import { Client, errors } from '@opensearch-project/opensearch';
import { AwsSigv4Signer } from '@opensearch-project/opensearch/aws-v3';
import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { System } from '../../shared/principal.ts';
import { Provenance, SourceKind, SourceName } from '../contract.ts';
import { embeddingModel } from '../domain/embedding-model.ts';
import { markedLines } from '../domain/marked-lines.ts';
import type { FoundPassage, Passage } from '../domain/passage.ts';
import { passageIndexBody } from './passage-index-mapping.ts';
import { type Question, searchBody } from './passage-index-query.ts';

export type { Question } from './passage-index-query.ts';

/** A passage with the direction of its meaning. */
export interface EmbeddedPassage extends Passage {
  readonly vector: Float32Array;
}

/** A document of one tenant, by its key in the document bucket. */
export interface DocumentAddress {
  readonly tenant: string;
  readonly document: string;
}

/** The index of passages. Everything throws `upstream.unavailable` while OpenSearch does not answer. */
export interface PassageIndex {
  /** Puts or replaces these passages. */
  readonly index: (passages: readonly EmbeddedPassage[]) => Promise<void>;
  /** Ids of a document's passages. */
  readonly findIds: (address: DocumentAddress) => Promise<Set<string>>;
  /** Removes a document's passages but these, and makes those that were put searchable. Answers how many were removed. */
  readonly removeStale: (address: DocumentAddress, keep: readonly string[]) => Promise<number>;
  readonly search: (question: Question) => Promise<FoundPassage[]>;
}

/** What the client needs of the variables that Lambda itself sets. */
export const searchVariables = { AWS_REGION: z.string().min(1) };

/** Milliseconds. */
const patience = { search: 3_000, write: 20_000 } as const;

/** A client of the OpenSearch at this address; requests are signed where it is https. */
export const openSearchClient = ({ url, region }: { url: string; region: string }): Client =>
  new Client({
    node: url,
    maxRetries: 1,
    requestTimeout: patience.search,
    ...(url.startsWith('https:') ? AwsSigv4Signer({ region, service: 'es' }) : {}),
  });

const StoredPassage = z.object({
  id: z.string(),
  tenant: z.string(),
  document: z.string(),
  kind: SourceKind,
  source: SourceName,
  access: z.object({ system: System, resource: z.string() }),
  title: z.string(),
  text: z.string(),
  provenance: Provenance,
});

const SearchAnswer = z.object({
  hits: z.object({
    hits: z.array(
      z.object({
        _score: z.number(),
        _source: StoredPassage,
        highlight: z.object({ 'text.parts': z.array(z.string()) }).optional(),
      }),
    ),
  }),
});

const IdsAnswer = z.object({ hits: z.object({ hits: z.array(z.object({ _id: z.string() })) }) });

const Outcome = z.object({ status: z.number().int(), error: z.object({ type: z.string() }).optional() });
const BulkAnswer = z.object({
  items: z.array(
    z.union([
      z.object({ index: Outcome }).transform(({ index }) => index),
      z.object({ delete: Outcome }).transform((item) => item.delete),
    ]),
  ),
});

/** Passages in one request, about a megabyte. */
const bulkSize = 100;
/** Ids in one answer. */
const idPage = 5_000;
/** Pauses in milliseconds before that is sent again for which OpenSearch had no room. */
const patientPauses = [200, 1_000, 4_000];

const busy = [429, 502, 503, 504];

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
const ask = async <T>(request: () => Promise<T>): Promise<T> => {
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

export interface PassageIndexContext {
  readonly client: Client;
  /** First part of the index's name. @default passages */
  readonly prefix?: string;
  readonly pauses?: readonly number[];
}

/** A change of one passage. */
type Change = { readonly put: EmbeddedPassage } | { readonly remove: string };

const linesOf = (change: Change): object[] => {
  if ('remove' in change) {
    return [{ delete: { _id: change.remove } }];
  }
  const { vector, ...passage } = change.put;
  return [{ index: { _id: passage.id } }, { ...passage, vector: [...vector] }];
};

/**
 * Passages in OpenSearch, behind an alias that is named for the embedding model, as another model's vectors mean something
 * else. The index is made when the first passage comes.
 */
export const passageIndex = ({
  client,
  prefix = 'passages',
  pauses = patientPauses,
}: PassageIndexContext): PassageIndex => {
  const alias = `${prefix}-${embeddingModel.name}`;
  const writing = { requestTimeout: patience.write };

  const createIndex = async (): Promise<void> => {
    try {
      const body = { ...passageIndexBody, aliases: { [alias]: {} } };
      await client.transport.request({ method: 'PUT', path: `/${alias}-1`, body }, writing);
    } catch (error) {
      const isThere =
        error instanceof errors.ResponseError && error.body?.error?.type === 'resource_already_exists_exception';
      if (!isThere) {
        throw error;
      }
    }
  };

  /** Sends changes once; answers those to send again. */
  const send = async (changes: readonly Change[]): Promise<readonly Change[]> => {
    // Without `require_alias` a missing index would be made up from what is sent.
    const request = { index: alias, require_alias: true, body: changes.flatMap(linesOf) };
    const { body } = await client.bulk(request, writing);
    const { items } = BulkAnswer.parse(body);
    const failed = items.filter(({ error }) => error);
    if (failed.some(({ error }) => error?.type === 'index_not_found_exception')) {
      await createIndex();
      return changes;
    }
    const refused = failed.find(({ status }) => !busy.includes(status));
    if (refused) {
      throw new Error(`OpenSearch refused a passage: ${refused.error?.type}`);
    }
    return changes.filter((_change, position) => items[position]?.error);
  };

  const sendAll = async (changes: readonly Change[]): Promise<void> => {
    let left = await send(changes);
    for (const pause of pauses) {
      if (left.length === 0) {
        return;
      }
      await sleep(pause);
      left = await send(left);
    }
    if (left.length > 0) {
      throw new DomainError(
        'upstream.unavailable',
        'The search index has no room at the moment. Try again in a minute.',
      );
    }
  };

  const change = async (changes: readonly Change[]): Promise<void> => {
    for (let start = 0; start < changes.length; start += bulkSize) {
      await ask(() => sendAll(changes.slice(start, start + bulkSize)));
    }
  };

  /** Asks the index; one that does not exist yet is an empty one. */
  const post = async (path: string, body?: object): Promise<unknown> => {
    const request = { method: 'POST', path: `/${alias}/${path}`, querystring: { ignore_unavailable: true }, body };
    const answer = await ask(() => client.transport.request(request));
    return answer.body;
  };

  const findIds = async ({ tenant, document }: DocumentAddress): Promise<Set<string>> => {
    const ids = new Set<string>();
    let after: string | undefined;
    do {
      const body = {
        size: idPage,
        _source: false,
        query: { bool: { filter: [{ term: { tenant } }, { term: { document } }] } },
        sort: ['id'],
        ...(after === undefined ? {} : { search_after: [after] }),
      };
      const { hits } = IdsAnswer.parse(await post('_search', body)).hits;
      for (const { _id } of hits) {
        ids.add(_id);
      }
      after = hits.length === idPage ? hits.at(-1)?._id : undefined;
    } while (after !== undefined);
    return ids;
  };

  return {
    index: (passages) => change(passages.map((put) => ({ put }))),
    findIds,
    removeStale: async (address, keep) => {
      await post('_refresh');
      const kept = new Set(keep);
      const stale = [...(await findIds(address))].filter((id) => !kept.has(id));
      if (stale.length > 0) {
        await change(stale.map((remove) => ({ remove })));
        await post('_refresh');
      }
      return stale.length;
    },
    search: async (question) => {
      const { hits } = SearchAnswer.parse(await post('_search', searchBody(question))).hits;
      return hits.map(({ _score, _source, highlight }) => ({
        passage: _source,
        score: _score,
        highlights: (highlight?.['text.parts'] ?? []).flatMap(markedLines),
      }));
    },
  };
};
