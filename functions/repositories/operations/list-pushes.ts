import type { Implementation } from '../../shared/serve-operations.ts';
import type { RepositoryTable } from '../adapters/repository-table.ts';
import type { listPushes as contract } from '../contract.ts';
import type { RepositoryRecord } from '../domain/repository.ts';
import { loadRepository, type TableOf } from './table-of.ts';

/**
 * The commit that took this one's place: a webhook told of this one, and the provider, asked after that, had another. One
 * that no webhook told of may not be there yet.
 */
const findOvertaker = async (
  table: RepositoryTable,
  { id, seen }: RepositoryRecord,
  commit: string,
): Promise<string | undefined> => {
  const pushed = await table.findPushed(id, commit);
  const isOvertaken = pushed && seen && seen.commit !== pushed.commit && seen.at >= pushed.at;
  return isOvertaken ? seen.commit : undefined;
};

/** Receipts looked at for one page that asks for a commit; such a page may be short and still have a next. */
const searched = 100;

/** Lists a repository's receipts, newest first. */
export const listPushes =
  (deps: { tableOf: TableOf }): Implementation<typeof contract> =>
  async ({ repository, commit, limit, cursor }, { principal }) => {
    const table = deps.tableOf(principal);
    const record = await loadRepository(table, repository);
    const { id } = record;
    if (commit === undefined) {
      return table.listReceipts(id, { limit, cursor });
    }
    const { items, next } = await table.listReceipts(id, { limit: searched, cursor });
    const found = items.filter((receipt) => receipt.commit?.startsWith(commit));
    const overtakenBy = found.length > 0 ? undefined : await findOvertaker(table, record, commit);
    return { items: found, next, overtakenBy };
  };
