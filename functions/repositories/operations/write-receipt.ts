import * as z from 'zod';
import type { Artefacts } from '../../shared/artefacts.ts';
import { maskMessages } from '../../shared/mask-messages.ts';
import { type Masking, maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { logger, metrics } from '../../shared/observability.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { Change } from '../../shared/tenant-store.ts';
import { Plan } from '../../workflows/contract.ts';
import type { RepositoryTable } from '../adapters/repository-table.ts';
import type { StartTests } from '../adapters/test-executions.ts';
import { FileOutcome, type PushSettled, type Receipt, repositoryEvents, repositoryMetrics } from '../contract.ts';
import type { Lease } from '../domain/lease.ts';
import { type Noted, noteFailure, noteRecovery } from '../domain/outage.ts';
import { composeReceipt, isOldNews, type Settlement } from '../domain/receipt.ts';
import type { RepositoryRecord } from '../domain/repository.ts';
import { longestRun } from '../domain/test-run.ts';
import type { Secrets } from './secrets.ts';
import type { TableOf } from './table-of.ts';

interface Dependencies {
  readonly tableOf: TableOf;
  readonly startTests: StartTests;
  readonly artefacts: Artefacts;
  readonly putEvents: PutEvents;
  readonly secrets: Pick<Secrets, 'removeWebhookSecret' | 'remove'>;
  readonly maskingOf: MaskingOf;
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

/** Airflow shows what was to be retired before the repository goes. */
const stillShown =
  'Airflow still shows its workflows. The repository is removed once it does not; it is tried again by itself.';

/** A receipt without the secrets that somebody may have written into a commit's message or a program. */
const maskReceipt = (receipt: Receipt, masking: Masking): Receipt => {
  const mask = (text: string): string => maskText(text, masking);
  return {
    ...receipt,
    message: receipt.message && mask(receipt.message),
    error: receipt.error && mask(receipt.error),
    notes: receipt.notes.map(mask),
    files: receipt.files.map((file) => ({ ...file, findings: maskMessages(file.findings, masking) })),
  };
};

/** Why the repository is not where it should be after this round. */
const faultOf = ({ outcome, error }: Receipt, { removing }: RepositoryRecord): string | undefined => {
  if (outcome === 'failed') {
    return error ?? '';
  }
  return removing !== undefined && outcome === 'pending' ? stillShown : undefined;
};

const afterSuccess = ({ commit, outcome, stages }: Receipt, lease: Lease, now: Date): Change => {
  const isLive = outcome === 'live' || outcome === 'partial' || outcome === 'unchanged';
  const isMeasured = outcome !== 'unchanged' && stages.visible !== undefined;
  return {
    set: {
      reconciled: lease.generation,
      ...(isLive && commit && { live: { commit, at: now.toISOString() } }),
      ...(isMeasured && { lag: (stages.visible ?? 0) / 1000 }),
    },
    remove: commit ? [] : ['live'],
  };
};

/** Notes what is being tested, for somebody to look should it be lost. */
const watchTests = ({ push }: Settlement, now: Date): Change => {
  const { id, state } = push?.tests ?? {};
  const until = new Date(now.getTime() + longestRun).toISOString();
  return id && (state === 'due' || state === 'running') ? { set: { testing: { id, until } } } : {};
};

const merge = (...changes: readonly Change[]): Change => ({
  set: Object.assign({}, ...changes.map(({ set }) => set)),
  remove: changes.flatMap(({ remove = [] }) => remove),
});

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

  const announce = async ({ tell: told }: Noted): Promise<void> => {
    await (told && deps.putEvents(repositoryEvents.source, told.type, [told.event]));
  };

  const test = async ({ tenant, repositoryId, push }: Settlement, repository: RepositoryRecord): Promise<void> => {
    const { tests, commit, tree } = push ?? {};
    if (tests?.state === 'due' && commit && tree) {
      const { id, attempt } = tests;
      const { path, testsTimeout: timeout } = repository;
      await deps.startTests({ tenant, repositoryId, id, attempt, commit, tree, path, timeout });
    }
  };

  /** Nothing of it is live any more: its secrets go, then the record that names them. */
  const forget = async (table: RepositoryTable, tenant: string, repository: RepositoryRecord): Promise<void> => {
    const { id, hook, credentials } = repository;
    await deps.secrets.removeWebhookSecret(tenant, hook);
    await (credentials && deps.secrets.remove(credentials.secret));
    await table.remove(repository);
    logger.info('repository.removed', { tenant, repositoryId: id });
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
    const composed = composeReceipt({
      repository,
      lease,
      fence,
      settlement,
      ...(await read(settlement)),
      writtenAt: now,
    });
    const receipt = maskReceipt(composed, await deps.maskingOf(tenant));
    const isTold = !isOldNews(receipt, repository, lease.generation);
    if (isTold) {
      await tell(table, settlement, receipt);
    }
    const fault = faultOf(receipt, repository);
    // The round may have begun before it was to be removed.
    const isGone = repository.removing !== undefined && receipt.commit === undefined;
    if (fault === undefined && isGone) {
      await forget(table, tenant, repository);
      return { again: false, isNews: true };
    }
    await test(settlement, repository);
    const noted =
      fault === undefined ? noteRecovery(tenant, repository, now) : noteFailure(tenant, repository, fault, now);
    await announce(noted);
    const settled = await table.settle(
      repositoryId,
      fence,
      merge(
        remember(receipt, repository, lease, isTold),
        noted.change,
        fault === undefined ? afterSuccess(receipt, lease, now) : {},
        watchTests(settlement, now),
      ),
    );
    return { again: settled.generation > lease.generation, isNews: isTold };
  };
};
