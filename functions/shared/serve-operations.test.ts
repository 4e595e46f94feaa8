import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { DomainError } from './errors.ts';
import { logger } from './observability.ts';
import { defineOperation } from './operation.ts';
import type { Grant, Principal } from './principal.ts';
import { type Call, type Implemented, implement, serveOperations } from './serve-operations.ts';

const Thing = z.object({ name: z.string(), owner: z.string() });
const base = { summary: 's', examples: ['e'], since: '1' } as const;

const listThings = defineOperation({
  ...base,
  id: 'things.list',
  http: { method: 'GET', path: '/api/things' },
  command: 'things',
  input: z.object({ limit: z.coerce.number().int().min(1).default(25) }),
  output: z.object({ items: z.array(Thing), next: z.string().optional() }),
  access: { system: 'automatrix', level: 'read', itemResource: (thing: z.infer<typeof Thing>) => thing.name },
  effect: 'read',
});

const addThing = defineOperation({
  ...base,
  id: 'things.add',
  http: { method: 'POST', path: '/api/things/{name+}' },
  command: 'thing add <name>',
  input: z.object({
    name: z.string().regex(/^[a-z/]+$/, 'use lower-case letters'),
    owner: z.string().default('nobody'),
  }),
  output: Thing,
  access: { system: 'automatrix', level: 'write', resource: ({ name }) => name },
  effect: 'write',
  longRunning: true,
});

const getThing = defineOperation({
  ...base,
  id: 'things.get',
  http: { method: 'GET', path: '/api/things/{name}' },
  command: 'thing <name>',
  input: z.object({ name: z.string() }),
  output: Thing,
  access: { system: 'automatrix', level: 'read', resource: 'loaded' },
  effect: 'read',
});

const resetThings = defineOperation({
  ...base,
  id: 'things.reset',
  http: { method: 'DELETE', path: '/api/things' },
  command: 'thing reset',
  input: z.object({}),
  output: z.object({}),
  access: { system: 'automatrix', level: 'write' },
  effect: 'destructive',
});

const noteMine = defineOperation({
  ...base,
  id: 'notes.add',
  http: { method: 'POST', path: '/api/notes' },
  command: 'note',
  input: z.object({}),
  output: z.object({}),
  access: { system: 'automatrix', level: 'read', resource: 'own' },
  effect: 'write',
});

const capability = [listThings, addThing, getThing, resetThings, noteMine];
const unexpected = async (): Promise<never> => {
  throw new Error('not expected to be called');
};
const things = [
  { name: 'company/a', owner: 'kim' },
  { name: 'secret/b', owner: 'lee' },
];

/** All operations, each failing the test when called, but for those given. */
const implementations = (given: readonly Implemented[]): Implemented[] =>
  capability.map(
    (operation) => given.find((each) => each.operation.id === operation.id) ?? { operation, run: unexpected },
  );

const grant = (level: Grant['level'], ...resources: string[]): Grant => ({ system: 'automatrix', level, resources });
const principal = (...systems: Grant[]): Principal => ({
  tenant: 'acme',
  subject: { kind: 'key', id: 'k1' },
  systems,
  roles: [],
});

const context = { awsRequestId: 'aws-1', functionName: 'f', getRemainingTimeInMillis: () => 1000 } as Context;

interface Http {
  readonly method?: string;
  readonly path: string;
  readonly query?: string;
  readonly body?: unknown;
  readonly type?: string;
  readonly token?: string | null;
  readonly stage?: string;
  readonly isBase64Encoded?: boolean;
}

const event = ({ method = 'GET', path, query = '', body, type, token = 'token', stage, isBase64Encoded }: Http) => ({
  version: '2.0',
  rawPath: path,
  rawQueryString: query,
  headers: type === undefined && body === undefined ? {} : { 'content-type': type ?? 'application/json' },
  body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
  isBase64Encoded: isBase64Encoded ?? false,
  requestContext: {
    requestId: 'request-1',
    stage: stage ?? '$default',
    http: { method },
    authorizer: token === null ? undefined : { lambda: { principalToken: token } },
  },
});

