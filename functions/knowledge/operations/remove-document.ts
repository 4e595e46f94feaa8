import { DomainError } from '../../shared/errors.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { DocumentBucket } from '../adapters/document-bucket.ts';
import type { TableOf } from '../adapters/knowledge-table.ts';
import type { removeDocument as operation } from '../contract.ts';
import { keyOf } from '../domain/document-name.ts';
import { findSource, refuseOwnSource } from './find-source.ts';

interface Deps {
  readonly tableOf: TableOf;
  readonly bucket: Pick<DocumentBucket, 'has' | 'remove'>;
}

/** Removes a document from the bucket, upon which it is forgotten. */
export const removeDocument =
  ({ tableOf, bucket }: Deps): Implementation<typeof operation> =>
  async ({ source, path }, { principal }) => {
    refuseOwnSource(source);
    await findSource(tableOf(principal), source);
    const key = keyOf({ tenant: principal.tenant, kind: 'documents', source, path });
    if (!(await bucket.has(key))) {
      throw new DomainError('resource.unknown', `path: there is no document ${path} in ${source}.`);
    }
    await bucket.remove([key]);
    return { source, path };
  };
