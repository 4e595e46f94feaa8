import { logger, metrics } from '../../shared/observability.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { RunStore, UnreadRun } from '../adapters/run-store.ts';
import { runMetrics } from '../contract.ts';
import { announceRun } from './announce-runs.ts';

/** Markers looked at in one sweep of one tenant. */
const markersSwept = 500;

/** Milliseconds to wait after each attempt: twice as long each time, up to 20 minutes. */
const firstWait = 60_000;
const longestWait = 20 * 60_000;
/** After which nobody asks any more: nearly six hours after the run's end. */
const mostAttempts = 20;

const waitAfter = (attempts: number): number => Math.min(firstWait * 2 ** attempts, longestWait);

interface Deps {
  readonly tenant: string;
  readonly store: RunStore;
  readonly putEvents: PutEvents;
  readonly now: () => Date;
}

/** Puts the end of runs again whose logs have not been learned from yet, and gives up after hours. */
export const sweepUnread = ({ tenant, store, putEvents, now }: Deps) => {
  const announce = announceRun({ tenant, putEvents });

  const sweepRun = async (unread: UnreadRun): Promise<void> => {
    const run = await store.find(unread.id);
    if (!run) {
      return;
    }
    if (unread.attempts >= mostAttempts) {
      await store.settleLogs(run, 'unavailable');
      metrics.addMetric(runMetrics.logsUnavailable, 'Count', 1);
      logger.error('run.logs-unavailable', { tenant, run: run.id, workflow: run.workflow });
      return;
    }
    const retryAt = new Date(now().getTime() + waitAfter(unread.attempts)).toISOString();
    if (await store.postponeUnread(unread, retryAt)) {
      await announce(run, 'ended');
    }
  };

  return async (): Promise<void> => {
    for (const unread of await store.listUnread(markersSwept)) {
      if (Date.parse(unread.retryAt) <= now().getTime()) {
        await sweepRun(unread);
      }
    }
  };
};
