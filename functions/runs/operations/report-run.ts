import type { RunStore } from '../adapters/run-store.ts';
import { applyReport, type LedgerRun, type RunReport } from '../domain/run.ts';

const attempts = 4;

/** Enters what is reported of a run, beside whoever else does the same now, and gives the run as it is then. */
export const reportRun =
  (store: RunStore) =>
  async (run: LedgerRun, report: RunReport): Promise<LedgerRun> => {
    let before = run;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const after = applyReport(before, report);
      if (!after) {
        return before;
      }
      if (await store.replace(before, after)) {
        return after;
      }
      before = (await store.find(run.id)) ?? before;
    }
    return before;
  };
