import { DeleteObjectCommand, PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

/** The bucket in which whatever is put is taken in as knowledge, and whatever is removed is forgotten. */
export const documentBucket = ({ s3, bucket }: { s3: S3Client; bucket: string }) => ({
  /** The text must be masked. */
  put: async (key: string, text: string): Promise<void> => {
    await s3.send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: text, ContentType: 'application/json; charset=utf-8' }),
    );
  },

  remove: async (key: string): Promise<void> => {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  },

  /** All keys below a prefix. */
  list: async (prefix: string): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
      keys.push(...Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
    }
    return keys;
  },
});
export type DocumentBucket = ReturnType<typeof documentBucket>;