const HttpAnswer = z.object({ statusCode: z.number(), headers: z.record(z.string(), z.string()), body: z.string() });

const serve = (given: readonly Implemented[], caller: Principal = principal(grant('admin', '*'))) => {
  const verify = async (token: string): Promise<Principal> => {
    if (token !== 'token') {
      throw new DomainError('key.missing', 'The principal token is not valid.');
    }
    return caller;
  };
  return serveOperations(capability, implementations(given), { verify });
};

const ask = async (http: Http, given: readonly Implemented[] = [], caller?: Principal) => {
  const answer = HttpAnswer.parse(await serve(given, caller)(event(http), context));
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) };
};

const inform = vi.spyOn(logger, 'info');
const report = vi.spyOn(logger, 'error');

beforeEach(() => {
  inform.mockImplementation(() => undefined);
  report.mockImplementation(() => undefined);
});
afterEach(() => vi.clearAllMocks());

const listing = implement(listThings, async () => ({ items: things }));
const adding = implement(addThing, async (thing) => thing);

describe('the door', () => {
  it('hands path, query and defaults to the implementation, parsed', async () => {
    const seen: unknown[] = [];
    const counting = implement(listThings, async (input) => {
      seen.push(input);
      return { items: [] };
    });
    await ask({ path: '/api/things', query: 'limit=3' }, [counting]);
    await ask({ path: '/api/things' }, [counting]);
    expect(seen).toEqual([{ limit: 3 }, { limit: 25 }]);
  });

  it('takes a JSON body beside a path that spans slashes, and answers 202 to long work', async () => {
    const answer = await ask({ method: 'POST', path: '/api/things/company/a', body: { owner: 'kim' } }, [adding]);
    expect(answer).toMatchObject({ status: 202, body: { name: 'company/a', owner: 'kim' } });
  });

  it('takes no body for an empty one, and a body in base64', async () => {
    const empty = await ask({ method: 'POST', path: '/api/things/a' }, [adding]);
    expect(empty.body).toEqual({ name: 'a', owner: 'nobody' });
    const body = Buffer.from('{"owner":"kim"}').toString('base64');
    const encoded = await ask({ method: 'POST', path: '/api/things/a', body, isBase64Encoded: true }, [adding]);
    expect(encoded.body).toEqual({ name: 'a', owner: 'kim' });
  });

  it('lets the path say what it names, not the body', async () => {
    const answer = await ask({ method: 'POST', path: '/api/things/a', body: { name: 'b' } }, [adding]);
    expect(answer.body.name).toBe('a');
  });

  it('knows its paths below a named stage too', async () => {
    await expect(ask({ path: '/prod/api/things', stage: 'prod' }, [listing])).resolves.toMatchObject({ status: 200 });
  });

  it('tells nosy browsers and caches to keep out, and names the request', async () => {
    const { headers } = await ask({ path: '/api/things' }, [listing]);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'request-1',
    });
  });

  it('serves other functions by operation id', async () => {
    const direct = { operation: 'things.add', input: { name: 'a' }, principalToken: 'token' };
    await expect(serve([adding])(direct, context)).resolves.toEqual({
      status: 202,
      body: { name: 'a', owner: 'nobody' },
    });
    await expect(serve([])({ ...direct, operation: 'other.add' }, context)).resolves.toMatchObject({ status: 404 });
    await expect(serve([])({ ...direct, principalToken: 'forged' }, context)).resolves.toMatchObject({
      status: 401,
      body: { requestId: 'aws-1' },
    });
  });
});

