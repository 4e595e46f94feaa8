import * as z from 'zod';
import { CommitId, Timestamp } from '../../shared/fields.ts';
import type { Change, Condition } from '../../shared/tenant-store.ts';

/** Milliseconds that a lease lasts unless it is renewed: within them a dead reconciler's place is free again. */
export const leaseDuration = 59_000;

/** The right to reconcile a repository, and what its holder set out to reconcile. */
export const Lease = z.object({
  /** ARN of the execution that holds it. */
  owner: z.string(),
  takenAt: Timestamp,
  expiresAt: Timestamp,
  /** The generation that was due when it was taken. */
  generation: z.number().int(),
  noticedAt: Timestamp,
  /** The tip, once its holder knows it. */
  commit: CommitId.optional(),
});
export type Lease = z.infer<typeof Lease>;

/** What taking a lease looks at. `fence` counts the leases ever taken, so it tells the present holder from all before. */
export interface Leasable {
  readonly fence: number;
  readonly generation: number;
  readonly reconciled: number;
  readonly noticedAt: string;
  readonly lease?: Lease;
}

/** A write of one item that happens only where nobody came in between. */
export interface GuardedChange {
  readonly change: Change;
  readonly condition: Condition;
}

const expiry = (now: Date): string => new Date(now.getTime() + leaseDuration).toISOString();

/** Whether somebody is reconciling at this moment, as far as leases tell. */
export const isHeld = (lease: Lease | undefined, now: Date): boolean =>
  lease !== undefined && Date.parse(lease.expiresAt) > now.getTime();

/**
 * Takes the lease that is free, expired or the same owner's already (its first attempt may have died after taking it).
 * Undefined where another holds it. Each taking has a fence of its own, so an attempt believed dead cannot write later.
 */
export const takeLease = (from: Leasable, owner: string, now: Date): GuardedChange | undefined => {
  if (isHeld(from.lease, now) && from.lease?.owner !== owner) {
    return undefined;
  }
  const lease: Lease = {
    owner,
    takenAt: now.toISOString(),
    expiresAt: expiry(now),
    generation: from.generation,
    noticedAt: from.noticedAt,
  };
  return {
    change: { add: { fence: 1 }, set: { lease } },
    // Nobody has taken it since, nor finished what was due.
    condition: {
      expression: 'fence = :fence AND reconciled = :reconciled',
      values: { ':fence': from.fence, ':reconciled': from.reconciled },
    },
  };
};

/** The condition under which only the holder of this fence may write. */
export const whileHolding = (fence: number): Condition => ({
  expression: 'fence = :fence AND attribute_exists(lease)',
  values: { ':fence': fence },
});

/** Lets the holder go on, with the tip if it has found it. An expired lease may be renewed as long as nobody else took it. */
export const renewLease = (lease: Lease, fence: number, now: Date, tip?: { commit?: string }): GuardedChange => ({
  change: { set: { lease: { ...lease, ...tip, expiresAt: expiry(now) } } },
  condition: whileHolding(fence),
});
