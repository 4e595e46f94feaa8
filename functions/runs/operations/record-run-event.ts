import * as z from 'zod';
import { type Airflow, AirflowRefused, AirflowUnavailable } from '../../shared/airflow.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { Directory } from '../../shared/tenant-store.ts';
import { WorkflowPublished, workflowEvents } from '../../workflows/contract.ts';
import type { RunStore } from '../adapters/run-store.ts';
import { airflowEvents, RunEnded, TaskFailed } from '../contract.ts';
import { enterRun } from './enter-run.ts';
import { reportRun } from './report-run.ts';

/** EventBridge's envelope of the events that runs cares for. */
export const BusEvent = z.discriminatedUnion('detail-type', [
  z.object({
    source: z.literal(airflowEvents.source),
    'detail-type': z.literal(airflowEvents.runEnded),
    detail: RunEnded,
  }),
  z.object({
    source: z.literal(airflowEvents.source),
    'detail-type': z.literal(airflowEvents.taskFailed),
    detail: TaskFailed,
  }),
  z.object({
    source: z.literal(workflowEvents.source),
    'detail-type': z.literal(workflowEvents.published),
    detail: WorkflowPublished,
  }),
]);

interface Deps {
  readonly storeOf: (principal: Principal) => RunStore;
  readonly directory: Pick<Directory, 'find'>;
  readonly airflowOf: (environment: { mwaaName: string; airflowVersion: string }) => Airflow;
  readonly now: () => Date;
  readonly random: () => number;
}

/**
 * Records what Airflow and the workflows capability report. Airflow's events name an environment
 * and no tenant: the directory knows whose it is, and an event of an environment that is nobody's is dropped.
 */
export const recordRunEvent = ({ storeOf, directory, airflowOf, now, random }: Deps) => {
  const principalOf = (tenant: string): Principal => systemPrincipal(tenant, 'record-run-event');

  const recordWorkflow = async (event: WorkflowPublished): Promise<void> => {
    const store = storeOf(principalOf(event.tenant));
    const { mwaaName } = event.environment;
    const owner = (await store.claimEnvironment(event.environment))
      ? event.tenant
      : (await directory.find('environment', mwaaName))?.tenant;
    if (owner !== event.tenant) {
      logger.error('run.environment-of-another-tenant', { tenant: event.tenant, mwaaName });
      return;
    }
    await store.recordWorkflow(event);
  };

  const recordRun = async (event: RunEnded | TaskFailed): Promise<void> => {
    const { environment: mwaaName, dagId, runId } = event;
    const owner = await directory.find('environment', mwaaName);
    const store = owner && storeOf(principalOf(owner.tenant));
    const environment = await store?.findEnvironment(mwaaName);
    if (!store || !environment) {
      logger.warn('run.environment-unknown', { mwaaName, dagId });
      return;
    }
    const seen = await lookUp(airflowOf(environment), { dagId, runId });
    const ended = 'state' in event ? { state: event.state, endedAt: event.time } : { state: 'running' as const };
    // Airflow's own account has the times as well, but the listener may be ahead of what Airflow has committed.
    const report = seen && (seen.endedAt !== undefined || ended.state === 'running') ? seen : { ...seen, ...ended };
    const run =
      (await store.findByAirflow({ environment: environment.name, dagId, runId })) ??
      (await enterRun({ store, now, random })(environment, { dagId, runId, ...report }));
    if (run) {
      await reportRun(store)(run, report);
    }
  };

  const lookUp = async (airflow: Airflow, run: { dagId: string; runId: string }) => {
    try {
      return await airflow.findRun(run);
    } catch (error) {
      if (error instanceof AirflowUnavailable || error instanceof AirflowRefused) {
        logger.warn('airflow.unavailable', { error });
        return undefined;
      }
      throw error;
    }
  };

  return (event: z.infer<typeof BusEvent>): Promise<void> =>
    event.source === workflowEvents.source ? recordWorkflow(event.detail) : recordRun(event.detail);
};