describe('a bad request', () => {
  it.each<[string, Http, number, string, RegExp]>([
    ['without a token', { path: '/api/things', token: null }, 401, 'key.missing', /API key/],
    ['with a forged token', { path: '/api/things', token: 'x' }, 401, 'key.missing', /not valid/],
    ['to nowhere', { path: '/api/nothing' }, 404, 'operation.unknown', /GET \/api\/nothing/],
    ['by another method', { method: 'PUT', path: '/api/things' }, 404, 'operation.unknown', /PUT/],
    ['with a wrong field', { path: '/api/things', query: 'limit=many' }, 400, 'input.invalid', /^limit: .*number/],
    ['with a field of its own', { path: '/api/things', query: 'limt=3' }, 400, 'input.invalid', /limt/],
    ['with a field twice', { path: '/api/things', query: 'limit=3&limit=4' }, 400, 'input.invalid', /^limit: .*once/],
    ['with a wrong path', { method: 'POST', path: '/api/things/A' }, 400, 'input.invalid', /^name: use lower-case/],
    ['with broken JSON', { method: 'POST', path: '/api/things/a', body: '{' }, 400, 'input.invalid', /JSON object/],
    ['with a list', { method: 'POST', path: '/api/things/a', body: '[]' }, 400, 'input.invalid', /JSON object/],
    [
      'with a form',
      { method: 'POST', path: '/api/things/a', body: 'a=b', type: 'text/plain' },
      400,
      'input.invalid',
      /application\/json/,
    ],
    [
      'over 1 MB',
      { method: 'POST', path: '/api/things/a', body: 'x'.repeat(1_048_577) },
      413,
      'payload.too-large',
      /1 MB/,
    ],
  ])('%s is told what is wrong', async (_name, http, status, code, detail) => {
    const answer = await ask(http);
    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'application/problem+json' },
      body: {
        type: `urn:navigator:problem:${code}`,
        status,
        detail: expect.stringMatching(detail),
        requestId: 'request-1',
      },
    });
  });

  it('may be as large as the operation says', async () => {
    const large = implement(
      { ...adding.operation, largestBody: 2 * 1024 * 1024 } as typeof adding.operation,
      adding.run as never,
    );
    const body = { owner: 'x'.repeat(1_500_000) };
    expect((await ask({ method: 'POST', path: '/api/things/a', body }, [large])).status).toBe(202);
    const larger = await ask({ method: 'POST', path: '/api/things/a', body: 'x'.repeat(2_097_153) }, [large]);
    expect(larger).toMatchObject({ status: 413, body: { detail: 'The body is over 2 MB. Send less at once.' } });
  });

  it('of exactly 1 MB is read', async () => {
    const filler = 1024 * 1024 - JSON.stringify({ owner: '' }).length;
    const answer = await ask({ method: 'POST', path: '/api/things/a', body: { owner: 'x'.repeat(filler) } }, [adding]);
    expect(answer.status).toBe(202);
  });
});

