import { DomainError } from '../../shared/errors.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { GitProvider } from '../adapters/git.ts';
import type { StartReconciler } from '../adapters/reconciler.ts';
import type { RepositoryTable } from '../adapters/repository-table.ts';
import type { addRepository as contract } from '../contract.ts';
import { checkUrl, type RepositoryRecord, repositoryIdOf, toRepository } from '../domain/repository.ts';
import type { TableOf } from './table-of.ts';

interface Dependencies {
  readonly tableOf: TableOf;
  readonly provider: Pick<GitProvider, 'findTip'>;
  readonly createSecret: (tenant: string, hook: string) => Promise<string>;
  readonly startReconciler: StartReconciler;
  readonly newHook: () => string;
  readonly apiUrl: string;
}

/** Refuses an address or a branch that the Git server does not know; a repository without commits may be added. */
const checkBranch = async (provider: Dependencies['provider'], url: string, branch: string): Promise<void> => {
  const tip = await provider.findTip(url, branch);
  if (tip.kind === 'no-branch') {
    throw new DomainError(
      'input.invalid',
      `branch: ${url} has no branch ${branch}. It has ${tip.branches.join(', ')}.`,
    );
  }
};

const exists = (name: string): DomainError =>
  new DomainError('resource.exists', `There is a repository ${name} already. Choose another name.`);

const checkFree = async (table: RepositoryTable, id: string, name: string): Promise<void> => {
  if (await table.find(id)) {
    throw exists(name);
  }
};

/** Adds a repository and starts to reconcile it; answers the webhook's secret, this once. */
export const addRepository =
  (deps: Dependencies): Implementation<typeof contract> =>
  async ({ repository: name, url: givenUrl, ...settings }, { principal, now }) => {
    const url = checkUrl(givenUrl);
    const id = repositoryIdOf(name);
    const table = deps.tableOf(principal);
    await checkFree(table, id, name);
    await checkBranch(deps.provider, url, settings.branch);
    const hook = deps.newHook();
    const webhookSecret = await deps.createSecret(principal.tenant, hook);
    const at = now().toISOString();
    const record: RepositoryRecord = {
      ...settings,
      name,
      id,
      url,
      hook,
      createdAt: at,
      noticedAt: at,
      generation: 1,
      reconciled: 0,
      fence: 0,
      failures: 0,
    };
    if (!(await table.create(record))) {
      throw exists(name);
    }
    await deps.startReconciler(principal.tenant, id);
    return { ...toRepository(record, deps.apiUrl, now()), webhookSecret };
  };
