import { createHash } from 'node:crypto';
import { HeadObjectCommand, NotFound, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Puts a document, which must be masked; false: it is there already, word for word. */
export type PutDocument = (key: string, text: string) => Promise<boolean>;

/** The bucket in which whatever is put is taken in as knowledge: what has not changed is not put again. */
export const putDocument = ({ s3, bucket }: { s3: S3Client; bucket: string }): PutDocument => {
  const hashOf = async (key: string): Promise<string | undefined> => {
    try {
      const { Metadata } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return Metadata?.sha256;
    } catch (error) {
      if (error instanceof NotFound) {
        return undefined;
      }
      throw error;
    }
  };
  return async (key, text) => {
    const sha256 = createHash('sha256').update(text).digest('hex');
    if ((await hashOf(key)) === sha256) {
      return false;
    }
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: text,
        ContentType: 'application/x-ndjson; charset=utf-8',
        Metadata: { sha256 },
      }),
    );
    return true;
  };
};