describe('authorisation', () => {
  const reader = principal(grant('read', 'company/*'));

  it('refuses a level that was not granted before it looks at the input', async () => {
    const answer = await ask({ method: 'POST', path: '/api/things/A' }, [], reader);
    expect(answer).toMatchObject({ status: 403, body: { detail: expect.stringContaining('write on automatrix') } });
  });

  it('refuses a resource that was not granted', async () => {
    const writer = principal(grant('write', 'company/*'));
    const path = '/api/things/secret/b';
    await expect(ask({ method: 'POST', path }, [], writer)).resolves.toMatchObject({ status: 403 });
    await expect(ask({ method: 'POST', path: '/api/things/company/a' }, [adding], writer)).resolves.toMatchObject({
      status: 202,
    });
  });

  it('refuses a change of the whole tenant to who has a part of it', async () => {
    const resetting = implement(resetThings, async () => ({}));
    const request = { method: 'DELETE', path: '/api/things' };
    await expect(ask(request, [], principal(grant('admin', 'company/*')))).resolves.toMatchObject({ status: 403 });
    await expect(ask(request, [resetting], principal(grant('write', '*')))).resolves.toMatchObject({ status: 200 });
  });

  it('hides items of a list that were not granted', async () => {
    const answer = await ask({ path: '/api/things' }, [listing], reader);
    expect(answer.body).toEqual({ items: [things[0]] });
  });

  const loading = (check: (call: Call) => void) =>
    implement(getThing, async (_input, call) => {
      check(call);
      return { name: 'secret/b', owner: 'lee' };
    });

  it('of what is the caller’s own needs no grant on everything', async () => {
    const given = [implement(noteMine, async () => ({}))];
    const mine = (caller: Principal) => ask({ method: 'POST', path: '/api/notes', body: {} }, given, caller);
    expect(await mine(principal(grant('read', 'company/a')))).toMatchObject({ status: 200 });
    expect(await mine(principal())).toMatchObject({ status: 403 });
  });

  it('is the implementation’s where only the stored thing knows its resource', async () => {
    const request = { path: '/api/things/b' };
    const checked = loading((call) => call.authorise('secret/b'));
    await expect(ask(request, [checked], reader)).resolves.toMatchObject({ status: 403 });
    await expect(ask(request, [checked])).resolves.toMatchObject({ status: 200 });
  });

  it('forgotten by the implementation keeps the answer back', async () => {
    const answer = await ask({ path: '/api/things/b' }, [loading(() => undefined)]);
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('lee');
    expect(report).toHaveBeenCalledWith('operation.failed', expect.objectContaining({ operation: 'things.get' }));
  });
});

describe('a failure', () => {
  it('that was expected is told', async () => {
    const failing = implement(addThing, async () => {
      throw new DomainError('resource.exists', 'name: a exists.');
    });
    const answer = await ask({ method: 'POST', path: '/api/things/a' }, [failing]);
    expect(answer).toMatchObject({ status: 409, body: { detail: 'name: a exists.' } });
    expect(report).not.toHaveBeenCalled();
  });

  it('that was not is logged and never shown', async () => {
    const failing = implement(addThing, async () => {
      throw new Error('password is hunter2');
    });
    const answer = await ask({ method: 'POST', path: '/api/things/a' }, [failing]);
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    expect(report).toHaveBeenCalledTimes(1);
  });

  it('to answer as the contract says is ours, and tells no value', async () => {
    const failing = { operation: addThing, run: async () => ({ name: 'a', owner: 42 }) };
    const answer = await ask({ method: 'POST', path: '/api/things/a' }, [failing]);
    expect(answer.status).toBe(500);
    expect(report).toHaveBeenCalledWith('operation.failed', {
      operation: 'things.add',
      error: expect.objectContaining({ message: expect.stringMatching(/^things\.add .*owner/) }),
    });
  });
});

describe('the audit log', () => {
  it('has who did what with which outcome, and no payload', async () => {
    await ask({ method: 'POST', path: '/api/things/a', body: { owner: 'private' } }, [adding]);
    await ask({ method: 'POST', path: '/api/things/A' });
    const line = { operation: 'things.add', tenant: 'acme', subject: { kind: 'key', id: 'k1' }, effect: 'write' };
    expect(inform.mock.calls).toEqual([
      ['operation.called', { ...line, outcome: 'success', duration: expect.any(Number) }],
      ['operation.called', { ...line, outcome: 'input.invalid', duration: expect.any(Number) }],
    ]);
  });

  it('leaves reads out', async () => {
    await ask({ path: '/api/things' }, [listing]);
    expect(inform).not.toHaveBeenCalled();
  });
});

describe('the start', () => {
  const start = (implemented: readonly Implemented[]) => () =>
    serveOperations(capability, implemented, { verify: unexpected });

  it('fails where an operation has no implementation, two, or is not declared', () => {
    const all = implementations([]);
    expect(start(all)).not.toThrow();
    expect(start(all.slice(1))).toThrow(/things\.list has no implementation/);
    expect(start([...all, listing])).toThrow(/things\.list is implemented twice/);
    expect(() => serveOperations([listThings], all, { verify: unexpected })).toThrow(/things\.add is not declared/);
  });
});
