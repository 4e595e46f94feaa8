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
 * Whether somebody has noticed a change a moment ago and so has started a reconciler, which will see what is noticed now
 * as well. Should that one not have come about, the sweep starts another.
 */
export const wasJustNoticed = (repository: Progress & { readonly noticedAt: string }, now: Date): boolean =>
  isDirty(repository) && now.getTime() - Date.parse(repository.noticedAt) < startTime;

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
