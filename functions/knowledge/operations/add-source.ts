import { DomainError } from '../../shared/errors.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { TableOf } from '../adapters/knowledge-table.ts';
import type { addSource as operation } from '../contract.ts';
import { type SourceRecord, showSource } from '../domain/source.ts';
import { refuseOwnSource } from './find-source.ts';
import type { requestIngestion } from './request-ingestion.ts';

interface Deps {
  readonly tableOf: TableOf;
  readonly bucketName: string;
  readonly request: ReturnType<typeof requestIngestion>;
}

/** Adds a source of documents, and has taken in what was put there before. */
export const addSource =
  ({ tableOf, bucketName, request }: Deps): Implementation<typeof operation> =>
  async ({ source: name, title }, call) => {
    refuseOwnSource(name);
    const { tenant } = call.principal;
    const table = tableOf(call.principal);
    const record: SourceRecord = { name, kind: 'documents', title: title ?? name, documents: 0, passages: 0 };
    if (!(await table.addSource(record))) {
      const existing = await table.findSource(name);
      if (existing?.removedAt === undefined) {
        throw new DomainError('resource.exists', `source: ${name} exists. \`navigator source list\` shows it.`);
      }
      if (!(await table.replaceRemoved(record, existing.removedAt))) {
        throw new DomainError(
          'resource.conflict',
          `source: ${name} was removed, and ${existing.documents} of its documents are still being forgotten. Try again in a minute.`,
        );
      }
    }
    await request(table, { tenant, kind: 'documents', source: name }, call);
    return showSource(record, tenant, bucketName);
  };
