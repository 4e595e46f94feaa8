import { afterEach, describe, expect, it } from 'vitest';
import { type ModelServer, type ScriptedReply, startModelServer } from '../../../test/support/model-server.ts';
import type { ModelRequest } from '../domain/model.ts';
import { openAiModel } from './model-openai.ts';

let server: ModelServer | undefined;
afterEach(() => server?.close());

const request: ModelRequest = {
  instructions: 'Be brief.',
  messages: [
    { role: 'user', text: 'why did it fail?' },
    { role: 'assistant', text: '', calls: [{ id: 'c1', tool: 'runs_logs', input: { run: 'n-1' } }] },
    { role: 'results', results: [{ call: 'c1', text: '{}' }] },
  ],
  tools: [{ name: 'runs_logs', description: 'Read logs.', input: { type: 'object' } }],
  maxTokens: 100,
  signal: new AbortController().signal,
};

const ask = async (reply: ScriptedReply, asked: Partial<ModelRequest> = {}) => {
  server = await startModelServer(() => reply);
  return openAiModel({ url: `${server.url}/`, model: 'scripted', apiKey: 'secret' })({ ...request, ...asked });
};

describe('a model behind an OpenAI-compatible endpoint', () => {
  it('is told its text piece by piece, and what it costs', async () => {
    const pieces: string[] = [];
    const reply = await ask(
      { text: 'The warehouse refused the connection: “né”.' },
      { tell: (each) => pieces.push(each) },
    );
    expect(reply).toMatchObject({ text: 'The warehouse refused the connection: “né”.', calls: [] });
    expect(reply.usage.input).toBe(100);
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.join('')).toBe(reply.text);
    expect(server?.failures).toEqual([]);
  });

  it('makes several calls, whose arguments come in pieces', async () => {
    const calls = [
      { operation: 'runs.trigger', input: { workflow: 'nightly_sales', conf: { day: '2026-11-21', 'a"b': [1, 2] } } },
      { operation: 'runs.list', input: {} },
    ];
    const reply = await ask({ calls });
    expect(reply.calls).toEqual([
      { id: 'call-runs.trigger-0', tool: 'runs_trigger', input: calls[0]?.input },
      { id: 'call-runs.list-1', tool: 'runs_list', input: {} },
    ]);
  });

  it.each([
    [429, true],
    [500, true],
    [503, true],
    [401, false],
    [400, false],
  ])('that answers %i fails, in passing: %s', async (status, isPassing) => {
    await expect(ask({ status })).rejects.toMatchObject({ isPassing, message: `it answered ${status}` });
  });

  it('fails in passing where its answer breaks off', async () => {
    await expect(ask({ text: 'The warehouse refused the connection', breaksOff: true })).rejects.toMatchObject({
      name: 'ModelFailure',
      isPassing: true,
    });
  });

  it('fails in passing where it takes too long', async () => {
    await expect(ask({ text: 'x', delay: 2_000 }, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
      isPassing: true,
      message: 'it did not answer in time',
    });
  });

  it('fails in passing where nobody listens', async () => {
    const nowhere = openAiModel({ url: 'http://127.0.0.1:9/v1', model: 'x' });
    await expect(nowhere(request)).rejects.toMatchObject({ isPassing: true, message: 'it could not be reached' });
  });

  it('is not followed elsewhere, where its key would go along', async () => {
    const elsewhere = async (_: unknown, options?: RequestInit) => {
      expect(options?.redirect).toBe('error');
      return new Response('', { status: 404 });
    };
    await expect(openAiModel({ url: 'https://x/v1', model: 'x', apiKey: 'k' }, elsewhere)(request)).rejects.toThrow(
      '404',
    );
  });
});
