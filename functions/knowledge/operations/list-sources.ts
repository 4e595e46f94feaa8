import type { Implementation } from '../../shared/serve-operations.ts';
import type { TableOf } from '../adapters/knowledge-table.ts';
import type { listSources as operation } from '../contract.ts';
import { type SourceRecord, showSource } from '../domain/source.ts';

interface Deps {
  readonly tableOf: TableOf;
  readonly bucketName: string;
}

/** One that nobody added and that has no documents any more is nothing to look for things in. */
const isShown = ({ kind, documents, lastError, removedAt }: SourceRecord): boolean =>
  removedAt === undefined && (kind === 'documents' || kind === 'runs' || documents > 0 || lastError !== undefined);

/** Lists the sources by name; those that nobody adds are there once something came from them. */
export const listSources =
  ({ tableOf, bucketName }: Deps): Implementation<typeof operation> =>
  async (page, { principal }) => {
    const { items, next } = await tableOf(principal).listSources(page);
    return { items: items.filter(isShown).map((source) => showSource(source, principal.tenant, bucketName)), next };
  };
