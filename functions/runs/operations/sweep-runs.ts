import { type Airflow, AirflowRefused, AirflowUnavailable } from '../../shared/airflow.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { Directory } from '../../shared/tenant-store.ts';
import type { Environment } from '../../workflows/contract.ts';
import type { RunStore } from '../adapters/run-store.ts';
import { endRun, type LedgerRun } from '../domain/run.ts';
import { enterRun } from './enter-run.ts';
import { reportRun } from './report-run.ts';
import { sweepUnread } from './sweep-unread.ts';
import { startRun } from './trigger-run.ts';

/** Open runs looked at, and ended ones asked for, in one sweep of one environment. */
const runsSwept = 300;
const endedAsked = 100;

/** Milliseconds for which a run that Airflow has not accepted is asked for again, and one it does not know is waited for. */
const startedWithin = 15 * 60 * 1000;
const knownWithin = 10 * 60 * 1000;

/** Milliseconds back from now in which ended runs are looked for: some sweeps may be missed. */
const lookedBack = 10 * 60 * 1000;

interface Deps {
  readonly storeOf: (principal: Principal) => RunStore;
  readonly directory: Pick<Directory, 'list'>;
  readonly airflowOf: (environment: LedgerRun['airflow'] | Environment) => Airflow;
  readonly putEvents: PutEvents;
  readonly now: () => Date;
  readonly random: () => number;
}

interface Swept {
  readonly store: RunStore;
  readonly airflow: Airflow;
  readonly environment: Environment;
}

/**
 * Makes good what no event has told: starts runs that Airflow has not accepted yet, ends those whose end was missed,
 * gives up those that Airflow does not know, enters those that Airflow ran by itself, and asks again for logs that have
 * not been read.
 */
export const sweepRuns = ({ storeOf, directory, airflowOf, putEvents, now, random }: Deps) => {
  const ageOf = (run: LedgerRun): number => now().getTime() - Date.parse(run.queuedAt);

  const giveUp = async (store: RunStore, run: LedgerRun): Promise<void> => {
    await store.replace(run, endRun(run, 'lost', now().toISOString()));
    logger.warn('run.lost', { run: run.id, workflow: run.workflow });
  };

  const sweepRun = async ({ store, airflow }: Swept, run: LedgerRun): Promise<void> => {
    const seen = await airflow.findRun({ dagId: run.workflow, runId: run.airflow.runId });
    if (seen) {
      await reportRun(store)(run, seen);
    } else if (ageOf(run) > (run.isAccepted ? knownWithin : startedWithin)) {
      await giveUp(store, run);
    } else if (!run.isAccepted) {
      await startRun({ store, airflow, now })(run);
    }
  };

  const enterMissed = async ({ store, airflow, environment }: Swept): Promise<void> => {
    const dagIds = await store.listDagIds(environment.name);
    const endedSince = new Date(now().getTime() - lookedBack).toISOString();
    const ended = dagIds.length === 0 ? [] : await airflow.listRuns({ dagIds, endedSince, limit: endedAsked });
    for (const { dagId, runId, ...report } of ended) {
      if (!(await store.findByAirflow({ environment: environment.name, dagId, runId }))) {
        await enterRun({ store, now, random })(environment, { dagId, runId, ...report });
      }
    }
  };

  const sweepEnvironment = async (swept: Swept): Promise<void> => {
    const open = await swept.store.listOpen(runsSwept);
    for (const run of open.filter(({ airflow }) => airflow.mwaaName === swept.environment.mwaaName)) {
      try {
        await sweepRun(swept, run);
      } catch (error) {
        // Its DAG may be gone, or its address too long: the next run may fare better.
        if (!(error instanceof AirflowRefused)) {
          throw error;
        }
        logger.warn('run.refused', { run: run.id, error });
      }
    }
    await enterMissed(swept);
  };

  return async (): Promise<void> => {
    const failures: unknown[] = [];
    const attempt = async (mwaaName: string, sweep: () => Promise<void>): Promise<void> => {
      try {
        await sweep();
      } catch (error) {
        if (error instanceof AirflowUnavailable) {
          logger.warn('airflow.unavailable', { mwaaName, error });
        } else {
          failures.push(error);
        }
      }
    };
    const tenants = new Set<string>();
    for await (const { token: mwaaName, tenant } of directory.list('environment')) {
      const store = storeOf(systemPrincipal(tenant, 'sweep-runs'));
      if (!tenants.has(tenant)) {
        tenants.add(tenant);
        await attempt(mwaaName, sweepUnread({ tenant, store, putEvents, now }));
      }
      const environment = await store.findEnvironment(mwaaName);
      if (environment) {
        await attempt(mwaaName, () => sweepEnvironment({ store, airflow: airflowOf(environment), environment }));
      }
    }
    // One environment's fault keeps no other from being swept, and still raises the alarm.
    if (failures.length > 0) {
      throw new AggregateError(failures, `${failures.length} sweeps failed`);
    }
  };
};
