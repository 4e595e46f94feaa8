import { inParallel } from '../../shared/in-parallel.ts';
import type { TestRuns } from '../adapters/test-runs.ts';
import type { Receipt } from '../contract.ts';
import { toTestResult } from '../domain/test-run.ts';

const readsAtOnce = 8;

/** What became of the tests since a receipt was written. */
export const addTests = async (
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
