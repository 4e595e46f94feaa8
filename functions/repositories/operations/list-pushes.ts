import { inParallel } from '../../shared/in-parallel.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { RepositoryTable } from '../adapters/repository-table.ts';
import type { TestRuns } from '../adapters/test-runs.ts';
import type { listPushes as contract, Receipt } from '../contract.ts';
import type { RepositoryRecord } from '../domain/repository.ts';
import { toTestResult } from '../domain/test-run.ts';
import { loadRepository, type TableOf } from './table-of.ts';

interface Dependencies {
  readonly tableOf: TableOf;
  readonly runsOf: (principal: Principal) => TestRuns;
}

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

const readsAtOnce = 8;

/** What became of the tests since a receipt was written. */
const addTests = async (
  runs: TestRuns,
  repositoryId: string,
  receipts: readonly Receipt[],
  now: Date,
): Promise<Receipt[]> => {
  const ids = [...new Set(receipts.flatMap(({ tests }) => tests?.id ?? []))];
  const found = await inParallel(ids, readsAtOnce, (id) => runs.find(repositoryId, id));
  const results = new Map(found.flatMap((run) => (run ? [[run.id, toTestResult(run, now)]] : [])));
  return receipts.map((receipt) => ({ ...receipt, tests: results.get(receipt.tests?.id ?? '') ?? receipt.tests }));
};

/** Receipts looked at for one page that asks for a commit; such a page may be short and still have a next. */
const searched = 100;

/** Lists a repository's receipts, newest first. */
export const listPushes =
  (deps: Dependencies): Implementation<typeof contract> =>
  async ({ repository, commit, limit, cursor }, { principal, now }) => {
    const table = deps.tableOf(principal);
    const record = await loadRepository(table, repository);
    const { id } = record;
    const withTests = (receipts: readonly Receipt[]) => addTests(deps.runsOf(principal), id, receipts, now());
    if (commit === undefined) {
      const { items, next } = await table.listReceipts(id, { limit, cursor });
      return { items: await withTests(items), next };
    }
    const { items, next } = await table.listReceipts(id, { limit: searched, cursor });
    const found = items.filter((receipt) => receipt.commit?.startsWith(commit));
    const [newest] = found;
    const overtakenBy = newest ? overtakerOf(record, newest) : await findOvertaker(table, record, commit);
    return { items: await withTests(found), next, overtakenBy };
  };
