import { DomainError } from '../../shared/errors.ts';
import type { Call, Implementation } from '../../shared/serve-operations.ts';
import type { Change } from '../../shared/tenant-store.ts';
import type { StartReconciler } from '../adapters/reconciler.ts';
import type {
  pauseRepository as pause,
  Repository,
  removeRepository as remove,
  resumeRepository as resume,
  syncRepository as sync,
  updateRepository as update,
} from '../contract.ts';
import { type RepositoryRecord, toRepository } from '../domain/repository.ts';
import { loadRepository, type TableOf } from './table-of.ts';

interface Dependencies {
  readonly tableOf: TableOf;
  readonly startReconciler: StartReconciler;
  readonly apiUrl: string;
}

const gone = (name: string): DomainError => new DomainError('resource.conflict', `${name} was removed a moment ago.`);

/** Refuses what would have no effect on a repository that is on its way out. */
const refuseRemoving = ({ name, removing }: RepositoryRecord): void => {
  if (removing !== undefined) {
    throw new DomainError('state.unsuitable', `${name} is being removed.`);
  }
};

/** Changes a repository, marks it dirty and starts its reconciler, which makes what is live follow. */
const changeAndReconcile =
  (deps: Dependencies) =>
  async ({ id, name }: RepositoryRecord, change: Change, { principal, now }: Call): Promise<Repository> => {
    const record = await deps.tableOf(principal).markDirty(id, now(), 'Asking', change);
    if (!record) {
      throw gone(name);
    }
    await deps.startReconciler(principal.tenant, id);
    return toRepository(record, deps.apiUrl, now());
  };

/** Marks a repository dirty and starts its reconciler; tests that did not pass are run again. */
export const syncRepository =
  (deps: Dependencies): Implementation<typeof sync> =>
  async ({ repository }, call) => {
    const record = await loadRepository(deps.tableOf(call.principal), repository);
    refuseRemoving(record);
    if (record.isPaused) {
      throw new DomainError(
        'state.unsuitable',
        `${repository} is paused. Resume it: navigator repo resume ${repository}`,
      );
    }
    return changeAndReconcile(deps)(record, { set: { retestFrom: call.now().toISOString() } }, call);
  };

/** Changes what a repository follows and how. The provider is asked by the next round, whose receipt tells of what is not there. */
export const updateRepository =
  (deps: Dependencies): Implementation<typeof update> =>
  async ({ repository, tag, ...settings }, call) => {
    const record = await loadRepository(deps.tableOf(call.principal), repository);
    refuseRemoving(record);
    const change = { set: { ...settings, tag: tag || undefined }, remove: tag === '' ? ['tag'] : [] };
    return changeAndReconcile(deps)(record, change, call);
  };

/** From the end of the round that is on its way, nothing is published; changes are still noticed. */
export const pauseRepository =
  (deps: Pick<Dependencies, 'tableOf' | 'apiUrl'>): Implementation<typeof pause> =>
  async ({ repository }, { principal, now }) => {
    const table = deps.tableOf(principal);
    const before = await loadRepository(table, repository);
    refuseRemoving(before);
    const record = await table.amend(before.id, { set: { isPaused: true } });
    if (!record) {
      throw gone(repository);
    }
    return toRepository(record, deps.apiUrl, now());
  };

/** Publishes again, beginning with what changed meanwhile. */
export const resumeRepository =
  (deps: Dependencies): Implementation<typeof resume> =>
  async ({ repository }, call) => {
    const record = await loadRepository(deps.tableOf(call.principal), repository);
    refuseRemoving(record);
    return changeAndReconcile(deps)(record, { set: { isPaused: false } }, call);
  };

/** Sets a repository to be removed: the rounds from now on retire everything, and the one that has done so forgets it. */
export const removeRepository =
  (deps: Dependencies): Implementation<typeof remove> =>
  async ({ repository }, call) => {
    const record = await loadRepository(deps.tableOf(call.principal), repository);
    return changeAndReconcile(deps)(record, { setIfAbsent: { removing: call.now().toISOString() } }, call);
  };
