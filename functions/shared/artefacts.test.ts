import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import { artefacts } from './artefacts.ts';

const s3 = mockClient(S3Client);
const store = artefacts({ s3: new S3Client({ region: 'eu-central-1' }), bucket: 'artefacts' });

const bodyOf = (text: string) => ({ Body: { transformToByteArray: async () => Buffer.from(text) } }) as never;

beforeEach(() => {
  s3.reset();
});

it('keeps JSON under its key', async () => {
  s3.on(PutObjectCommand).resolves({});
  await store.putJson('acme/plan.json', { files: 1 });
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
    Bucket: 'artefacts',
    Key: 'acme/plan.json',
    Body: Buffer.from('{"files":1}'),
    ContentType: 'application/json',
  });
});

it('parses what it reads', async () => {
  s3.on(GetObjectCommand, { Bucket: 'artefacts', Key: 'acme/plan.json' }).resolves(bodyOf('{"files":1}'));
  await expect(store.getJson('acme/plan.json', z.object({ files: z.number() }))).resolves.toEqual({ files: 1 });
  await expect(store.getJson('acme/plan.json', z.object({ files: z.string() }))).rejects.toThrow(z.ZodError);
});

it('says which artefact is not there', async () => {
  s3.on(GetObjectCommand).rejects(new NoSuchKey({ message: 'no', $metadata: {} }));
  await expect(store.getBytes('acme/x')).rejects.toMatchObject({
    code: 'resource.unknown',
    message: 'There is no artefact acme/x.',
  });
});
