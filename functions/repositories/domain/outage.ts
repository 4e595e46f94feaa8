import type { Change } from '../../shared/tenant-store.ts';
import { type RepositoryOutage, repositoryEvents } from '../contract.ts';
import { retryAfter } from './dirty.ts';
import type { RepositoryRecord } from './repository.ts';

/** What to note on a repository, and what to tell its owner, where it has not been told. */
export interface Noted {
  readonly change: Change;
  readonly tell?: { readonly type: 'repository.failing' | 'repository.recovered'; readonly event: RepositoryOutage };
}

const compose = (
  tenant: string,
  { id, name }: RepositoryRecord,
  of: { number: number; since: string; error: string },
  what: 'failing' | 'recovered',
  now: Date,
): Noted['tell'] => ({
  type: repositoryEvents[what],
  event: {
    // Told again by a second attempt, it is the same event.
    id: `${id}/${what}/${of.number}`,
    time: now.toISOString(),
    tenant,
    correlationId: `${id}/outage/${of.number}`,
    repository: name,
    since: of.since,
    error: of.error,
  },
});

/** A failure: the repository is left alone for longer each time, and an outage that begins is told. */
export const noteFailure = (tenant: string, record: RepositoryRecord, error: string, now: Date): Noted => {
  const failures = record.failures + 1;
  const outage = record.outage ?? { number: (record.outages ?? 0) + 1, since: now.toISOString() };
  return {
    change: {
      set: {
        failures,
        outage,
        outages: outage.number,
        lastError: { message: error, at: now.toISOString() },
        retryAt: retryAfter(failures, now),
      },
    },
    tell: record.outage ? undefined : compose(tenant, record, { ...outage, error }, 'failing', now),
  };
};

/** It goes well again: an outage that was told is told to be over. */
export const noteRecovery = (tenant: string, record: RepositoryRecord, now: Date): Noted => ({
  change: { set: { failures: 0 }, remove: ['lastError', 'retryAt', 'outage'] },
  tell:
    record.outage &&
    compose(tenant, record, { ...record.outage, error: record.lastError?.message ?? '' }, 'recovered', now),
});
