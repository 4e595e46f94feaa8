import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it, vi } from 'vitest';
import * as z from 'zod';
import { logger } from '../../shared/observability.ts';
import { embedTexts } from './embed-texts.ts';

const Input = z.object({ texts: z.array(z.string()) });

const vectorOf = (text: string): string => Buffer.from(Float32Array.from([text.length, 0.5]).buffer).toString('base64');

it('gives a vector for each text, in order, however many', async () => {
  const lambda = new LambdaClient({});
  const mock = mockClient(lambda);
  mock.on(InvokeCommand).callsFake(async ({ Payload }) => {
    const { texts } = Input.parse(JSON.parse(Buffer.from(Payload).toString('utf8')));
    return { Payload: Buffer.from(JSON.stringify({ model: 'm', vectors: texts.map(vectorOf) })) };
  });
  const texts = Array.from({ length: 150 }, (_, index) => 'x'.repeat(index));
  const vectors = await embedTexts({ lambda, functionName: 'embed' })(texts);
  expect(vectors.map((vector) => [...vector])).toEqual(texts.map(({ length }) => [length, 0.5]));
  expect(mock.calls().length).toBeLessThan(texts.length);
});

it('throws where the function fails', async () => {
  vi.spyOn(logger, 'warn').mockImplementation(() => undefined);
  const lambda = new LambdaClient({});
  mockClient(lambda).on(InvokeCommand).resolves({ FunctionError: 'Unhandled' });
  await expect(embedTexts({ lambda, functionName: 'embed' })(['x'])).rejects.toThrow('embed did not embed: Unhandled');
});
