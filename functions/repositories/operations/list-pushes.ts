import type { Implementation } from '../../shared/serve-operations.ts';
import type { listPushes as contract } from '../contract.ts';
import { loadRepository, type TableOf } from './table-of.ts';

/** Receipts looked at for one page that asks for a commit; such a page may be short and still have a next. */
const searched = 100;

/** Lists a repository's receipts, newest first. */
export const listPushes =
  (deps: { tableOf: TableOf }): Implementation<typeof contract> =>
  async ({ repository, commit, limit, cursor }, { principal }) => {
    const table = deps.tableOf(principal);
    const { id } = await loadRepository(table, repository);
    if (commit === undefined) {
      return table.listReceipts(id, { limit, cursor });
    }
    const { items, next } = await table.listReceipts(id, { limit: searched, cursor });
    return { items: items.filter((receipt) => receipt.commit?.startsWith(commit)), next };
  };
