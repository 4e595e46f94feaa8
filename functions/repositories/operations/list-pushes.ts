import type { Implementation } from '../../shared/serve-operations.ts';
import type { ReadRound } from '../adapters/reconciler.ts';
import type { RepositoryTable } from '../adapters/repository-table.ts';
import type { listPushes as contract, Receipt } from '../contract.ts';
import { isHeld } from '../domain/lease.ts';
import type { RepositoryRecord } from '../domain/repository.ts';
import type { PageOf } from './receipt-pages.ts';
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

/** The state that ends each stage. */
const stageEnds = { fetched: 'FetchTip', checked: 'CheckChanges', published: 'PublishRelease' } as const;

/** How far the round at hand has come, if it is this commit's. */
const findProgress = async (
  readRound: ReadRound,
  { lease }: RepositoryRecord,
  commit: string,
  now: Date,
): Promise<Receipt['stages'] | undefined> => {
  if (!lease?.commit?.startsWith(commit) || !isHeld(lease, now)) {
    return undefined;
  }
  const left = await readRound(lease.owner);
  const since = (state: string): number | undefined => {
    const at = left.get(state);
    return at && Math.max(0, at.getTime() - Date.parse(lease.noticedAt));
  };
  const { fetched, checked, published } = stageEnds;
  return { fetched: since(fetched), checked: since(checked), published: since(published) };
};

/** Receipts looked at for one page that asks for a commit; such a page may be short and still have a next. */
const searched = 100;

interface Dependencies {
  readonly tableOf: TableOf;
  readonly pageOf: PageOf;
  readonly readRound: ReadRound;
}

/** Lists a repository's receipts, newest first. */
export const listPushes =
  ({ tableOf, pageOf, readRound }: Dependencies): Implementation<typeof contract> =>
  async ({ repository, commit, limit, cursor }, { principal, now }) => {
    const table = tableOf(principal);
    const record = await loadRepository(table, repository);
    const show = async (receipt: Receipt) => ({
      ...receipt,
      page: await pageOf(principal.tenant, record.id, receipt, now()),
    });
    if (commit === undefined) {
      const { items, next } = await table.listReceipts(record.id, { limit, cursor });
      return { items: await Promise.all(items.map(show)), next };
    }
    const { items, next } = await table.listReceipts(record.id, { limit: searched, cursor });
    const found = items.filter((receipt) => receipt.commit?.startsWith(commit));
    if (found.length > 0) {
      return { items: await Promise.all(found.map(show)), next };
    }
    const overtakenBy = await findOvertaker(table, record, commit);
    const underWay = overtakenBy === undefined ? await findProgress(readRound, record, commit, now()) : undefined;
    return { items: [], next, overtakenBy, underWay };
  };
