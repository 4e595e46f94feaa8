import { type Airflow, AirflowRefused, AirflowUnavailable } from '../../shared/airflow.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { RunStore } from '../adapters/run-store.ts';
import type { getRun as operation } from '../contract.ts';
import { isEnded, type LedgerRun, showRun } from '../domain/run.ts';
import { findRun } from './find-run.ts';
import { reportRun } from './report-run.ts';
import { showTasks } from './show-tasks.ts';

interface Deps {
  readonly storeOf: (principal: Principal) => RunStore;
  readonly airflowOf: (environment: LedgerRun['airflow']) => Airflow;
}

/** Shows a run as Airflow sees it now; as the ledger has it while Airflow is away, then without tasks. */
export const getRun =
  ({ storeOf, airflowOf }: Deps): Implementation<typeof operation> =>
  async ({ run: id }, call) => {
    const store = storeOf(call.principal);
    const run = await findRun(store, id, call);
    const airflow = airflowOf(run.airflow);
    const name = { dagId: run.workflow, runId: run.airflow.runId };
    try {
      const [seen, tasks] = await Promise.all([
        isEnded(run) ? undefined : airflow.findRun(name),
        airflow.listTasks(name),
      ]);
      const current = seen ? await reportRun(store)(run, seen) : run;
      return showRun(current, showTasks(tasks));
    } catch (error) {
      if (error instanceof AirflowUnavailable || error instanceof AirflowRefused) {
        return showRun(run);
      }
      throw error;
    }
  };
