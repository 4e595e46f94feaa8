import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import type { Principal } from '../shared/principal.ts';
import { verifyPrincipalToken } from '../shared/principal-token.ts';
import { implement, serveOperations } from '../shared/serve-operations.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { readSlackClient } from './adapters/slack-app.ts';
import { slackStore } from './adapters/slack-store.ts';
import { loadToken, removeToken } from './adapters/slack-tokens.ts';
import { slackWebApi } from './adapters/slack-web-api.ts';
import * as contract from './contract.ts';
import { manifestOf } from './domain/slack/manifest.ts';
import { installSlack } from './operations/install-slack.ts';
import { linkSlack, listLinks, unlinkSlack } from './operations/link-slack.ts';
import { listWorkspaces, uninstallSlack } from './operations/uninstall-slack.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    PRINCIPAL_KEY_ID: z.string(),
    SLACK_CLIENT_SECRET_ARN: z.string(),
    SECRET_PREFIX: z.string(),
    SLACK_URL: z.url(),
    API_URL: z.url(),
  }),
);

const client = new SecretsManagerClient(clientDefaults);
const tokens = { client, prefix: env.SECRET_PREFIX };
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const deps = {
  storeOf: (principal: Principal) => slackStore(tenantStore(principal)),
  readClient: readSlackClient({ client, secret: env.SLACK_CLIENT_SECRET_ARN }),
  slack: slackWebApi({ slackUrl: env.SLACK_URL, random: Math.random, wait }),
  loadToken: loadToken(tokens),
  removeToken: removeToken(tokens),
  apiUrl: env.API_URL,
  slackUrl: env.SLACK_URL,
  newNonce: () => randomBytes(16).toString('hex'),
};

/** Serves what connects other products with the platform. */
export const handler = serveOperations(
  contract.integrationOperations,
  [
    implement(contract.showManifest, async () => manifestOf(env.API_URL)),
    implement(contract.installSlack, installSlack(deps)),
    implement(contract.listWorkspaces, listWorkspaces(deps)),
    implement(contract.uninstallSlack, uninstallSlack(deps)),
    implement(contract.linkSlack, linkSlack(deps)),
    implement(contract.listLinks, listLinks(deps)),
    implement(contract.unlinkSlack, unlinkSlack(deps)),
  ],
  { verify: verifyPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }) },
);
