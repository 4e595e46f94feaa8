import { HeadObjectCommand, NotFound, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { putDocument } from './document-bucket.ts';

const client = mockClient(S3Client);
const put = putDocument({ s3: new S3Client({}), bucket: 'documents' });
const key = 'acme/runs/runs/n-1.jsonl';

beforeEach(() => client.reset());

it('puts a document once, and again only where it has changed', async () => {
  client.on(HeadObjectCommand).rejects(new NotFound({ message: 'no', $metadata: { httpStatusCode: 404 } }));
  expect(await put(key, '{}\n')).toBe(true);
  const first = client.commandCalls(PutObjectCommand)[0]?.args[0].input;
  expect(first).toMatchObject({ Bucket: 'documents', Key: key, Body: '{}\n' });
  client.on(HeadObjectCommand, { Bucket: 'documents', Key: key }).resolves({ Metadata: first?.Metadata });
  expect(await put(key, '{}\n')).toBe(false);
  expect(await put(key, '{"a":1}\n')).toBe(true);
  expect(client.commandCalls(PutObjectCommand)).toHaveLength(2);
});
