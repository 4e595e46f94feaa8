import { createHash } from 'node:crypto';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { CommitId, Timestamp } from '../../shared/fields.ts';

/** A document as it is in the bucket. */
export interface StoredDocument {
  /** SHA-256 of its bytes; where it is too large, of what S3 calls its version. */
  readonly hash: string;
  readonly size: number;
  /** Absent where there are more than may be read. */
  readonly bytes?: Uint8Array;
  readonly changedAt?: string;
  readonly commit?: string;
  /** What it holds is why the document cannot be read. */
  readonly isUnreadable: boolean;
}

/** What is kept with a document. */
interface About {
  readonly commit?: string;
  /** When it was written; else it is from when it is put. */
  readonly at?: string;
  readonly isUnreadable?: boolean;
}

/** Bytes of one document that is read. */
export const largestDocument = 10 * 1024 * 1024;

/** Keys that S3 deletes in one request. */
const deletedAtOnce = 1_000;

const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

const toDocument = async (answer: GetObjectCommandOutput): Promise<StoredDocument> => {
  const { Body, ContentLength: size = 0, ETag = '', LastModified, Metadata } = answer;
  const about = {
    changedAt: Timestamp.safeParse(Metadata?.at).data ?? LastModified?.toISOString(),
    commit: CommitId.safeParse(Metadata?.commit).data,
    isUnreadable: Metadata?.unreadable !== undefined,
  };
  if (size > largestDocument) {
    // Unread bytes would keep the connection from being used again.
    await Body?.transformToWebStream().cancel();
    return { ...about, hash: sha256(`${ETag} ${size}`), size };
  }
  const bytes = Body ? await Body.transformToByteArray() : new Uint8Array();
  return { ...about, hash: sha256(bytes), size: bytes.length, bytes };
};

/** The bucket in which whatever is put is taken in, and whatever is removed is forgotten. */
export const documentBucket = ({ s3, bucket }: { s3: S3Client; bucket: string }) => ({
  /** A document as it is now; undefined where there is none. */
  read: async (key: string): Promise<StoredDocument | undefined> => {
    try {
      return await toDocument(await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })));
    } catch (error) {
      if (error instanceof NoSuchKey) {
        return undefined;
      }
      throw error;
    }
  },

  has: async (key: string): Promise<boolean> => {
    try {
      await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return true;
    } catch (error) {
      if (error instanceof NotFound) {
        return false;
      }
      throw error;
    }
  },

  /** The text must be masked. */
  put: async (key: string, text: string, { commit, at, isUnreadable }: About = {}): Promise<void> => {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: text,
        ContentType: 'text/plain; charset=utf-8',
        Metadata: {
          ...(commit !== undefined && { commit }),
          ...(at !== undefined && { at }),
          ...(isUnreadable && { unreadable: 'true' }),
        },
      }),
    );
  },

  remove: async (keys: readonly string[]): Promise<void> => {
    for (let start = 0; start < keys.length; start += deletedAtOnce) {
      const Objects = keys.slice(start, start + deletedAtOnce).map((Key) => ({ Key }));
      const { Errors = [] } = await s3.send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
      );
      const [refused] = Errors;
      if (refused) {
        throw new Error(`S3 kept ${Errors.length} objects: ${refused.Code} ${refused.Message}`);
      }
    }
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
