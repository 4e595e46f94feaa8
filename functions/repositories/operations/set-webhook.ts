import { DomainError } from '../../shared/errors.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { SetWebhook } from '../adapters/git-webhooks.ts';
import type { setWebhook as contract, Provider } from '../contract.ts';
import { checkTransport } from '../domain/credentials.ts';
import { webhookUrlOf } from '../domain/repository.ts';
import type { Secrets } from './secrets.ts';
import { loadRepository, type TableOf } from './table-of.ts';

interface Dependencies {
  readonly tableOf: TableOf;
  readonly webhookApis: Readonly<Record<Exclude<Provider, 'git'>, SetWebhook>>;
  readonly newSecret: () => string;
  readonly secrets: Pick<Secrets, 'changeWebhookSecret'>;
  readonly apiUrl: string;
}

/** Sets the webhook at the provider where there is a token to do it with; else answers a new secret to be entered by hand. */
export const setWebhook = (deps: Dependencies): Implementation<typeof contract> => {
  const setAtProvider = async (
    { url, provider }: { url: string; provider: Provider },
    token: string,
    wanted: { url: string; secret: string },
  ): Promise<void> => {
    if (provider === 'git') {
      throw new DomainError(
        'state.unsuitable',
        'It is not known whose API this server speaks. Say it first: `navigator repo update NAME --provider gitlab`, or github, bitbucket, gitea.',
      );
    }
    checkTransport(url);
    await deps.webhookApis[provider](url, token.trim(), wanted);
  };

  return async ({ repository, token }, { principal }) => {
    const table = deps.tableOf(principal);
    const record = await loadRepository(table, repository);
    const { id, hook, provider } = record;
    const wanted = { url: webhookUrlOf(record, deps.apiUrl), secret: deps.newSecret() };
    if (token !== undefined) {
      await setAtProvider(record, token, wanted);
    }
    await deps.secrets.changeWebhookSecret(principal.tenant, hook, wanted.secret);
    // How changes were noticed before says nothing of this webhook.
    await table.amend(id, { set: { noticedByWebhook: 0, noticedByPoll: 0, noticedByAsking: 0 } });
    return {
      repository,
      provider,
      webhookUrl: wanted.url,
      isSet: token !== undefined,
      ...(token === undefined && { webhookSecret: wanted.secret }),
    };
  };
};
