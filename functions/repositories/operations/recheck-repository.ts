import * as z from 'zod';
import { logger } from '../../shared/observability.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import { ChecksChanged, workflowEvents } from '../../workflows/contract.ts';
import type { StartReconciler } from '../adapters/reconciler.ts';
import { repositoryIdOf } from '../domain/repository.ts';
import type { TableOf } from './table-of.ts';

/** EventBridge's envelope of what makes a check find something else. */
export const RecheckEvent = z.object({
  source: z.literal(workflowEvents.source),
  'detail-type': z.literal(workflowEvents.checksChanged),
  detail: ChecksChanged,
});

/** Marks a repository dirty, though nothing was pushed, and starts its reconciler; once more is once too many at worst. */
export const recheckRepository =
  ({ tableOf, startReconciler, now }: { tableOf: TableOf; startReconciler: StartReconciler; now: () => Date }) =>
  async ({ detail: { tenant, repository, correlationId } }: z.infer<typeof RecheckEvent>): Promise<void> => {
    const id = repositoryIdOf(repository);
    const record = await tableOf(systemPrincipal(tenant, 'recheck-repository')).markDirty(id, now(), 'Asking');
    if (!record) {
      logger.info('repository.gone', { tenant, repositoryId: id, correlationId });
      return;
    }
    await startReconciler(tenant, id);
  };
