import { DomainError } from '../../shared/errors.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { DocumentBucket } from '../adapters/document-bucket.ts';
import type { TableOf } from '../adapters/knowledge-table.ts';
import type { removeSource as operation } from '../contract.ts';
import { refuseOwnSource } from './find-source.ts';
import type { requestIngestion } from './request-ingestion.ts';

interface Deps {
  readonly tableOf: TableOf;
  readonly bucket: Pick<DocumentBucket, 'remove'>;
  readonly request: ReturnType<typeof requestIngestion>;
}

/** Removes a source: from the first write on its documents are being forgotten. May be asked again where it broke off. */
export const removeSource =
  ({ tableOf, bucket, request }: Deps): Implementation<typeof operation> =>
  async ({ source: name }, call) => {
    refuseOwnSource(name);
    const table = tableOf(call.principal);
    const existing = await table.findSource(name);
    const isGone = existing?.removedAt !== undefined && existing.documents === 0;
    if (!existing || isGone) {
      throw new DomainError(
        'resource.unknown',
        `source: there is no source ${name}. \`navigator source list\` lists them.`,
      );
    }
    await table.markRemoved(name, call.now());
    const keys = await request(table, { tenant: call.principal.tenant, kind: 'documents', source: name }, call);
    await bucket.remove(keys);
    return { source: name, documents: keys.length };
  };
