import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { Directory } from '../../shared/tenant-store.ts';
import type { SlackClient } from '../adapters/slack-app.ts';
import { type SlackStore, workspaceKind } from '../adapters/slack-store.ts';
import type { SlackWebApi } from '../adapters/slack-web-api.ts';
import type { installSlack as operation, Workspace } from '../contract.ts';
import { readState, writeState } from '../domain/slack/install-state.ts';
import { addressesOf, botScopes } from '../domain/slack/manifest.ts';

interface Deployment {
  readonly readClient: () => Promise<SlackClient>;
  readonly storeOf: (principal: Principal) => SlackStore;
  readonly apiUrl: string;
  readonly slackUrl: string;
}

/** Milliseconds for which an installation may be begun. */
const lifetime = 10 * 60_000;

/** Gives the link to Slack's consent page: https://docs.slack.dev/authentication/installing-with-oauth */
export const installSlack =
  ({
    readClient,
    storeOf,
    apiUrl,
    slackUrl,
    newNonce,
  }: Deployment & { readonly newNonce: () => string }): Implementation<typeof operation> =>
  async (_input, { principal, now }) => {
    const { clientId, clientSecret } = await readClient();
    const until = new Date(now().getTime() + lifetime);
    const nonce = newNonce();
    await storeOf(principal).beginInstall(nonce, until);
    const url = new URL('/oauth/v2/authorize', slackUrl);
    url.search = new URLSearchParams({
      client_id: clientId,
      scope: botScopes.join(','),
      redirect_uri: addressesOf(apiUrl).redirect,
      state: writeState(clientSecret, { tenant: principal.tenant, nonce, until }),
    }).toString();
    return { url: url.href, expiresAt: until.toISOString() };
  };

interface Finishing extends Deployment {
  readonly directory: Pick<Directory, 'find'>;
  readonly slack: Pick<SlackWebApi, 'exchangeCode'>;
  readonly storeToken: (tenant: string, team: string, token: string) => Promise<void>;
  readonly now: () => Date;
}

const stale = (): DomainError =>
  new DomainError(
    'state.unsuitable',
    'This link was used already, or its ten minutes are over. Get a new one: navigator slack install',
  );

/** Ends an installation where Slack sends the browser: the workspace belongs to the tenant that asked for it. */
export const finishInstall =
  ({ readClient, storeOf, apiUrl, directory, slack, storeToken, now }: Finishing) =>
  async ({ code, state }: { readonly code: string; readonly state: string }): Promise<Workspace> => {
    const { clientId: id, clientSecret: secret } = await readClient();
    const begun = readState(secret, state, now());
    if (!begun) {
      throw stale();
    }
    const { tenant, nonce } = begun;
    const store = storeOf(systemPrincipal(tenant, 'finish-slack-install'));
    if (!(await store.takeInstall(nonce))) {
      throw stale();
    }
    const { token, team, scopes } = await slack.exchangeCode({ id, secret }, code, addressesOf(apiUrl).redirect);
    if (!team) {
      throw new DomainError('state.unsuitable', 'Install it in a workspace, not in a whole organisation.');
    }
    const missing = botScopes.filter((scope) => !scopes.includes(scope));
    if (missing.length > 0) {
      throw new DomainError(
        'state.unsuitable',
        `The app lacks ${missing.join(', ')}. Bring it in step with \`navigator slack manifest\`, then install it again.`,
      );
    }
    const owner = await directory.find(workspaceKind, team.id);
    const workspace = { team: team.id, name: team.name, installedAt: now().toISOString() };
    if ((owner && owner.tenant !== tenant) || !(await store.addWorkspace(workspace, owner === undefined))) {
      throw new DomainError(
        'resource.exists',
        `${team.name} is connected to another tenant. An administrator of that one runs \`navigator slack uninstall ${team.id}\` first.`,
      );
    }
    await storeToken(tenant, team.id, token);
    logger.info('slack.installed', { tenant, team: team.id });
    return workspace;
  };
