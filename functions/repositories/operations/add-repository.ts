import { DomainError } from '../../shared/errors.ts';
import type { InputOf } from '../../shared/operation.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { GitProvider } from '../adapters/git.ts';
import type { StartReconciler } from '../adapters/reconciler.ts';
import type { RepositoryTable } from '../adapters/repository-table.ts';
import type { addRepository as contract, Provider } from '../contract.ts';
import { type Credentials, readCredentials } from '../domain/credentials.ts';
import { checkUrl, providerOf, RepositoryRecord, refOf, repositoryIdOf, toRepository } from '../domain/repository.ts';
import { checkRef } from './check-ref.ts';
import type { Secrets } from './secrets.ts';
import type { signInWith } from './sign-in.ts';
import type { TableOf } from './table-of.ts';

interface Dependencies {
  readonly tableOf: TableOf;
  readonly provider: Pick<GitProvider, 'findTip'>;
  readonly signInWith: ReturnType<typeof signInWith>;
  readonly secrets: Pick<Secrets, 'createWebhookSecret' | 'storeCredentials' | 'removeWebhookSecret' | 'remove'>;
  readonly startReconciler: StartReconciler;
  readonly newHook: () => string;
  readonly apiUrl: string;
}

const exists = (name: string): DomainError =>
  new DomainError('resource.exists', `There is a repository ${name} already. Choose another name.`);

const checkFree = async (table: RepositoryTable, id: string, name: string): Promise<void> => {
  if (await table.find(id)) {
    throw exists(name);
  }
};

const readGiven = (
  place: { url: string; provider: Provider },
  {
    auth,
    secret,
    ...given
  }: Pick<InputOf<typeof contract>, 'auth' | 'secret' | 'username' | 'appId' | 'installationId'>,
): Credentials | undefined => {
  if (auth === undefined && secret === undefined) {
    return undefined;
  }
  if (auth === undefined || secret === undefined) {
    throw new DomainError(
      'input.invalid',
      'auth, secret: give both, or neither where anybody may read the repository.',
    );
  }
  return readCredentials(place, { auth, secret, ...given });
};

/** Adds a repository and starts to reconcile it; answers the webhook's secret, this once. */
export const addRepository = (deps: Dependencies): Implementation<typeof contract> => {
  /** Creates the record with the secrets it names; what was created for one that does not come to be is removed again. */
  const create = async (
    table: RepositoryTable,
    tenant: string,
    record: RepositoryRecord,
    credentials: Credentials | undefined,
  ): Promise<{ record: RepositoryRecord; webhookSecret: string }> => {
    const { id, hook, createdAt: setAt } = record;
    const webhookSecret = await deps.secrets.createWebhookSecret(tenant, hook);
    let secret: string | undefined;
    let isCreated = false;
    try {
      secret = credentials && (await deps.secrets.storeCredentials(tenant, id, credentials));
      const whole: RepositoryRecord = {
        ...record,
        ...(credentials && secret && { credentials: { kind: credentials.kind, setAt, secret } }),
      };
      isCreated = await table.create(whole);
      if (!isCreated) {
        throw exists(record.name);
      }
      return { record: whole, webhookSecret };
    } finally {
      // A write whose answer was lost may have been made.
      if (!isCreated && (await table.find(id))?.hook !== hook) {
        await deps.secrets.removeWebhookSecret(tenant, hook);
        await (secret && deps.secrets.remove(secret));
      }
    }
  };

  return async (input, { principal, now }) => {
    const {
      repository: name,
      url: givenUrl,
      provider,
      auth,
      username,
      appId,
      installationId,
      secret,
      ...settings
    } = input;
    const url = checkUrl(givenUrl);
    const id = repositoryIdOf(name);
    const table = deps.tableOf(principal);
    await checkFree(table, id, name);
    const place = { url, provider: provider ?? providerOf(url) };
    const credentials = readGiven(place, { auth, username, appId, installationId, secret });
    const remote = credentials ? await deps.signInWith(url, credentials) : { url };
    await checkRef(deps.provider, remote, refOf(settings));
    const at = now().toISOString();
    const added = await create(
      table,
      principal.tenant,
      RepositoryRecord.parse({
        ...settings,
        ...place,
        name,
        id,
        hook: deps.newHook(),
        createdAt: at,
        noticedAt: at,
        generation: 1,
        reconciled: 0,
        fence: 0,
        failures: 0,
      }),
      credentials,
    );
    await deps.startReconciler(principal.tenant, id);
    return { ...toRepository(added.record, deps.apiUrl, now()), webhookSecret: added.webhookSecret };
  };
};
