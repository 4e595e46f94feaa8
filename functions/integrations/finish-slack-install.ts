import { setTimeout as wait } from 'node:timers/promises';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { toProblem } from '../shared/errors.ts';
import { eventFunction } from '../shared/event-function.ts';
import { logger } from '../shared/observability.ts';
import { directory, documentClient, forTenant } from '../shared/tenant-store.ts';
import { readSlackClient } from './adapters/slack-app.ts';
import { slackStore } from './adapters/slack-store.ts';
import { storeToken } from './adapters/slack-tokens.ts';
import { slackWebApi } from './adapters/slack-web-api.ts';
import { finishInstall } from './operations/install-slack.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    SLACK_CLIENT_SECRET_ARN: z.string(),
    SECRET_PREFIX: z.string(),
    SLACK_URL: z.url(),
    API_URL: z.url(),
  }),
);
const table = { client: documentClient(), table: env.TABLE_NAME };
const storeOf = forTenant(table);
const client = new SecretsManagerClient(clientDefaults);

const finish = finishInstall({
  directory: directory(table),
  storeOf: (principal) => slackStore(storeOf(principal)),
  readClient: readSlackClient({ client, secret: env.SLACK_CLIENT_SECRET_ARN }),
  slack: slackWebApi({ slackUrl: env.SLACK_URL, random: Math.random, wait }),
  storeToken: storeToken({ client, prefix: env.SECRET_PREFIX }),
  apiUrl: env.API_URL,
  slackUrl: env.SLACK_URL,
  now: () => new Date(),
});

const Redirect = z.object({
  queryStringParameters: z
    .object({ code: z.string().max(500).optional(), state: z.string().max(1_000).optional() })
    .catch({}),
  requestContext: z.object({ requestId: z.string() }),
});

/** Text, since a page of ours needs no marks, and nothing of it can be taken for any. */
const page = (statusCode: number, text: string) => ({
  statusCode,
  headers: {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'private, no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  },
  body: `${text}\n`,
});

/** Where Slack sends the browser of whoever installed the app, at `GET /slack/oauth`; only a state of ours is believed. */
export const handler = eventFunction(Redirect, async ({ queryStringParameters, requestContext }) => {
  const { code, state } = queryStringParameters;
  if (code === undefined || state === undefined) {
    return page(400, 'Nothing was connected. Get a new link: navigator slack install');
  }
  try {
    const { name } = await finish({ code, state });
    return page(200, `${name} is connected. Say hello there: /navigator help`);
  } catch (error) {
    const { status, detail } = toProblem(error, requestContext.requestId);
    if (status >= 500) {
      logger.error('slack.not-installed', { error: error as Error });
    }
    return page(status, detail);
  }
});
