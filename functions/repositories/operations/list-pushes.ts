import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ReadRound } from '../adapters/reconciler.ts';
import type { RepositoryTable } from '../adapters/repository-table.ts';
import type { TestRuns } from '../adapters/test-runs.ts';
import type { listPushes as contract, Receipt } from '../contract.ts';
import { isHeld } from '../domain/lease.ts';
import type { RepositoryRecord } from '../domain/repository.ts';
import { addTests } from './add-tests.ts';
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

/** Of one that waits for its tests: when they have passed, it is the newer one that goes live. */
const overtakerOf = ({ seen }: RepositoryRecord, { outcome, commit }: Receipt): string | undefined =>
  outcome === 'waiting' && seen && seen.commit !== commit ? seen.commit : undefined;

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
  readonly runsOf: (principal: Principal) => TestRuns;
  readonly pageOf: PageOf;
  readonly readRound: ReadRound;
}

/** Lists a repository's receipts, newest first. */
export const listPushes =
  (deps: Dependencies): Implementation<typeof contract> =>
  async ({ repository, commit, limit, cursor }, { principal, now }) => {
    const table = deps.tableOf(principal);
    const record = await loadRepository(table, repository);
    const { id } = record;
    const show = async (receipts: readonly Receipt[]) => {
      const tested = await addTests(deps.runsOf(principal), id, receipts, now());
      return Promise.all(
        tested.map(async (receipt) => ({ ...receipt, page: await deps.pageOf(principal.tenant, id, receipt, now()) })),
      );
    };
    if (commit === undefined) {
      const { items, next } = await table.listReceipts(id, { limit, cursor });
      return { items: await show(items), next };
    }
    const { items, next } = await table.listReceipts(record.id, { limit: searched, cursor });
    const found = items.filter((receipt) => receipt.commit?.startsWith(commit));
    const [newest] = found;
    if (newest) {
      return { items: await show(found), next, overtakenBy: overtakerOf(record, newest) };
    }
    const overtakenBy = await findOvertaker(table, record, commit);
    const underWay = overtakenBy === undefined ? await findProgress(deps.readRound, record, commit, now()) : undefined;
    return { items: [], next, overtakenBy, underWay };
  };
