import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { documentReader, largestRead } from './document-reader.ts';

const lambda = mockClient(LambdaClient);
const read = documentReader({
  lambda: new LambdaClient({ region: 'eu-central-1' }),
  functionName: 'read-document',
  timeout: 1_000,
});
const answering = (answer: unknown) => ({ Payload: Buffer.from(JSON.stringify(answer)) as never });

beforeEach(() => {
  lambda.reset();
});

it('asks nobody about what is text', async () => {
  expect(await read('a.md', Buffer.from('# A'))).toBe('# A');
  expect(lambda.calls()).toEqual([]);
});

it('has HTML and PDF read', async () => {
  lambda.on(InvokeCommand).resolves(answering({ outcome: 'read', text: '# A' }));
  expect(await read('docs/A.PDF', Buffer.from('%PDF'))).toBe('# A');
  const { Payload } = lambda.commandCalls(InvokeCommand)[0]?.args[0].input ?? {};
  expect(JSON.parse(Buffer.from(Payload as Uint8Array).toString())).toEqual({
    form: 'pdf',
    name: 'docs/A.PDF',
    bytes: Buffer.from('%PDF').toString('base64'),
  });
});

it('tells why a document cannot be read', async () => {
  lambda.on(InvokeCommand).resolves(answering({ outcome: 'unreadable', why: 'the PDF is encrypted' }));
  await expect(read('a.pdf', Buffer.from('%PDF'))).rejects.toThrow('It was not taken in: the PDF is encrypted.');
  await expect(read('a.pdf', Buffer.alloc(largestRead + 1))).rejects.toThrow('more than 4 MB');
});

it('takes a document for unreadable that ends the function twice, not once', async () => {
  const ended = { FunctionError: 'Unhandled', Payload: Buffer.from('{"errorType":"Sandbox.Timedout"}') as never };
  lambda
    .on(InvokeCommand)
    .resolvesOnce(ended)
    .resolves(answering({ outcome: 'read', text: 'text' }));
  expect(await read('a.html', Buffer.from('x'))).toBe('text');
  lambda.on(InvokeCommand).resolves(ended);
  await expect(read('a.html', Buffer.from('x'))).rejects.toThrow('more time or memory');
});

it('says that it is not the document where nobody answers', async () => {
  lambda.on(InvokeCommand).rejects(new Error('throttled'));
  await expect(read('a.pdf', Buffer.from('x'))).rejects.toMatchObject({ code: 'upstream.unavailable' });
});
