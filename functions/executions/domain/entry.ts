import * as z from 'zod';
import type { RunDiagnosed } from '../../knowledge/contract.ts';
import type { RunChanged } from '../../runs/contract.ts';
import { Timestamp } from '../../shared/fields.ts';
import { Execution, type ExecutionState } from '../contract.ts';

/**
 * What events have told of one execution. Applied in any order, and any number of times, they come to the same entry. A
 * diagnosis may come before the execution it is of.
 */
export const Entry = z.object({
  id: z.string(),
  execution: Execution.omit({ error: true }).optional(),
  diagnosis: z.object({ at: Timestamp, error: Execution.shape.error }).optional(),
  /** Grows by one with each change. */
  revision: z.number().int().min(1),
});
export type Entry = z.infer<typeof Entry>;

/** How far a state has come; `lost` is a guess, which any true end corrects. */
const progress: Readonly<Record<z.infer<typeof ExecutionState>, number>> = {
  queued: 0,
  running: 1,
  lost: 2,
  success: 3,
  failed: 3,
  cancelled: 3,
};

/** Milliseconds by which a diagnosis may seem older than the end it is of: Airflow's clock is not ours. */
const clockSkew = 60_000;

const toUtc = (time: string): string => new Date(time).toISOString();

/** A state never goes back; of two ends the later one counts, as a run that was cleared in Airflow ends again. */
const isNews = (before: Entry['execution'], run: RunChanged['run']): boolean => {
  const further = progress[run.state] - (before ? progress[before.state] : -1);
  return further > 0 || (further === 0 && Date.parse(run.endedAt ?? '') > Date.parse(before?.endedAt ?? ''));
};

const change = (before: Entry | undefined, change: Omit<Entry, 'revision'>): Entry => ({
  ...before,
  ...change,
  revision: (before?.revision ?? 0) + 1,
});

/** The entry after a run changed, or undefined where that says nothing new. */
export const applyRun = (before: Entry | undefined, { run, correlationId }: RunChanged): Entry | undefined =>
  isNews(before?.execution, run)
    ? change(before, {
        id: run.id,
        execution: {
          id: run.id,
          kind: 'run',
          name: run.workflow,
          resource: run.repository,
          state: run.state,
          triggeredBy: run.triggeredBy,
          // Lists are kept by it, so it stays.
          startedAt: before?.execution?.startedAt ?? toUtc(run.queuedAt),
          endedAt: run.endedAt,
          duration: run.duration,
          correlationId,
        },
      })
    : undefined;

/** The entry after a diagnosis, or undefined where a newer one is known. */
export const applyDiagnosis = (before: Entry | undefined, { run, time, error }: RunDiagnosed): Entry | undefined =>
  before?.diagnosis && Date.parse(before.diagnosis.at) >= Date.parse(time)
    ? undefined
    : change(before, { id: run, diagnosis: { at: time, error } });

/** What is shown of an entry: its error only while the execution counts as failed, and not that of an earlier end. */
export const showEntry = ({ execution, diagnosis }: Entry): Execution | undefined => {
  if (execution?.state !== 'failed' || !diagnosis) {
    return execution;
  }
  const isOfEarlierEnd = Date.parse(diagnosis.at) < Date.parse(execution.endedAt ?? '') - clockSkew;
  return isOfEarlierEnd ? execution : { ...execution, error: diagnosis.error };
};
