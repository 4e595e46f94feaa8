import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { toProblem } from '../shared/errors.ts';
import { eventFunction } from '../shared/event-function.ts';
import { logger, metrics } from '../shared/observability.ts';
import { directory, documentClient, forTenant } from '../shared/tenant-store.ts';
import { startReconciler } from './adapters/reconciler.ts';
import { repositoryTable } from './adapters/repository-table.ts';
import { webhookSecrets } from './adapters/webhook-secrets.ts';
import { repositoryMetrics } from './contract.ts';
import { receiveWebhook } from './operations/receive-webhook.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), RECONCILER_ARN: z.string(), SECRET_PREFIX: z.string() }));
const table = { client: documentClient(), table: env.TABLE_NAME };
const storeOf = forTenant(table);
const now = () => new Date();

const receive = receiveWebhook({
  directory: directory(table),
  secrets: webhookSecrets({ client: new SecretsManagerClient(clientDefaults), prefix: env.SECRET_PREFIX, now }),
  tableOf: (principal) => repositoryTable(storeOf(principal)),
  startReconciler: startReconciler({ sfn: new SFNClient(clientDefaults), stateMachineArn: env.RECONCILER_ARN }),
  now,
});

const WebhookRequest = z.object({
  pathParameters: z.object({ hook: z.string() }),
  headers: z.record(z.string(), z.string().optional()).default({}),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ requestId: z.string() }),
});
type WebhookRequest = z.infer<typeof WebhookRequest>;

const answer = (statusCode: number, type: string, requestId: string, body: unknown) => ({
  statusCode,
  headers: { 'content-type': type, 'cache-control': 'no-store', 'x-request-id': requestId },
  body: JSON.stringify(body),
});

const refuse = (error: unknown, requestId: string) => {
  const problem = toProblem(error, requestId);
  if (problem.status >= 500) {
    logger.error('webhook.failed', { error: error as Error });
  } else {
    logger.warn('webhook.refused', { problem: problem.type });
    metrics.addMetric(repositoryMetrics.webhookRefused, 'Count', 1);
  }
  return answer(problem.status, 'application/problem+json', requestId, problem);
};

const lowerCase = (headers: WebhookRequest['headers']): WebhookRequest['headers'] =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const serve = async ({ pathParameters, headers, body, isBase64Encoded, requestContext }: WebhookRequest) => {
  const { requestId } = requestContext;
  try {
    const received = await receive({
      hook: pathParameters.hook,
      headers: lowerCase(headers),
      body: isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
    });
    return answer(received.outcome === 'pong' ? 200 : 202, 'application/json', requestId, received);
  } catch (error) {
    return refuse(error, requestId);
  }
};

/** Receives the webhooks of all providers at `POST /hooks/{hook}`; anybody may call it, only signatures are believed. */
export const handler = eventFunction(WebhookRequest, serve);
