import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { ConversationReported, chatEvents } from '../chat/contract.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { callOperation } from '../shared/call-operation.ts';
import { parseEnv } from '../shared/env.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import type { Principal } from '../shared/principal.ts';
import { queueFunction } from '../shared/queue-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { actForKey } from './adapters/act-for-key.ts';
import { slackStore } from './adapters/slack-store.ts';
import { loadToken, removeToken } from './adapters/slack-tokens.ts';
import { slackWebApi } from './adapters/slack-web-api.ts';
import { openWork } from './adapters/work-queue.ts';
import { Work } from './domain/slack/work.ts';
import { answerSlack } from './operations/answer-slack.ts';
import { reportToSlack } from './operations/report-to-slack.ts';
import { speakerOf } from './operations/speak.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    SECRET_PREFIX: z.string(),
    SLACK_URL: z.url(),
    CHAT_FUNCTION: z.string(),
    ACT_FOR_KEY_FUNCTION: z.string(),
    ...maskingVariables,
  }),
);

const client = new SecretsManagerClient(clientDefaults);
const tokens = { client, prefix: env.SECRET_PREFIX };
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const now = () => new Date();
// One attempt, as long as chat may take: what fails is in the queue once more, and done once by its key.
const patient = new LambdaClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 30_000 },
});
const deps = {
  storeOf: (principal: Principal) => slackStore(tenantStore(principal)),
  speakerOf: speakerOf({
    slack: slackWebApi({ slackUrl: env.SLACK_URL, random: Math.random, wait }),
    loadToken: loadToken(tokens),
    now,
  }),
  removeToken: removeToken(tokens),
  actForKey: actForKey({ lambda: new LambdaClient(clientDefaults), functionName: env.ACT_FOR_KEY_FUNCTION }),
  chat: callOperation({ lambda: patient, functionName: env.CHAT_FUNCTION }),
  random: randomBytes,
  now,
};

const open = openWork(maskingKeys({ client, secret: env.MASKING_SECRET_ARN, ip: env.MASKED_IP }));
const answer = answerSlack(deps);
const report = reportToSlack(deps);

const Reported = z.object({ 'detail-type': z.literal(chatEvents.reported), detail: ConversationReported });

/** Answers what people say in Slack, and tells them there what became of what takes longer. */
export const handler = queueFunction(z.union([Work, Reported]), async (message) =>
  'request' in message ? answer(await open(message)) : report(message.detail),
);
