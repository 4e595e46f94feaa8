import type { Change } from '../../shared/tenant-store.ts';
import { isHeld, type Lease } from './lease.ts';

/** How far a repository has come: `generation` grows with each sign of a change, `reconciled` is the last one finished. */
export interface Progress {
  readonly generation: number;
  readonly reconciled: number;
}

interface Waiting extends Progress {
  readonly lease?: Lease;
  readonly isPaused: boolean;
  readonly removing?: string;
  /** Not before then, after failures. */
  readonly retryAt?: string;
}

/** Milliseconds for which a sign of a change is taken to have its reconciler on the way. */
const startTime = 5_000;

const firstDelay = 30_000;
const longestDelay = 30 * 60_000;

/** Whether nothing is to be published for now; what is being removed goes on. */
export const isAsleep = ({ isPaused, removing }: Pick<Waiting, 'isPaused' | 'removing'>): boolean =>
  isPaused && removing === undefined;

/** Whether there is something left to reconcile. */
export const isDirty = ({ generation, reconciled }: Progress): boolean => generation > reconciled;

/**
 * Whether a reconciler is on its way that will see the mark just made, between `before` and `after`: somebody noticed a
 * change a moment before and so has started one, and it has not ended meanwhile. Should it not have come about, the sweep
 * starts another.
 */
export const isUnderWay = (before: Progress & { readonly noticedAt: string }, after: Progress, now: Date): boolean => {
  const isRecent = now.getTime() - Date.parse(before.noticedAt) < startTime;
  return isRecent && isDirty(before) && isDirty({ ...after, generation: after.generation - 1 });
};

/** How a change was noticed. */
export type Noticed = 'Webhook' | 'Poll' | 'Asking';

/** Says that something may have changed. It does not say what: the reconciler asks the provider, so order does not matter. */
export const markDirty = (at: Date, by: Noticed): Change => ({
  add: { generation: 1, [`noticedBy${by}`]: 1 },
  set: { noticedAt: at.toISOString() },
  remove: ['retryAt'],
});

/** Whether a failing repository is to be left alone for now. */
export const isBackingOff = ({ retryAt }: { readonly retryAt?: string }, now: Date): boolean =>
  retryAt !== undefined && Date.parse(retryAt) > now.getTime();

/** Whether a reconciler is due that nobody runs. */
export const needsReconciler = (repository: Waiting, now: Date): boolean =>
  isDirty(repository) && !isAsleep(repository) && !isHeld(repository.lease, now) && !isBackingOff(repository, now);

/** When to try again after so many failures in a row: after half a minute, doubling up to half an hour. */
export const retryAfter = (failures: number, now: Date): string =>
  new Date(now.getTime() + Math.min(firstDelay * 2 ** (failures - 1), longestDelay)).toISOString();
