import { lookup } from 'node:dns';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { GitHttpRequest, GitHttpResponse, HttpClient } from 'isomorphic-git';
import { DomainError } from '../../shared/errors.ts';
import { isLinkLocal } from '../domain/repository.ts';

/** The Git server does not answer, or not as it should; the same question may be answered later. */
export class ProviderUnavailable extends DomainError {
  /** Milliseconds for which it wants to be left alone, where it said so. */
  readonly retryAfter?: number;
  constructor(message: string, { retryAfter, cause }: { retryAfter?: number; cause?: unknown } = {}) {
    super('upstream.unavailable', message, { cause });
    this.retryAfter = retryAfter;
  }
}

/** The Git server refuses: asking again does not help, somebody has to change something. */
export class ProviderRefused extends DomainError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('upstream.refused', message, options);
  }
}

interface Limits {
  /** Milliseconds for one request and its whole answer. */
  readonly timeout: number;
  /** Bytes of one answer. */
  readonly size: number;
}

/** A name may lead to an address that a URL may not name; the check is made on the address that is connected to. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) {
      callback(error ?? new Error(`no address for ${hostname}`), '', 0);
    } else if (addresses.some(({ address }) => isLinkLocal(address))) {
      callback(new ProviderRefused(`${hostname} leads to a link-local address, which is not a Git server.`), '', 0);
    } else if (options.all) {
      callback(null, addresses);
    } else {
      callback(null, first.address, first.family);
    }
  });
};

const ask = (url: URL, method: string, headers: Record<string, string>, body: Buffer, signal: AbortSignal) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    // A socket that lay frozen with its Lambda is dead, so none is kept.
    request(url, { method, headers, signal, lookup: lookupPublic, agent: false }, resolve)
      .on('error', reject)
      .end(body);
  });

const collect = async (body: GitHttpRequest['body']): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

async function* bounded(answer: IncomingMessage, limit: number): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.length;
    if (size > limit) {
      throw new ProviderRefused(
        `The newest commit alone is over ${Math.floor(limit / 1024 / 1024)} MB. Move large files out of the repository.`,
      );
    }
    yield chunk;
  }
}

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** A redirect's target without its query, which may hold a token. */
const withoutQuery = (location: string | undefined): string => {
  const url = location === undefined ? null : URL.parse(location);
  return url ? `${url.origin}${url.pathname.replace(/\/info\/refs$/, '')}`.slice(0, 300) : 'another address';
};

/**
 * HTTP for Git: bounded in time and size, never to link-local addresses. It follows no redirect: where a repository
 * has moved, its new address is told instead, since following would let any server choose what is connected to.
 */
export const gitHttp = ({ timeout, size }: Limits): HttpClient => ({
  request: async ({ url: address, method = 'GET', headers = {}, body }): Promise<GitHttpResponse> => {
    const url = new URL(address);
    if (isLinkLocal(url.hostname)) {
      throw new ProviderRefused(`${url.hostname} is a link-local address, not a Git server.`);
    }
    const signal = AbortSignal.timeout(timeout);
    const answer = await ask(url, method, headers, await collect(body), signal);
    const status = answer.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      answer.resume();
      throw new ProviderRefused(`The repository has moved to ${withoutQuery(answer.headers.location)}.`);
    }
    return {
      url: address,
      method,
      statusCode: status,
      statusMessage: answer.statusMessage ?? '',
      headers: flat(answer.headers),
      body: bounded(answer, size),
    };
  },
});
