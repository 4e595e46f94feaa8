import { text } from 'node:stream/consumers';
import type * as z from 'zod';
import type { DomainError } from '../../shared/errors.ts';
import { gitHttp, ProviderRefused, ProviderUnavailable } from './git-http.ts';

const http = gitHttp({ timeout: 10_000, size: 4 * 1024 * 1024 });

type Headers = Readonly<Record<string, string>>;

/** A question to the REST API of a Git server. */
export interface RestRequest<Schema extends z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly url: string;
  readonly headers: Headers;
  readonly body?: unknown;
  /** What of the answer is used. */
  readonly answer: Schema;
}

/** `Retry-After` (RFC 9110), or when GitHub's limit is lifted. */
const retryAfterOf = (headers: Headers, now: number): number | undefined => {
  const asked = headers['retry-after'];
  if (asked !== undefined) {
    const wait = /^\d+$/.test(asked) ? Number(asked) * 1_000 : Date.parse(asked) - now;
    return Number.isNaN(wait) ? undefined : Math.max(0, wait);
  }
  const reset = headers['x-ratelimit-remaining'] === '0' ? Number(headers['x-ratelimit-reset']) : Number.NaN;
  return Number.isNaN(reset) ? undefined : Math.max(0, reset * 1_000 - now);
};

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api: too many questions may be a 403, too. */
const refusalOf = (url: string, status: number, headers: Headers): DomainError => {
  const where = `${new URL(url).host} answered with status ${status}`;
  const retryAfter = retryAfterOf(headers, Date.now());
  if (status === 429 || status >= 500 || (status === 403 && retryAfter !== undefined)) {
    return new ProviderUnavailable(`${where}. Ask again in a while.`, { retryAfter });
  }
  return new ProviderRefused(
    status === 401 || status === 403 || status === 404
      ? `${where}: it does not know these credentials or repository, or they lack the right to do this.`
      : `${where}, so it did not do what it was asked.`,
  );
};

const reach = async (url: string, ask: () => ReturnType<typeof http.request>) => {
  try {
    return await ask();
  } catch (cause) {
    throw cause instanceof ProviderRefused
      ? cause
      : new ProviderUnavailable(`${new URL(url).host} cannot be reached. Ask again in a while.`, { cause });
  }
};

/**
 * Asks a REST API for JSON, within the limits of `gitHttp`. Throws `ProviderRefused` or `ProviderUnavailable`, which never
 * hold what was sent or answered.
 */
export const askRest = async <Schema extends z.ZodType>({
  method,
  url,
  headers,
  body,
  answer,
}: RestRequest<Schema>): Promise<z.infer<Schema>> => {
  const bytes = Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const response = await reach(url, () =>
    http.request({
      url,
      method,
      headers: {
        accept: 'application/json',
        'user-agent': 'navigator',
        'content-length': String(bytes.length),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: (async function* () {
        yield bytes;
      })(),
    }),
  );
  const received = response.body ? await text(response.body) : '';
  if (response.statusCode < 200 || response.statusCode >= 300) {
    throw refusalOf(url, response.statusCode, response.headers ?? {});
  }
  try {
    return answer.parse(JSON.parse(received));
  } catch {
    throw new ProviderRefused(`${new URL(url).host} does not answer like the API it was taken for.`);
  }
};

/** `acme/sales` of `https://github.com/acme/sales.git`. */
export const repositoryPathOf = (url: string): string =>
  decodeURIComponent(new URL(url).pathname).replace(/^\/+|\.git$/g, '');

/** The API of a server: where the vendor itself runs it at a host of its own, elsewhere below the path that it documents. */
const apiOf = (url: string, vendor: { host: string; api: string; path: string }): string => {
  const { host, origin } = new URL(url);
  return host === vendor.host ? vendor.api : `${origin}${vendor.path}`;
};

/** https://docs.github.com/en/rest and, for GitHub Enterprise Server, /enterprise-server/rest */
export const githubApiOf = (url: string): string =>
  apiOf(url, { host: 'github.com', api: 'https://api.github.com', path: '/api/v3' });

/** Where GitHub's API has the repository of an address. */
export const githubRepositoryOf = (url: string): string => `${githubApiOf(url)}/repos/${repositoryPathOf(url)}`;

/** What GitHub's API wants with each request. */
export const githubHeaders = (token: string): Record<string, string> => ({
  accept: 'application/vnd.github+json',
  authorization: `Bearer ${token}`,
  'x-github-api-version': '2022-11-28',
});

/** https://docs.gitlab.com/api/rest/ */
export const gitlabProjectOf = (url: string): string => {
  const api = apiOf(url, { host: 'gitlab.com', api: 'https://gitlab.com/api/v4', path: '/api/v4' });
  return `${api}/projects/${encodeURIComponent(repositoryPathOf(url))}`;
};

/** https://developer.atlassian.com/cloud/bitbucket/rest/intro/ */
export const bitbucketRepositoryOf = (url: string): string => {
  const api = apiOf(url, { host: 'bitbucket.org', api: 'https://api.bitbucket.org/2.0', path: '/2.0' });
  return `${api}/repositories/${repositoryPathOf(url)}`;
};

/** https://docs.gitea.com/development/api-usage */
export const giteaRepositoryOf = (url: string): string =>
  `${new URL(url).origin}/api/v1/repos/${repositoryPathOf(url)}`;
