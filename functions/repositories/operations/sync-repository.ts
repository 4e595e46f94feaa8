import { DomainError } from '../../shared/errors.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { StartReconciler } from '../adapters/reconciler.ts';
import type { syncRepository as contract } from '../contract.ts';
import { toRepository } from '../domain/repository.ts';
import { loadRepository, type TableOf } from './table-of.ts';

/** Marks a repository dirty and starts its reconciler. */
export const syncRepository =
  (deps: { tableOf: TableOf; startReconciler: StartReconciler; apiUrl: string }): Implementation<typeof contract> =>
  async ({ repository }, { principal, now }) => {
    const table = deps.tableOf(principal);
    const { id } = await loadRepository(table, repository);
    const record = await table.markDirty(id, now());
    if (!record) {
      throw new DomainError('resource.conflict', `${repository} was removed a moment ago.`);
    }
    await deps.startReconciler(principal.tenant, id);
    return toRepository(record, deps.apiUrl, now());
  };
