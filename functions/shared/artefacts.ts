import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type * as z from 'zod';
import { DomainError } from './errors.ts';

/** Trees, plans and files by key; the key's first part is the tenant. */
export interface Artefacts {
  putJson(key: string, value: unknown): Promise<void>;
  /** Throws `resource.unknown` where there is none. */
  getJson<S extends z.ZodType>(key: string, schema: S): Promise<z.infer<S>>;
  putBytes(key: string, bytes: Uint8Array): Promise<void>;
  /** Throws `resource.unknown` where there is none. */
  getBytes(key: string): Promise<Uint8Array>;
}

/** The artefact bucket. */
export const artefacts = ({ s3, bucket }: { s3: S3Client; bucket: string }): Artefacts => {
  const put = async (key: string, body: Uint8Array, type: string): Promise<void> => {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: type }));
  };
  const getBytes = async (key: string): Promise<Uint8Array> => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return Body ? await Body.transformToByteArray() : new Uint8Array();
    } catch (error) {
      if (error instanceof NoSuchKey) {
        throw new DomainError('resource.unknown', `There is no artefact ${key}.`, { cause: error });
      }
      throw error;
    }
  };
  return {
    putJson: (key, value) => put(key, Buffer.from(JSON.stringify(value)), 'application/json'),
    getJson: async (key, schema) => schema.parse(JSON.parse(Buffer.from(await getBytes(key)).toString('utf8'))),
    putBytes: (key, bytes) => put(key, bytes, 'application/octet-stream'),
    getBytes,
  };
};
