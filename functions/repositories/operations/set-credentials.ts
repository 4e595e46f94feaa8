import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { GitProvider } from '../adapters/git.ts';
import type { StartReconciler } from '../adapters/reconciler.ts';
import type { setCredentials as contract } from '../contract.ts';
import { readCredentials } from '../domain/credentials.ts';
import { refOf, toRepository } from '../domain/repository.ts';
import { checkRef } from './check-ref.ts';
import type { Secrets } from './secrets.ts';
import type { signInWith } from './sign-in.ts';
import { loadRepository, type TableOf } from './table-of.ts';

interface Dependencies {
  readonly tableOf: TableOf;
  readonly provider: Pick<GitProvider, 'findTip'>;
  readonly signInWith: ReturnType<typeof signInWith>;
  readonly secrets: Pick<Secrets, 'storeCredentials' | 'remove'>;
  readonly startReconciler: StartReconciler;
  readonly apiUrl: string;
}

/** Asks the provider with the new credentials, keeps them, and only then forgets the ones before. */
export const setCredentials =
  (deps: Dependencies): Implementation<typeof contract> =>
  async ({ repository, ...given }, { principal, now }) => {
    const table = deps.tableOf(principal);
    const before = await loadRepository(table, repository);
    const { id, url } = before;
    const credentials = readCredentials(before, given);
    await checkRef(deps.provider, await deps.signInWith(url, credentials), refOf(before));
    const secret = await deps.secrets.storeCredentials(principal.tenant, id, credentials);
    const set = { credentials: { kind: credentials.kind, setAt: now().toISOString(), secret } };
    const record = await table.markDirty(id, now(), 'Asking', { set, remove: ['statusRefused', 'statusesAfter'] });
    if (!record) {
      await deps.secrets.remove(secret);
      throw new DomainError('resource.conflict', `${repository} was removed a moment ago.`);
    }
    await (before.credentials && deps.secrets.remove(before.credentials.secret));
    logger.info('credentials.set', { tenant: principal.tenant, repositoryId: id, kind: credentials.kind });
    await deps.startReconciler(principal.tenant, id);
    return toRepository(record, deps.apiUrl, now());
  };
