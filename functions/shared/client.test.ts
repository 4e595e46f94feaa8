import { describe, expect, it } from 'vitest';
import { getRepository, listPushes } from '../repositories/contract.ts';
import { getRun } from '../runs/contract.ts';
import { ApiProblem, buildRequest, createClient } from './client.ts';

const problem = (status: number) => ({ type: 'urn:x', title: 't', status, detail: 'told', requestId: 'r' });

/** A `fetch` that gives one answer after the other and fails the test when asked once more. */
const answering = (...answers: (Response | Error)[]) => {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const send: typeof fetch = async (url, init) => {
    asked.push({ url: String(url), init });
    const answer = answers.shift();
    if (!answer || answer instanceof Error) {
      throw answer ?? new Error('asked once too often');
    }
    return answer;
  };
  const waits: number[] = [];
  const client = createClient({
    url: 'https://api.example/base/',
    key: 'nav_k',
    fetch: send,
    wait: async (milliseconds) => waits.push(milliseconds),
  });
  return { client, asked, waits };
};

describe('a request', () => {
  it('spells out slashes of a spanning parameter and encodes the rest', () => {
    expect(buildRequest(listPushes, { repository: 'personal/kim/drafts', cursor: 'a+b&c', commit: undefined })).toEqual(
      {
        method: 'GET',
        path: '/api/repositories/personal/kim/drafts/pushes',
        query: 'cursor=a%2Bb%26c',
      },
    );
  });

  it.each(['..', 'company/..', 'company//x', ''])('for "%s", which no address can hold, is refused', (repository) => {
    expect(() => buildRequest(getRepository, { repository })).toThrow(/^repository: .* cannot be part of an address/);
  });

  it.each(['a/b', 'a?b', '.'])('for a run "%s", which a gateway would take for something else, is refused', (run) => {
    expect(() => buildRequest(getRun, { run })).toThrow(/^run: /);
  });

  it('carries the key and the body as JSON', async () => {
    const { client, asked } = answering(Response.json({ id: 'r' }, { status: 202 }));
    await expect(client.call('runs.trigger', { workflow: 'nightly' })).resolves.toEqual({ id: 'r' });
    expect(asked).toMatchObject([
      {
        url: 'https://api.example/base/api/runs',
        init: {
          method: 'POST',
          headers: { authorization: 'Bearer nav_k', 'content-type': 'application/json' },
          body: '{"workflow":"nightly"}',
        },
      },
    ]);
  });
});

describe('a failure', () => {
  it('carries the problem details', async () => {
    const { client } = answering(Response.json(problem(404), { status: 404 }));
    const failure = await client.call('runs.get', { run: 'n-1' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiProblem);
    expect(failure).toMatchObject({ message: 'told', problem: problem(404) });
  });

  it('of the gateway itself is told in our words', async () => {
    const { client } = answering(Response.json({ message: 'Forbidden' }, { status: 403 }));
    await expect(client.call('identity.whoami', {})).rejects.toMatchObject({
      message: expect.stringContaining('API key was refused'),
    });
  });

  it('that may pass is tried again for a read, each time later', async () => {
    const { client, asked, waits } = answering(
      new TypeError('fetch failed'),
      Response.json(problem(503), { status: 503 }),
      Response.json({ message: 'Too Many Requests' }, { status: 429 }),
      Response.json({ tenant: 'acme' }),
    );
    await expect(client.call('identity.whoami', {})).resolves.toEqual({ tenant: 'acme' });
    expect(asked).toHaveLength(4);
    expect(waits).toHaveLength(3);
  });

  it('that lasts is told after the fourth time', async () => {
    const down = () => new TypeError('fetch failed');
    const { client, asked } = answering(down(), down(), down(), down(), down());
    await expect(client.call('identity.whoami', {})).rejects.toMatchObject({
      problem: { type: 'urn:navigator:problem:upstream.unavailable' },
    });
    expect(asked).toHaveLength(4);
  });

  it.each([
    ['a write', 503, () => ['runs.trigger', { workflow: 'nightly' }] as const],
    ['a destruction', 429, () => ['keys.revoke', { key: 'k' }] as const],
    ['a mistake', 400, () => ['identity.whoami', {}] as const],
  ])('of %s is not tried again', async (_name, status, request) => {
    const { client, asked } = answering(Response.json(problem(status), { status }));
    await expect(client.call(...(request() as ['identity.whoami', Record<string, never>]))).rejects.toThrow('told');
    expect(asked).toHaveLength(1);
  });
});
