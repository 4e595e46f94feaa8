import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { SlackStore } from '../adapters/slack-store.ts';
import type { SlackWebApi } from '../adapters/slack-web-api.ts';
import type { listWorkspaces as listing, uninstallSlack as operation } from '../contract.ts';

interface Dependencies {
  readonly storeOf: (principal: Principal) => SlackStore;
  readonly slack: Pick<SlackWebApi, 'revoke'>;
  readonly loadToken: (tenant: string, team: string) => Promise<string | undefined>;
  readonly removeToken: (tenant: string, team: string) => Promise<void>;
}

/** Disconnects a workspace: its bot token is revoked, and everything of it forgotten. */
export const uninstallSlack =
  ({ storeOf, slack, loadToken, removeToken }: Dependencies): Implementation<typeof operation> =>
  async ({ team }, { principal }) => {
    const store = storeOf(principal);
    if (!(await store.findWorkspace(team))) {
      throw new DomainError('resource.unknown', `team: ${team} is not connected. \`slack list\` shows those that are.`);
    }
    const token = await loadToken(principal.tenant, team);
    if (token !== undefined) {
      try {
        await slack.revoke(token);
      } catch (error) {
        // Revoked there already, or Slack is away: what is left of it here goes all the same.
        logger.warn('slack.not-revoked', { team, error: error as Error });
      }
    }
    await removeToken(principal.tenant, team);
    await store.removeWorkspace(team);
    return { team };
  };

/** Lists the connected workspaces. */
export const listWorkspaces =
  ({ storeOf }: Pick<Dependencies, 'storeOf'>): Implementation<typeof listing> =>
  (page, { principal }) =>
    storeOf(principal).listWorkspaces(page);
