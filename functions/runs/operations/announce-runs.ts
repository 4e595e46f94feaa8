import { logger } from '../../shared/observability.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { RunStore } from '../adapters/run-store.ts';
import { type RunChanged, runEvents } from '../contract.ts';
import { isEnded, type LedgerRun, showRun } from '../domain/run.ts';

interface Deps {
  readonly putEvents: PutEvents;
  readonly tenant: string;
}

/**
 * Puts `run.started` or `run.ended` on the bus. What the bus does not take is logged and no more: a run's end is put again
 * by the sweep until its logs have been read.
 */
export const announceRun =
  ({ putEvents, tenant }: Deps) =>
  async (run: LedgerRun, event: 'started' | 'ended'): Promise<void> => {
    const time = event === 'started' ? run.queuedAt : (run.endedAt ?? run.queuedAt);
    const changed: RunChanged = {
      id: `${run.id}/${event}/${time}`,
      time,
      tenant,
      correlationId: run.id,
      run: showRun(run),
    };
    try {
      await putEvents(runEvents.source, runEvents[event], [changed]);
    } catch (error) {
      logger.error('run.event-not-put', { tenant, run: run.id, event, error: error as Error });
    }
  };

/** A tenant's store that tells the bus of each run that is entered and each that ends, whoever enters or ends it. */
export const announcingStore = (store: RunStore, deps: Deps): RunStore => {
  const announce = announceRun(deps);
  const announceEnd = async (run: LedgerRun): Promise<void> => {
    if (isEnded(run)) {
      await announce(run, 'ended');
    }
  };
  const announceNew = async (run: LedgerRun): Promise<void> => {
    await announce(run, 'started');
    await announceEnd(run);
  };
  return {
    ...store,
    begin: async (run, request, now) => {
      const isNew = await store.begin(run, request, now);
      if (isNew) {
        await announceNew(run);
      }
      return isNew;
    },
    enter: async (run) => {
      const isNew = await store.enter(run);
      if (isNew) {
        await announceNew(run);
      }
      return isNew;
    },
    replace: async (before, after) => {
      const isReplaced = await store.replace(before, after);
      if (isReplaced) {
        await announceEnd(after);
      }
      return isReplaced;
    },
  };
};
