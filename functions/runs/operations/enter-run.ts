import { logger } from '../../shared/observability.ts';
import type { Environment } from '../../workflows/contract.ts';
import type { RecordedWorkflow, RunStore } from '../adapters/run-store.ts';
import { applyReport, type LedgerRun, type RunReport } from '../domain/run.ts';
import { newRunId } from '../domain/run-id.ts';

interface Deps {
  readonly store: RunStore;
  readonly now: () => Date;
  readonly random: () => number;
}

interface ReportedRun extends RunReport {
  readonly dagId: string;
  readonly runId: string;
  readonly queuedAt?: string;
}

/** The version that was live at a time, where it is known. */
const liveAt = (
  { commit, version, liveSince }: RecordedWorkflow,
  at: Date,
): Pick<RecordedWorkflow, 'commit' | 'version'> =>
  Date.parse(liveSince ?? '') <= at.getTime() ? { commit, version } : {};

/** Enters a run that Airflow started by itself; undefined where its DAG was not published by us. */
export const enterRun =
  ({ store, now, random }: Deps) =>
  async (environment: Environment, reported: ReportedRun): Promise<LedgerRun | undefined> => {
    const { dagId, runId } = reported;
    const workflow = await store.findWorkflow(environment.name, dagId);
    if (workflow === undefined) {
      logger.info('run.workflow-unknown', { environment: environment.name, dagId });
      return undefined;
    }
    const queuedAt = new Date(reported.queuedAt ?? reported.startedAt ?? reported.endedAt ?? now());
    const dagUrl = `${environment.webUrl.replace(/\/$/, '')}/dags/${encodeURIComponent(dagId)}`;
    const { mwaaName, airflowVersion } = environment;
    const run: LedgerRun = {
      id: newRunId(queuedAt, random),
      workflow: dagId,
      repository: workflow.repository,
      environment: environment.name,
      state: 'running',
      triggeredBy: 'airflow',
      queuedAt: queuedAt.toISOString(),
      ...liveAt(workflow, queuedAt),
      airflowUrl: `${dagUrl}/runs/${encodeURIComponent(runId)}`,
      airflow: { mwaaName, airflowVersion, runId },
      isAccepted: true,
    };
    const current = applyReport(run, reported) ?? run;
    return (await store.enter(current))
      ? current
      : store.findByAirflow({ environment: environment.name, dagId, runId });
  };
