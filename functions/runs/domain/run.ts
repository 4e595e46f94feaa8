import * as z from 'zod';
import { Run } from '../contract.ts';

/** A run as the ledger keeps it: what is shown, and where it is in Airflow. */
export const LedgerRun = Run.omit({ tasks: true }).extend({
  airflow: z.object({ mwaaName: z.string(), airflowVersion: z.string(), runId: z.string() }),
  /** Airflow knows the run. Until then the sweep asks for it again. */
  isAccepted: z.boolean(),
  /** JSON, kept until Airflow has accepted the run. As text, since DynamoDB's numbers and maps hold less than JSON's. */
  conf: z.string().optional(),
  /** SHA-256 of the configuration: a repeated request must ask for the same. */
  confHash: z.string().optional(),
});
export type LedgerRun = z.infer<typeof LedgerRun>;

/** What Airflow, or an event of it, says of a run. */
export interface RunReport {
  readonly state: 'queued' | 'running' | 'success' | 'failed';
  readonly startedAt?: string;
  readonly endedAt?: string;
}

const endStates: readonly Run['state'][] = ['success', 'failed', 'cancelled', 'lost'];

export const isEnded = ({ state }: Pick<Run, 'state'>): boolean => endStates.includes(state);

const toTimestamp = (time: string | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();

const secondsBetween = (from: string | undefined, to: string | undefined): number | undefined =>
  from !== undefined && to !== undefined ? Math.max((Date.parse(to) - Date.parse(from)) / 1000, 0) : undefined;

/** Whether a report says nothing new of an ended run, or is older than what is known. */
const isOutdated = (run: LedgerRun, report: RunReport): boolean => {
  if (!isEnded(run) || run.state === 'lost') {
    return false;
  }
  const isEnd = report.state === 'success' || report.state === 'failed';
  // A run that was cleared in Airflow starts anew, whatever it ends as.
  const isRestarted = Date.parse(report.startedAt ?? '') > Date.parse(run.startedAt ?? '');
  // Airflow calls a cancelled run failed.
  const isSame =
    !isRestarted && (run.state === report.state || (run.state === 'cancelled' && report.state === 'failed'));
  const isLater = Date.parse(report.endedAt ?? '') > Date.parse(run.endedAt ?? '');
  return !isEnd || isSame || !isLater;
};

/** The run after a report, or undefined where nothing changes. A run that was cleared in Airflow may end again, otherwise. */
export const applyReport = (run: LedgerRun, report: RunReport): LedgerRun | undefined => {
  if (isOutdated(run, report)) {
    return undefined;
  }
  const { conf: _conf, ...rest } = run;
  const startedAt = toTimestamp(report.startedAt) ?? run.startedAt;
  const endedAt = toTimestamp(report.endedAt);
  const next = {
    ...rest,
    state: report.state,
    isAccepted: true,
    startedAt,
    endedAt,
    duration: secondsBetween(startedAt, endedAt),
    logs: isEnded(report) ? ('pending' as const) : undefined,
  };
  const isChanged = next.state !== run.state || next.startedAt !== run.startedAt || !run.isAccepted;
  return isChanged ? next : undefined;
};

/** The run once nobody will hear of it again. */
export const endRun = (run: LedgerRun, state: 'failed' | 'cancelled' | 'lost', endedAt: string): LedgerRun => {
  const { conf: _conf, ...rest } = run;
  return { ...rest, state, endedAt, duration: secondsBetween(run.startedAt, endedAt), logs: 'pending' };
};

/** What is shown of a run. */
export const showRun = (run: LedgerRun, tasks?: Run['tasks']): Run => Run.parse({ ...run, tasks });
