import { setTimeout as sleep } from 'node:timers/promises';
import type * as z from 'zod';
import { catalogue } from '../catalogue.ts';
import { type Problem, problems } from './errors.ts';
import type { Operation } from './operation.ts';
import { parsePath } from './router.ts';

type Catalogued = (typeof catalogue)[number];
/** The ids of all operations. */
export type OperationId = Catalogued['id'];
type OperationOf<Id extends OperationId> = Extract<Catalogued, { id: Id }>;
/** What a caller gives to an operation; fields with a default may be left out. */
export type ClientInput<Id extends OperationId> = z.input<OperationOf<Id>['input']>;
/** What an operation answers. */
export type ClientOutput<Id extends OperationId> = z.output<OperationOf<Id>['output']>;

/** The API's problem details (RFC 9457) as an error; its message is the detail. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options?: { cause?: unknown }) {
    super(problem.detail, options);
    this.name = 'ApiProblem';
    this.problem = problem;
  }
}

/** An HTTP request as data; the path is relative to the API's address. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body?: string;
}

const localProblem = (code: keyof typeof problems, detail: string, cause?: unknown): ApiProblem =>
  new ApiProblem({ type: `urn:navigator:problem:${code}`, ...problems[code], detail, requestId: '' }, { cause });

/**
 * URLs drop `.` and `..` even when encoded, and API Gateway decodes a path before it splits it at `/` and cuts it at
 * `?`: such a value would ask for something else.
 */
const encodeSegment = (name: string, segment: string): string => {
  if (/^(|\.|\.\.)$|[/?]/.test(segment)) {
    throw localProblem('input.invalid', `${name}: "${segment}" cannot be part of an address.`);
  }
  return encodeURIComponent(segment);
};

/** The request that asks for an operation: path parameters, then the rest as query (GET, DELETE) or JSON body. */
export const buildRequest = (operation: Operation, input: Readonly<Record<string, unknown>>): ApiRequest => {
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined));
  const take = (name: string): string => {
    const value = String(rest.get(name) ?? '');
    rest.delete(name);
    return value;
  };
  const segments = parsePath(operation.http.path).map((segment) => {
    if (segment.kind === 'text') {
      return segment.text;
    }
    const value = take(segment.name);
    const parts = segment.kind === 'many' ? value.split('/') : [value];
    return parts.map((part) => encodeSegment(segment.name, part)).join('/');
  });
  const { method } = operation.http;
  const path = `/${segments.join('/')}`;
  if (method === 'GET' || method === 'DELETE') {
    const query = new URLSearchParams();
    for (const [name, value] of rest) {
      query.set(name, String(value));
    }
    return { method, path, query: query.toString() };
  }
  return { method, path, query: '', body: JSON.stringify(Object.fromEntries(rest)) };
};

/** What a client needs; `timeout` is in milliseconds per attempt, `wait` is for tests. */
export interface ClientOptions {
  readonly url: string;
  readonly key: string;
  readonly fetch?: typeof fetch;
  readonly timeout?: number;
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** Calls operations by their id; throws `ApiProblem`. */
export interface Client {
  call<Id extends OperationId>(id: Id, input: ClientInput<Id>): Promise<ClientOutput<Id>>;
}

const attempts = 4;
const retriedStatuses = [429, 503];

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'type' in body && 'detail' in body && 'status' in body;

/** What the gateway itself refuses is not problem details. */
const gatewayProblem = (status: number): ApiProblem => {
  if (status === 401 || status === 403) {
    return localProblem('key.missing', 'The API key was refused: it is missing, wrong, expired or revoked.');
  }
  const code = status === 404 ? 'operation.unknown' : 'upstream.unavailable';
  return localProblem(code, `The API answered ${status} without details. Check its address, or try again.`);
};

const readAnswer = async (response: Response): Promise<unknown> => {
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) {
    return body;
  }
  throw isProblem(body) ? new ApiProblem(body) : gatewayProblem(response.status);
};

/** The typed client of the HTTPS API. Reads are tried again after 429, 503 and network errors; nothing else is. */
export const createClient = ({
  url,
  key,
  fetch: send = fetch,
  timeout = 30_000,
  wait = sleep,
}: ClientOptions): Client => {
  const base = url.replace(/\/+$/, '');

  const ask = async (request: ApiRequest): Promise<Response> => {
    try {
      return await send(`${base}${request.path}${request.query && `?${request.query}`}`, {
        method: request.method,
        headers: {
          authorization: `Bearer ${key}`,
          accept: 'application/json',
          ...(request.body !== undefined && { 'content-type': 'application/json' }),
        },
        body: request.body,
        signal: AbortSignal.timeout(timeout),
      });
    } catch (cause) {
      throw localProblem('upstream.unavailable', `${base} did not answer. Check the address and the network.`, cause);
    }
  };

  const askAgain = async (operation: Operation, request: ApiRequest, attempt = 1): Promise<unknown> => {
    try {
      return await readAnswer(await ask(request));
    } catch (error) {
      const isWorthwhile = error instanceof ApiProblem && retriedStatuses.includes(error.problem.status);
      if (operation.effect !== 'read' || !isWorthwhile || attempt === attempts) {
        throw error;
      }
      await wait(Math.random() * 200 * 2 ** attempt);
      return askAgain(operation, request, attempt + 1);
    }
  };

  return {
    call: async (id, input) => {
      const operation = catalogue.find((each) => each.id === id);
      if (!operation) {
        throw localProblem('operation.unknown', `There is no operation ${id}.`);
      }
      return (await askAgain(operation, buildRequest(operation, input))) as ClientOutput<typeof id>;
    },
  };
};
