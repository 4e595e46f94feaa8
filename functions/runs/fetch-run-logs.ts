import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { airflow, airflowVariables } from '../shared/airflow.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import { queueFunction } from '../shared/queue-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { putDocument } from './adapters/document-bucket.ts';
import { runStore } from './adapters/run-store.ts';
import { taskLogs } from './adapters/task-logs.ts';
import { RunChanged } from './contract.ts';
import { fetchRunLogs } from './operations/fetch-run-logs.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    DOCUMENT_BUCKET: z.string(),
    ...maskingVariables,
    ...airflowVariables,
  }),
);
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const fetchLogs = fetchRunLogs({
  storeOf: (principal) => runStore(tenantStore(principal)),
  airflowOf: airflow({ region: env.AWS_REGION, endpoint: env.AWS_ENDPOINT_URL, attempts: 2 }),
  logs: taskLogs({ client: new CloudWatchLogsClient(clientDefaults) }),
  maskingOf: maskingKeys({
    client: new SecretsManagerClient(clientDefaults),
    secret: env.MASKING_SECRET_ARN,
    ip: env.MASKED_IP,
  }),
  putDocument: putDocument({ s3: new S3Client(clientDefaults), bucket: env.DOCUMENT_BUCKET }),
  now: () => new Date(),
  sleep,
});

/** Takes ends of runs from its queue, one at a time, and writes down what their tasks wrote. */
export const handler = queueFunction(z.object({ detail: RunChanged }), ({ detail }) => fetchLogs(detail));
