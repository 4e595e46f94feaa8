import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { EmbedInput } from '../knowledge/contract.ts';
import { embedder } from './embedder.ts';
import { encodeVector } from './vector.ts';

const lambda = mockClient(LambdaClient);
const embed = embedder({
  lambda: new LambdaClient({ region: 'eu-central-1' }),
  functionName: 'knowledge-embed-texts',
  timeout: 1_000,
  model: 'minilm',
});
const answer = (value: unknown, FunctionError?: string) =>
  ({ Payload: Buffer.from(JSON.stringify(value)), FunctionError }) as never;

/** Answers as many numbers as a text has characters. */
const measure = (model = 'minilm') =>
  lambda.on(InvokeCommand).callsFake(async ({ Payload }: { Payload: Uint8Array }) => {
    const { texts } = EmbedInput.parse(JSON.parse(Buffer.from(Payload).toString()));
    return answer({ model, vectors: texts.map((text) => encodeVector(new Float32Array([text.length]))) });
  });

beforeEach(() => {
  lambda.reset();
});

test('answers the vectors of many texts in their order, some in each invocation', async () => {
  measure();
  const texts = Array.from({ length: 70 }, (_, index) => 'x'.repeat(index));
  expect((await embed(texts)).map(([length]) => length)).toEqual(texts.map(({ length }) => length));
  expect(lambda.commandCalls(InvokeCommand)).toHaveLength(3);
});

test('invokes nothing for nothing', async () => {
  expect(await embed([])).toEqual([]);
});

test.each([
  ['fails', () => lambda.on(InvokeCommand).resolves(answer({ errorMessage: 'no memory' }, 'Unhandled'))],
  ['cannot be reached', () => lambda.on(InvokeCommand).rejects(new Error('no such host'))],
])('says so where the function %s', async (_what, break_) => {
  break_();
  await expect(embed(['refused'])).rejects.toMatchObject({ code: 'upstream.unavailable' });
});

test('refuses the vectors of another model', async () => {
  measure('another');
  await expect(embed(['refused'])).rejects.toThrow(/1 vectors of another/);
});
