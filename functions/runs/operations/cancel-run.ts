import type { Airflow } from '../../shared/airflow.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { RunStore } from '../adapters/run-store.ts';
import type { cancelRun as operation } from '../contract.ts';
import { endRun, isEnded, type LedgerRun, showRun } from '../domain/run.ts';
import { findRun } from './find-run.ts';
import { reportRun } from './report-run.ts';

interface Deps {
  readonly storeOf: (principal: Principal) => RunStore;
  readonly airflowOf: (environment: LedgerRun['airflow']) => Airflow;
}

/** Cancels a run that has not ended, whether Airflow knows it already or not. */
export const cancelRun =
  ({ storeOf, airflowOf }: Deps): Implementation<typeof operation> =>
  async ({ run: id }, call) => {
    const store = storeOf(call.principal);
    const run = await findRun(store, id, call);
    const airflow = airflowOf(run.airflow);
    const name = { dagId: run.workflow, runId: run.airflow.runId };
    const seen = isEnded(run) ? undefined : await airflow.findRun(name);
    const current = seen ? await reportRun(store)(run, seen) : run;
    if (isEnded(current)) {
      throw new DomainError('state.unsuitable', `${id} has ended: it is ${current.state}. There is nothing to cancel.`);
    }
    if (seen) {
      await airflow.cancelRun(name);
    }
    const cancelled = endRun(current, 'cancelled', call.now().toISOString());
    if (await store.replace(current, cancelled)) {
      return showRun(cancelled);
    }
    // To Airflow a cancelled run has failed, and it may have told us so before we could write down why.
    const latest = await store.find(id);
    const isOurs = seen && latest?.state === 'failed' && (await store.replace(latest, cancelled));
    return showRun(isOurs ? cancelled : (latest ?? cancelled));
  };
