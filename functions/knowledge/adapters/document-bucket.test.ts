import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it, vi } from 'vitest';
import { documentBucket, largestDocument } from './document-bucket.ts';

const s3 = mockClient(S3Client);
const bucket = documentBucket({ s3: new S3Client({ region: 'eu-central-1' }), bucket: 'documents' });
const bodyOf = (text: string) => ({ transformToByteArray: async () => Buffer.from(text) }) as never;

beforeEach(() => {
  s3.reset();
});

it('reads a document with its hash, its commit and when it was put', async () => {
  s3.on(GetObjectCommand).resolves({
    Body: bodyOf('Text'),
    ContentLength: 4,
    LastModified: new Date('2026-01-01T00:00:00Z'),
    Metadata: { commit: 'c'.repeat(40) },
  });
  expect(await bucket.read('k')).toEqual({
    hash: '71988c4d8e0803ba4519f0b2864c1331c14a1890bf8694e251379177bfedb5c3',
    size: 4,
    bytes: Buffer.from('Text'),
    changedAt: '2026-01-01T00:00:00.000Z',
    commit: 'c'.repeat(40),
    isUnreadable: false,
  });
});

it('keeps with a document when it was written', async () => {
  s3.on(PutObjectCommand).resolves({});
  await bucket.put('k', 'Text', { at: '2025-01-01T00:00:00.000Z' });
  const { Metadata } = s3.commandCalls(PutObjectCommand)[0]?.args[0].input ?? {};
  s3.on(GetObjectCommand).resolves({ Body: bodyOf('Text'), LastModified: new Date('2026-01-01T00:00:00Z'), Metadata });
  expect(await bucket.read('k')).toMatchObject({ changedAt: '2025-01-01T00:00:00.000Z' });
});

it('keeps with a document that it is none, but why there is none', async () => {
  s3.on(PutObjectCommand).resolves({});
  await bucket.put('k', 'it is encrypted', { isUnreadable: true });
  const { Metadata } = s3.commandCalls(PutObjectCommand)[0]?.args[0].input ?? {};
  s3.on(GetObjectCommand).resolves({ Body: bodyOf('it is encrypted'), Metadata });
  expect(await bucket.read('k')).toMatchObject({ isUnreadable: true });
});

it('knows a document that is not there from one that cannot be read', async () => {
  s3.on(GetObjectCommand)
    .rejectsOnce(new NoSuchKey({ message: 'no', $metadata: {} }))
    .rejects(new Error('broken'));
  expect(await bucket.read('k')).toBeUndefined();
  await expect(bucket.read('k')).rejects.toThrow('broken');
  s3.on(HeadObjectCommand)
    .rejectsOnce(new NotFound({ message: 'no', $metadata: {} }))
    .resolves({});
  expect([await bucket.has('k'), await bucket.has('k')]).toEqual([false, true]);
});

it('does not read what is too large, and tells its versions apart', async () => {
  const cancel = vi.fn();
  const large = { Body: { transformToWebStream: () => ({ cancel }) }, ContentLength: largestDocument + 1 };
  s3.on(GetObjectCommand)
    .resolvesOnce({ ...large, ETag: '"1"' } as never)
    .resolvesOnce({ ContentLength: largestDocument + 1, ETag: '"2"' });
  const [first, second] = [await bucket.read('k'), await bucket.read('k')];
  expect(first).toMatchObject({ size: largestDocument + 1 });
  expect(first).not.toHaveProperty('bytes');
  expect(cancel).toHaveBeenCalledTimes(1);
  expect(first?.hash).not.toBe(second?.hash);
});

it('puts text with its commit', async () => {
  s3.on(PutObjectCommand).resolves({});
  await bucket.put('k', 'Text', { commit: 'c'.repeat(40) });
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
    Bucket: 'documents',
    Key: 'k',
    Body: 'Text',
    Metadata: { commit: 'c'.repeat(40) },
  });
});

it('removes many in requests of a thousand, none without any, and throws where S3 keeps one', async () => {
  await bucket.remove([]);
  expect(s3.calls()).toHaveLength(0);
  s3.on(DeleteObjectsCommand).resolves({});
  await bucket.remove(Array.from({ length: 1_001 }, (_, index) => `k${index}`));
  const sizes = s3.commandCalls(DeleteObjectsCommand).map(({ args }) => args[0].input.Delete?.Objects?.length);
  expect(sizes).toEqual([1_000, 1]);
  s3.on(DeleteObjectsCommand).resolves({ Errors: [{ Code: 'AccessDenied', Message: 'no' }] });
  await expect(bucket.remove(['k'])).rejects.toThrow('AccessDenied');
});

it('lists all keys, page by page', async () => {
  s3.on(ListObjectsV2Command)
    .resolvesOnce({ Contents: [{ Key: 'a' }], IsTruncated: true, NextContinuationToken: 'next' })
    .resolves({ Contents: [{ Key: 'b' }] });
  expect(await bucket.list('')).toEqual(['a', 'b']);
});
