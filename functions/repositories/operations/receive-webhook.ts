import { randomBytes } from 'node:crypto';
import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { Directory } from '../../shared/tenant-store.ts';
import type { StartReconciler } from '../adapters/reconciler.ts';
import { hookKind } from '../adapters/repository-table.ts';
import type { WebhookSecrets } from '../adapters/webhook-secrets.ts';
import { isAsleep, isUnderWay } from '../domain/dirty.ts';
import { isHeld } from '../domain/lease.ts';
import { type RepositoryRecord, refOf } from '../domain/repository.ts';
import type { Delivery, WebhookFormat } from '../domain/webhook/delivery.ts';
import { formatOf, takes, webhookLimit } from '../domain/webhook/formats.ts';
import type { TableOf } from './table-of.ts';

/** A delivery, and the hook whose address it came to. */
export interface HookDelivery extends Delivery {
  readonly hook: string;
}

/** What became of a delivery. */
export interface Received {
  readonly delivery: string;
  readonly outcome: 'pong' | 'accepted' | 'duplicate' | 'ignored';
  readonly reason?: string;
}

interface Dependencies {
  readonly directory: Pick<Directory, 'find'>;
  readonly secrets: WebhookSecrets;
  readonly tableOf: TableOf;
  readonly startReconciler: StartReconciler;
  readonly now: () => Date;
}

interface Owner {
  readonly tenant: string;
  readonly id: string;
}

/** Nobody knows it: an unknown hook costs the same computation as a wrong signature. */
const noSecret = randomBytes(32).toString('base64url');

const isHook = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

const refused = (): DomainError =>
  new DomainError(
    'signature.invalid',
    'No webhook of this address has this signature. `navigator repo webhook NAME` gives it a new secret.',
  );

const tooLarge = (): DomainError =>
  new DomainError(
    'payload.too-large',
    'The webhook is over 6 MB. `repo sync`, or the next sweep, brings the repository in step without it.',
  );

const checkId = (id: string | undefined): string => {
  if (id === undefined || !/^[\w-]{1,100}$/.test(id)) {
    throw new DomainError('input.invalid', 'The delivery has no id. Each vendor sends one in a header of its own.');
  }
  return id;
};

/**
 * Verifies a webhook and, where it is a push to the repository's branch, marks the repository dirty and starts its
 * reconciler. Throws `signature.invalid` alike for unknown hooks and wrong signatures, before anything is parsed.
 */
export const receiveWebhook = (deps: Dependencies) => {
  const isGenuine = async (format: WebhookFormat, { tenant }: Owner, delivery: HookDelivery): Promise<boolean> => {
    const { hook } = delivery;
    if (format.isSigned(delivery, await deps.secrets.find(tenant, hook), deps.now())) {
      return true;
    }
    const newer = await deps.secrets.findAgain(tenant, hook);
    return newer !== undefined && format.isSigned(delivery, newer, deps.now());
  };

  const startReconciler = async (tenant: string, repositoryId: string): Promise<void> => {
    try {
      await deps.startReconciler(tenant, repositoryId);
    } catch (error) {
      // The repository is dirty, so the sweep starts it within a minute.
      logger.warn('reconciler.not-started', { tenant, repositoryId, error: error as Error });
    }
  };

  const markDirty = async (
    { tenant, id }: Owner,
    before: RepositoryRecord,
    { delivery, commit }: { delivery: string; commit?: string },
  ): Promise<Received> => {
    const table = deps.tableOf(systemPrincipal(tenant, 'receive-webhook'));
    if (!(await table.markDelivered(id, delivery, deps.now(), commit))) {
      return { delivery, outcome: 'duplicate', reason: 'this delivery was received before' };
    }
    logger.info('repository.dirty', { tenant, repositoryId: id, delivery });
    // Read after the mark: whoever holds the lease then has yet to look for newer marks, and goes round again.
    const after = await table.find(id);
    const now = deps.now();
    if (after && !isAsleep(after) && !isHeld(after.lease, now) && !isUnderWay(before, after, now)) {
      await startReconciler(tenant, id);
    }
    return { delivery, outcome: 'accepted' };
  };

  return async (delivery: HookDelivery): Promise<Received> => {
    if (Buffer.byteLength(delivery.body) > webhookLimit) {
      throw tooLarge();
    }
    const told = formatOf(delivery);
    const owner = isHook(delivery.hook) ? await deps.directory.find(hookKind, delivery.hook) : undefined;
    if (!told || !owner) {
      told?.format.isSigned(delivery, noSecret, deps.now());
      throw refused();
    }
    const [genuine, repository] = await Promise.all([
      isGenuine(told.format, owner, delivery),
      deps.tableOf(systemPrincipal(owner.tenant, 'receive-webhook')).find(owner.id),
    ]);
    if (!genuine || !repository || !takes(repository.provider, told.vendor)) {
      throw refused();
    }
    const id = checkId(told.format.idOf(delivery));
    const intent = told.format.readIntent(delivery, refOf(repository));
    switch (intent.kind) {
      case 'ping':
        return { delivery: id, outcome: 'pong' };
      case 'ignored':
        return { delivery: id, outcome: 'ignored', reason: intent.reason };
      case 'push':
        return markDirty(owner, repository, { delivery: id, commit: intent.commit });
    }
  };
};
