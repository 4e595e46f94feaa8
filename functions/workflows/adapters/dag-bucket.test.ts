import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NotFound,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { dagBucket } from './dag-bucket.ts';

const s3 = mockClient(S3Client);
const bucket = dagBucket({ s3: new S3Client({}), bucket: 'dags-bucket' });
const absent = new NotFound({ message: 'no', $metadata: { httpStatusCode: 404 } });
const changed = new S3ServiceException({
  name: 'PreconditionFailed',
  $fault: 'client',
  message: 'changed',
  $metadata: { httpStatusCode: 412 },
});

beforeEach(() => s3.reset());

it('copies a release by paths with any characters and marks it complete last', async () => {
  s3.on(HeadObjectCommand).rejects(absent);
  const files = [{ path: 'sql/größe +1.sql', key: 'acme/blobs/ab cd' }];
  await bucket.copyRelease('releases/sales/1', { bucket: 'artefacts', files });
  const [copy] = s3.commandCalls(CopyObjectCommand);
  expect(copy?.args[0].input).toMatchObject({
    Bucket: 'dags-bucket',
    Key: 'dags/releases/sales/1/sql/größe +1.sql',
    CopySource: 'artefacts/acme/blobs/ab%20cd',
  });
  const [mark] = s3.commandCalls(PutObjectCommand);
  expect(mark?.args[0].input.Key).toBe('dags/releases/sales/1.json');
  expect(mark?.calledAfter(copy as never)).toBe(true);
});

it('copies nothing of a release that is complete', async () => {
  s3.on(HeadObjectCommand).resolves({});
  await bucket.copyRelease('releases/sales/1', { bucket: 'artefacts', files: [{ path: 'a', key: 'k' }] });
  expect(s3.commandCalls(CopyObjectCommand)).toEqual([]);
});

it('leaves an incomplete release unmarked', async () => {
  s3.on(HeadObjectCommand).rejects(absent);
  s3.on(CopyObjectCommand).rejects(new Error('killed'));
  const files = [{ path: 'a', key: 'k' }];
  await expect(bucket.copyRelease('releases/sales/1', { bucket: 'artefacts', files })).rejects.toThrow('killed');
  expect(s3.commandCalls(PutObjectCommand)).toEqual([]);
});

it('replaces a pointer only while it is the one that was seen', async () => {
  s3.on(PutObjectCommand).rejectsOnce(changed).resolves({});
  expect(await bucket.placePointer('live/a.py', 'text', 'm1', { etag: '"e1"', move: 'm0' })).toBe(false);
  expect(await bucket.placePointer('live/a.py', 'text', 'm1', undefined)).toBe(true);
  const [first, second] = s3.commandCalls(PutObjectCommand).map((call) => call.args[0].input);
  expect(first).toMatchObject({ IfMatch: '"e1"', Metadata: { move: 'm1' } });
  expect(second).toMatchObject({ IfNoneMatch: '*' });
});

it('does not take another failure for a lost race', async () => {
  s3.on(PutObjectCommand).rejects(new Error('no route'));
  await expect(bucket.placePointer('live/a.py', 'text', 'm1', undefined)).rejects.toThrow('no route');
});

it('lists releases with their files and the time of the last one written', async () => {
  const at = (day: number) => new Date(`2026-01-0${day}`);
  s3.on(ListObjectsV2Command).resolves({
    Contents: [
      { Key: 'dags/releases/sales/1.json', LastModified: at(3) },
      { Key: 'dags/releases/sales/1/a.json', LastModified: at(1) },
      { Key: 'dags/releases/sales/2/b.py', LastModified: at(2) },
    ],
  });
  expect(await bucket.listReleases('releases/sales')).toEqual(
    new Map([
      ['1', { files: ['releases/sales/1.json', 'releases/sales/1/a.json'], writtenAt: at(3) }],
      ['2', { files: ['releases/sales/2/b.py'], writtenAt: at(2) }],
    ]),
  );
});

it('takes the mark off a release before its files, and reports one that stays', async () => {
  s3.on(DeleteObjectsCommand).resolves({ Errors: [{ Key: 'dags/x', Code: 'AccessDenied' }] });
  await expect(bucket.removeRelease('releases/sales/1', ['releases/sales/1/a.py'])).rejects.toThrow('AccessDenied');
  const [mark] = s3.commandCalls(DeleteObjectCommand);
  expect(mark?.args[0].input.Key).toBe('dags/releases/sales/1.json');
  expect(mark?.calledBefore(s3.commandCalls(DeleteObjectsCommand)[0] as never)).toBe(true);
});
