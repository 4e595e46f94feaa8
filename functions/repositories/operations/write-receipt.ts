import * as z from 'zod';
import type { Artefacts } from '../../shared/artefacts.ts';
import { logger, metrics } from '../../shared/observability.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { Change } from '../../shared/tenant-store.ts';
import { Plan } from '../../workflows/contract.ts';
import type { RepositoryTable } from '../adapters/repository-table.ts';
import { FileOutcome, type PushSettled, type Receipt, repositoryEvents, repositoryMetrics } from '../contract.ts';
import { retryAfter } from '../domain/dirty.ts';
import type { Lease } from '../domain/lease.ts';
import { composeReceipt, isOldNews, type Settlement } from '../domain/receipt.ts';
import type { RepositoryRecord } from '../domain/repository.ts';
import type { TableOf } from './table-of.ts';

interface Dependencies {
  readonly tableOf: TableOf;
  readonly artefacts: Artefacts;
  readonly putEvents: PutEvents;
  readonly now: () => Date;
}

/** Whether to go round again, and whether this round found anything. */
export interface Settled {
  readonly again: boolean;
  readonly isNews: boolean;
}

const stop: Settled = { again: false, isNews: false };

/** The lease this settlement is about; undefined where it is another's by now, or given back. */
const leaseOf = ({ lease, fence }: RepositoryRecord, settlement: Settlement): Lease | undefined => {
  const isOurs = settlement.fence === undefined ? lease?.owner === settlement.execution : fence === settlement.fence;
  return isOurs ? lease : undefined;
};

/** The answer given before, should this be a second attempt. */
const answeredBefore = (repository: RepositoryRecord, settlement: Settlement): Settled | undefined => {
  const { settled, generation } = repository;
  const isOurs =
    settlement.fence === undefined ? settled?.owner === settlement.execution : settled?.fence === settlement.fence;
  return settled && isOurs ? { again: generation > settled.generation, isNews: false } : undefined;
};

const remember = (receipt: Receipt, repository: RepositoryRecord, lease: Lease, isTold: boolean): Change => ({
  set: {
    settled: { owner: lease.owner, fence: repository.fence, generation: lease.generation },
    ...(isTold && {
      lastReceipt: { generation: lease.generation, commit: receipt.commit, outcome: receipt.outcome },
    }),
  },
});

const afterFailure = (receipt: Receipt, repository: RepositoryRecord, now: Date): Change => {
  const failures = repository.failures + 1;
  const lastError = { message: receipt.error, at: now.toISOString() };
  return { set: { lastError, failures, retryAt: retryAfter(failures, now) } };
};

const afterSuccess = (receipt: Receipt, lease: Lease, now: Date): Change => {
  const { commit, outcome } = receipt;
  const isLive = outcome === 'live' || outcome === 'partial' || outcome === 'unchanged';
  return {
    set: {
      reconciled: lease.generation,
      failures: 0,
      ...(isLive && commit && { live: { commit, at: now.toISOString() } }),
    },
    remove: ['lastError', 'retryAt', ...(commit ? [] : ['live'])],
  };
};

const merge = (one: Change, other: Change): Change => ({ set: { ...one.set, ...other.set }, remove: other.remove });

const measure = (receipt: Receipt): void => {
  metrics.addMetric(
    receipt.outcome === 'failed' ? repositoryMetrics.pushFailed : repositoryMetrics.pushSettled,
    'Count',
    1,
  );
  if (receipt.stages.visible !== undefined) {
    metrics.addMetric(repositoryMetrics.pushVisible, 'Milliseconds', receipt.stages.visible);
  }
};

/**
 * Ends a reconciliation: writes the receipt where it tells something new, announces it, notes how far the repository
 * is in step and gives the lease back. After a failure the repository stays dirty and the sweep tries again, later
 * each time. A second attempt writes the same. Who has lost the lease meanwhile changes nothing.
 */
export const writeReceipt = (deps: Dependencies) => {
  const read = async (settlement: Settlement) => ({
    plan: settlement.check && (await deps.artefacts.getJson(settlement.check.plan, Plan)),
    files:
      settlement.confirmation && (await deps.artefacts.getJson(settlement.confirmation.files, z.array(FileOutcome))),
  });

  const tell = async (table: RepositoryTable, settlement: Settlement, receipt: Receipt): Promise<void> => {
    const { tenant, repositoryId } = settlement;
    await table.addReceipt(repositoryId, receipt);
    const event: PushSettled = {
      id: `${repositoryId}/${receipt.id}`,
      time: receipt.writtenAt,
      tenant,
      correlationId: receipt.id,
      repository: receipt.repository,
      commit: receipt.commit,
      outcome: receipt.outcome,
      tree: settlement.push?.tree,
    };
    await deps.putEvents(repositoryEvents.source, repositoryEvents.pushSettled, [event]);
    const { id: push, commit, outcome, stages } = receipt;
    logger.info('push.settled', { tenant, repositoryId, push, commit, outcome, stages });
    measure(receipt);
  };

  return async (settlement: Settlement): Promise<Settled> => {
    const { tenant, repositoryId } = settlement;
    const table = deps.tableOf(systemPrincipal(tenant, 'write-receipt'));
    const repository = await table.find(repositoryId);
    const lease = repository && leaseOf(repository, settlement);
    if (!lease) {
      return (repository && answeredBefore(repository, settlement)) ?? stop;
    }
    const now = deps.now();
    const { fence } = repository;
    const receipt = composeReceipt({
      repository,
      lease,
      fence,
      settlement,
      ...(await read(settlement)),
      writtenAt: now,
    });
    const isTold = !isOldNews(receipt, repository, lease.generation);
    if (isTold) {
      await tell(table, settlement, receipt);
    }
    const after =
      receipt.outcome === 'failed' ? afterFailure(receipt, repository, now) : afterSuccess(receipt, lease, now);
    const settled = await table.settle(repositoryId, fence, merge(remember(receipt, repository, lease, isTold), after));
    return { again: settled.generation > lease.generation, isNews: isTold };
  };
};
