import * as z from 'zod';
import { logger } from '../../shared/observability.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import { ChecksChanged, workflowEvents } from '../../workflows/contract.ts';
import type { StartReconciler } from '../adapters/reconciler.ts';
import type { RepositoryTable } from '../adapters/repository-table.ts';
import { repositoryIdOf } from '../domain/repository.ts';
import type { TableOf } from './table-of.ts';

/** EventBridge's envelope of what makes a check find something else. */
export const RecheckEvent = z.object({
  source: z.literal(workflowEvents.source),
  'detail-type': z.literal(workflowEvents.checksChanged),
  detail: ChecksChanged,
});

const pageSize = 100;

/** Whether the newest receipt tells of a file that was kept back, or cannot tell. */
const keepsBack = async (table: RepositoryTable, id: string): Promise<boolean> => {
  const { items } = await table.listReceipts(id, { limit: 1 });
  return items.some(
    ({ files, outcome: whole }) => whole === 'failed' || files.some(({ outcome }) => outcome === 'quarantined'),
  );
};

/** Ids of the repositories that are to be checked anew: in an environment, those that something was kept back of. */
const findIds = async (table: RepositoryTable, of: ChecksChanged['of']): Promise<string[]> => {
  if ('repository' in of) {
    return [repositoryIdOf(of.repository)];
  }
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await table.list({ limit: pageSize, cursor });
    for (const { id, environment } of items) {
      if (environment === of.environment && (await keepsBack(table, id))) {
        ids.push(id);
      }
    }
    cursor = next;
  } while (cursor !== undefined);
  return ids;
};

/** Marks repositories dirty, though nothing was pushed, and starts their reconcilers; once more is once too many at worst. */
export const recheckRepository =
  ({ tableOf, startReconciler, now }: { tableOf: TableOf; startReconciler: StartReconciler; now: () => Date }) =>
  async ({ detail: { tenant, of, correlationId } }: z.infer<typeof RecheckEvent>): Promise<void> => {
    const table = tableOf(systemPrincipal(tenant, 'recheck-repository'));
    for (const id of await findIds(table, of)) {
      if (await table.markDirty(id, now(), 'Asking')) {
        await startReconciler(tenant, id);
      } else {
        logger.info('repository.gone', { tenant, repositoryId: id, correlationId });
      }
    }
  };
