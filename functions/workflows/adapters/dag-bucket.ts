import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { inParallel } from '../../shared/in-parallel.ts';
import { bundlePrefix } from '../domain/places.ts';

/** Copies in flight at once. */
const copiesAtOnce = 16;
const deletionsAtOnce = 1000;

/** Something changed the object since it was looked at, or something else is changing it now (S3: 409, 412). */
const isLost = (error: unknown): boolean =>
  error instanceof S3ServiceException && [404, 409, 412].includes(error.$metadata.httpStatusCode ?? 0);

/** What is at a pointer's place: the ETag to replace it by, and which move wrote it. */
export interface Placed {
  readonly etag: string;
  readonly move: string | undefined;
}

/** The bucket whose prefix `dags/` Airflow reads; files are named relative to it. */
export const dagBucket = ({ s3, bucket }: { s3: S3Client; bucket: string }) => {
  const at = (file: string) => ({ Bucket: bucket, Key: `${bundlePrefix}${file}` });

  const look = async (file: string): Promise<Placed | undefined> => {
    try {
      const { ETag = '', Metadata } = await s3.send(new HeadObjectCommand(at(file)));
      return { etag: ETag, move: Metadata?.move };
    } catch (error) {
      if (error instanceof NotFound) {
        return undefined;
      }
      throw error;
    }
  };

  const unlessLost = async (write: () => Promise<unknown>): Promise<boolean> => {
    try {
      await write();
      return true;
    } catch (error) {
      if (isLost(error)) {
        return false;
      }
      throw error;
    }
  };

  const read = async (file: string): Promise<Uint8Array> => {
    const { Body } = await s3.send(new GetObjectCommand(at(file)));
    return Body ? Body.transformToByteArray() : new Uint8Array();
  };

  const write = (file: string, text: string) => s3.send(new PutObjectCommand({ ...at(file), Body: text }));

  return {
    look,
    read,

    /** Puts a pointer in the place of what was seen there; false: it is not there any more. */
    placePointer: (file: string, text: string, move: string, seen: Placed | undefined): Promise<boolean> =>
      unlessLost(() =>
        s3.send(
          new PutObjectCommand({
            ...at(file),
            Body: text,
            ContentType: 'text/x-python; charset=utf-8',
            Metadata: { move },
            ...(seen ? { IfMatch: seen.etag } : { IfNoneMatch: '*' }),
          }),
        ),
      ),

    /** Removes the pointer that was seen; false: it is another one now. */
    removePointer: (file: string, seen: Placed): Promise<boolean> =>
      unlessLost(() => s3.send(new DeleteObjectCommand({ ...at(file), IfMatch: seen.etag }))),

    /** Writes a file where it is not there with this text already. */
    ensureFile: async (file: string, text: string): Promise<void> => {
      const isThere = (await look(file)) !== undefined;
      if (!isThere || Buffer.from(await read(file)).toString('utf8') !== text) {
        await write(file, text);
      }
    },

    /** Copies objects of another bucket into the folder of an immutable release, unless it is complete already. */
    copyRelease: async (
      folder: string,
      from: { readonly bucket: string; readonly files: readonly { path: string; key: string }[] },
    ): Promise<void> => {
      const marker = `${folder}.json`;
      if (await look(marker)) {
        return;
      }
      await inParallel(from.files, copiesAtOnce, ({ path, key }) => {
        const source = `${from.bucket}/${key}`.split('/').map(encodeURIComponent).join('/');
        return s3.send(new CopyObjectCommand({ ...at(`${folder}/${path}`), CopySource: source }));
      });
      await write(marker, '{}');
    },

    /** Starts the time anew after which an unused release may be removed. */
    touchRelease: (folder: string) => write(`${folder}.json`, '{}'),

    /** The releases below a folder, each with its files and when one of them was written last. */
    listReleases: async (folder: string): Promise<Map<string, { files: string[]; writtenAt: Date }>> => {
      const releases = new Map<string, { files: string[]; writtenAt: Date }>();
      const { Bucket, Key: Prefix } = at(`${folder}/`);
      for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix })) {
        for (const { Key = '', LastModified = new Date(0) } of Contents) {
          const name = Key.slice(Prefix.length).replace(/\/.*$|\.json$/s, '');
          const known = releases.get(name);
          releases.set(name, {
            files: [...(known?.files ?? []), Key.slice(bundlePrefix.length)],
            writtenAt: known && known.writtenAt > LastModified ? known.writtenAt : LastModified,
          });
        }
      }
      return releases;
    },

    /** Removes a release, its mark of completeness first. Throws where a file stays. */
    removeRelease: async (folder: string, files: readonly string[]): Promise<void> => {
      await s3.send(new DeleteObjectCommand(at(`${folder}.json`)));
      for (let start = 0; start < files.length; start += deletionsAtOnce) {
        const Objects = files.slice(start, start + deletionsAtOnce).map((file) => ({ Key: at(file).Key }));
        const { Errors = [] } = await s3.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors[0]) {
          throw new Error(`S3 kept ${Errors[0].Key}: ${Errors[0].Code}`);
        }
      }
    },
  };
};
export type DagBucket = ReturnType<typeof dagBucket>;
