import { randomBytes } from 'node:crypto';
import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { Directory } from '../../shared/tenant-store.ts';
import type { StartReconciler } from '../adapters/reconciler.ts';
import { hookKind } from '../adapters/repository-table.ts';
import type { WebhookSecrets } from '../adapters/webhook-secrets.ts';
import { isUnderWay } from '../domain/dirty.ts';
import { isHeld } from '../domain/lease.ts';
import type { RepositoryRecord } from '../domain/repository.ts';
import { isSigned, readIntent, webhookLimit } from '../domain/webhook.ts';
import type { TableOf } from './table-of.ts';

/** A webhook as it arrived, in GitHub's format; nothing of it is believed yet. */
export interface Delivery {
  readonly hook: string;
  readonly body: string;
  readonly signature?: string;
  readonly event?: string;
  readonly id?: string;
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
    'No webhook of this address has this signature. Set its secret to the one shown when the repository was added.',
  );

const tooLarge = (): DomainError =>
  new DomainError(
    'payload.too-large',
    'The webhook is over 6 MB. `repo sync`, or the next sweep, brings the repository in step without it.',
  );

const deliveryId = ({ id }: Delivery): string => {
  if (id === undefined || !/^[\w-]{1,100}$/.test(id)) {
    throw new DomainError('input.invalid', 'x-github-delivery: send the id of the delivery.');
  }
  return id;
};

const isGenuine = async (secrets: WebhookSecrets, { tenant }: Owner, delivery: Delivery): Promise<boolean> => {
  const { hook, body, signature } = delivery;
  if (await isSigned(await secrets.find(tenant, hook), body, signature)) {
    return true;
  }
  const newer = await secrets.findAgain(tenant, hook);
  return newer !== undefined && isSigned(newer, body, signature);
};

/**
 * Verifies a webhook and, where it is a push to the repository's branch, marks the repository dirty and starts its
 * reconciler. Throws `signature.invalid` alike for unknown hooks and wrong signatures, before anything is parsed.
 */
export const receiveWebhook = (deps: Dependencies) => {
  const startReconciler = async (tenant: string, repositoryId: string): Promise<void> => {
    try {
      await deps.startReconciler(tenant, repositoryId);
    } catch (error) {
      // The repository is dirty, so the sweep starts it within a minute.
      logger.warn('reconciler.not-started', { tenant, repositoryId, error: error as Error });
    }
  };

  const markDirty = async ({ tenant, id }: Owner, before: RepositoryRecord, delivery: string): Promise<Received> => {
    const table = deps.tableOf(systemPrincipal(tenant, 'receive-webhook'));
    if (!(await table.markDelivered(id, delivery, deps.now()))) {
      return { delivery, outcome: 'duplicate', reason: 'this delivery was received before' };
    }
    logger.info('repository.dirty', { tenant, repositoryId: id, delivery });
    // Read after the mark: whoever holds the lease then has yet to look for newer marks, and goes round again.
    const after = await table.find(id);
    if (!after || !(isHeld(after.lease, deps.now()) || isUnderWay(before, after, deps.now()))) {
      await startReconciler(tenant, id);
    }
    return { delivery, outcome: 'accepted' };
  };

  return async (delivery: Delivery): Promise<Received> => {
    if (Buffer.byteLength(delivery.body) > webhookLimit) {
      throw tooLarge();
    }
    const owner = isHook(delivery.hook) ? await deps.directory.find(hookKind, delivery.hook) : undefined;
    if (!owner) {
      await isSigned(noSecret, delivery.body, delivery.signature);
      throw refused();
    }
    const [genuine, repository] = await Promise.all([
      isGenuine(deps.secrets, owner, delivery),
      deps.tableOf(systemPrincipal(owner.tenant, 'receive-webhook')).find(owner.id),
    ]);
    if (!genuine || !repository) {
      throw refused();
    }
    const id = deliveryId(delivery);
    const intent = readIntent(delivery.event, delivery.body, repository.branch);
    switch (intent.kind) {
      case 'ping':
        return { delivery: id, outcome: 'pong' };
      case 'ignored':
        return { delivery: id, outcome: 'ignored', reason: intent.reason };
      case 'push':
        return markDirty(owner, repository, id);
    }
  };
};
