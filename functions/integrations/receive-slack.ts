import { randomBytes } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { toProblem } from '../shared/errors.ts';
import { eventFunction } from '../shared/event-function.ts';
import { freshSecrets } from '../shared/fresh-secrets.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import { logger, metrics } from '../shared/observability.ts';
import { directory, documentClient, forTenant } from '../shared/tenant-store.ts';
import { slackStore } from './adapters/slack-store.ts';
import { sendWork } from './adapters/work-queue.ts';
import { integrationMetrics } from './contract.ts';
import { Door } from './domain/slack/read-request.ts';
import { receiveSlack } from './operations/receive-slack.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    SLACK_SIGNING_SECRET_ARN: z.string(),
    QUEUE_URL: z.string(),
    ...maskingVariables,
  }),
);
const table = { client: documentClient(), table: env.TABLE_NAME };
const storeOf = forTenant(table);
const now = () => new Date();
const client = new SecretsManagerClient(clientDefaults);
const secrets = freshSecrets({ client, now });

const receive = receiveSlack({
  directory: directory(table),
  storeOf: (principal) => slackStore(storeOf(principal)),
  findSecret: () => secrets.find(env.SLACK_SIGNING_SECRET_ARN),
  findSecretAgain: () => secrets.findAgain(env.SLACK_SIGNING_SECRET_ARN),
  sendWork: sendWork({
    sqs: new SQSClient(clientDefaults),
    queueUrl: env.QUEUE_URL,
    maskingOf: maskingKeys({ client, secret: env.MASKING_SECRET_ARN, ip: env.MASKED_IP }),
    randomBytes,
  }),
  now,
});

const SlackRequest = z.object({
  pathParameters: z.object({ door: z.string() }),
  headers: z.record(z.string(), z.string().optional()).default({}),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ requestId: z.string() }),
});
type SlackRequest = z.infer<typeof SlackRequest>;

const answer = (statusCode: number, body: unknown) => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: body === undefined ? '' : JSON.stringify(body),
});

const refuse = (error: unknown, requestId: string) => {
  const problem = toProblem(error, requestId);
  if (problem.status >= 500) {
    logger.error('slack.failed', { error: error as Error });
  } else {
    logger.warn('slack.request-refused', { problem: problem.type });
    metrics.addMetric(integrationMetrics.slackRefused, 'Count', 1);
  }
  return answer(problem.status, problem);
};

const serve = async ({ pathParameters, headers, body, isBase64Encoded, requestContext }: SlackRequest) => {
  const door = Door.safeParse(pathParameters.door).data;
  if (!door) {
    return answer(404, { message: 'Not Found' });
  }
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  try {
    const acknowledgement = await receive({
      door,
      timestamp: named['x-slack-request-timestamp'],
      signature: named['x-slack-signature'],
      body: isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
    });
    return answer(200, acknowledgement);
  } catch (error) {
    return refuse(error, requestContext.requestId);
  }
};

/** Receives what Slack sends at `POST /slack/{door}`; anybody may call it, only signatures are believed. */
export const handler = eventFunction(SlackRequest, serve);
