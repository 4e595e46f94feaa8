import { inParallel } from '../../shared/in-parallel.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { ApprovalStore, OpenApprovals } from '../adapters/approval-store.ts';
import type { Executions, Wake } from '../adapters/executions.ts';
import type { StoredApproval } from '../domain/request.ts';

interface Deps {
  readonly open: OpenApprovals;
  readonly storeOf: (principal: Principal) => ApprovalStore;
  readonly executions: Executions;
  readonly wake: Wake;
}

const atOnce = 8;

/**
 * Sees to it that something comes of every request: starts the executions that did not start, or that broke off or were
 * stopped before their end, and wakes those that do not know of their decision yet.
 */
export const sweepApprovals = ({ open, storeOf, executions, wake }: Deps) => {
  const restart = async (store: ApprovalStore, tenant: string, approval: StoredApproval): Promise<void> => {
    const next = await store.beginAttempt(approval);
    if (next) {
      logger.info('approval.restarted', { tenant, approval: approval.id, attempt: next.attempt });
      await executions.start(tenant, next);
    }
  };

  const sweep = async (tenant: string, id: string): Promise<void> => {
    const store = storeOf(systemPrincipal(tenant, 'sweep-approvals'));
    const approval = await store.find(id);
    if (!approval) {
      return open.close(id);
    }
    const state = await executions.stateOf(approval);
    if (state === 'missing') {
      await executions.start(tenant, approval);
    } else if (state === 'ended') {
      await restart(store, tenant, approval);
    } else if (approval.state !== 'pending' && approval.token !== undefined) {
      await wake(approval.token);
    }
  };

  return async (): Promise<void> => {
    const places: { tenant: string; id: string }[] = [];
    for await (const place of open.list()) {
      places.push(place);
    }
    await inParallel(places, atOnce, async ({ tenant, id }) => {
      try {
        await sweep(tenant, id);
      } catch (error) {
        logger.error('sweep.failed', { tenant, approval: id, error: error as Error });
      }
    });
  };
};
