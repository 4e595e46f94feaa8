import {
  BedrockRuntimeClient,
  ConverseStreamCommand,
  type ConverseStreamOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import type { ModelRequest } from '../domain/model.ts';
import { bedrockModel } from './model-bedrock.ts';

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

const ask = (events: readonly unknown[] | Error, asked: Partial<ModelRequest> = {}) => {
  const client = new BedrockRuntimeClient({});
  const mock = mockClient(client);
  if (events instanceof Error) {
    mock.on(ConverseStreamCommand).rejects(events);
  } else {
    const stream = (async function* () {
      yield* events as ConverseStreamOutput[];
    })();
    mock.on(ConverseStreamCommand).resolves({ stream });
  }
  return { mock, reply: bedrockModel({ client, modelId: 'm' })({ ...request, ...asked }) };
};

const usage = { metadata: { usage: { inputTokens: 10, outputTokens: 5, totalTokens: 15 } } };
const stop = { messageStop: { stopReason: 'end_turn' } };

it('streams text and assembles calls from their pieces', async () => {
  const pieces: string[] = [];
  const { mock, reply } = ask(
    [
      { contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'Let me ' } } },
      { contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'look.' } } },
      { contentBlockStart: { contentBlockIndex: 1, start: { toolUse: { toolUseId: 't1', name: 'runs_logs' } } } },
      { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '{"run":' } } } },
      { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '"n-1"}' } } } },
      stop,
      usage,
    ],
    { tell: (piece) => pieces.push(piece) },
  );
  expect(await reply).toEqual({
    text: 'Let me look.',
    calls: [{ id: 't1', tool: 'runs_logs', input: { run: 'n-1' } }],
    usage: { input: 10, output: 5 },
  });
  expect(pieces).toEqual(['Let me ', 'look.']);
  expect(mock.commandCalls(ConverseStreamCommand)[0]?.args[0].input.messages).toEqual([
    { role: 'user', content: [{ text: 'why did it fail?' }] },
    { role: 'assistant', content: [{ toolUse: { toolUseId: 'c1', name: 'runs_logs', input: { run: 'n-1' } } }] },
    { role: 'user', content: [{ toolResult: { toolUseId: 'c1', content: [{ text: '{}' }] } }] },
  ]);
});

const failure = (name: string, status: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });

it.each([
  ['ThrottlingException', 429, true],
  ['ModelTimeoutException', 408, true],
  ['InternalServerException', 500, true],
  ['AccessDeniedException', 403, false],
  ['ValidationException', 400, false],
])('%s fails, in passing: %s', async (name, status, isPassing) => {
  await expect(ask(failure(name, status)).reply).rejects.toMatchObject({ name: 'ModelFailure', isPassing });
});

it('a failure within the stream, and a stream that breaks off, fail in passing', async () => {
  const throttled = { throttlingException: failure('ThrottlingException', 429) };
  await expect(ask([throttled]).reply).rejects.toMatchObject({ isPassing: true });
  const begun = { contentBlockDelta: { contentBlockIndex: 0, delta: { text: 'The ware' } } };
  await expect(ask([begun]).reply).rejects.toMatchObject({ isPassing: true, message: 'its answer broke off' });
});
