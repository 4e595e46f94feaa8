import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Artefacts } from '../../shared/artefacts.ts';
import { Sha256 } from '../../shared/fields.ts';

/** Where a Git blob is in the artefact bucket. */
export const StoredBlob = z.object({ sha256: Sha256, size: z.number().int(), key: z.string() });
export type StoredBlob = z.infer<typeof StoredBlob>;

/** What storing needs: where to, and by Git's ids what is there already. */
export interface BlobStore {
  readonly artefacts: Artefacts;
  readonly tenant: string;
  readonly known: Readonly<Record<string, StoredBlob>>;
}

export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Stores bytes under their hash. */
export const storeBlob = async (
  { artefacts, tenant }: Pick<BlobStore, 'artefacts' | 'tenant'>,
  bytes: Uint8Array,
): Promise<StoredBlob> => {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const key = `${tenant}/blobs/${sha256}`;
  await artefacts.putBytes(key, bytes);
  return { sha256, size: bytes.length, key };
};
