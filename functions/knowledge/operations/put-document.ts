import { DomainError } from '../../shared/errors.ts';
import { maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { DocumentBucket } from '../adapters/document-bucket.ts';
import type { TableOf } from '../adapters/knowledge-table.ts';
import type { putDocument as operation } from '../contract.ts';
import { keyOf } from '../domain/document-name.ts';
import { findSource, refuseOwnSource } from './find-source.ts';

interface Deps {
  readonly tableOf: TableOf;
  readonly bucket: Pick<DocumentBucket, 'put' | 'remove'>;
  readonly maskingOf: MaskingOf;
}

/** Bytes: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const longestKey = 1024;

/** Puts a document, masked, where it is taken in from. */
export const putDocument =
  ({ tableOf, bucket, maskingOf }: Deps): Implementation<typeof operation> =>
  async ({ source, path, text }, { principal }) => {
    refuseOwnSource(source);
    const { tenant } = principal;
    const table = tableOf(principal);
    await findSource(table, source);
    const key = keyOf({ tenant, kind: 'documents', source, path });
    if (Buffer.byteLength(key) > longestKey) {
      throw new DomainError('input.invalid', 'path: too long in bytes. Give the document a shorter one.');
    }
    const masked = maskText(text, await maskingOf(tenant));
    await bucket.put(key, masked);
    // The source may have been removed since, and its documents listed before this one was there.
    await findSource(table, source).catch(async (error: unknown) => {
      await bucket.remove([key]);
      throw error;
    });
    return { source, path, bytes: Buffer.byteLength(masked) };
  };
