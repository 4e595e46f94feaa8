import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { airflow, airflowVariables } from '../shared/airflow.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { callOperation } from '../shared/call-operation.ts';
import { parseEnv } from '../shared/env.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import type { Principal } from '../shared/principal.ts';
import { verifyPrincipalToken } from '../shared/principal-token.ts';
import { putEvents } from '../shared/put-events.ts';
import { implement, serveOperations } from '../shared/serve-operations.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { runStore } from './adapters/run-store.ts';
import { taskLogs } from './adapters/task-logs.ts';
import * as contract from './contract.ts';
import { announcingStore } from './operations/announce-runs.ts';
import { cancelRun } from './operations/cancel-run.ts';
import { getRun } from './operations/get-run.ts';
import { listRuns } from './operations/list-runs.ts';
import { readLogs } from './operations/read-logs.ts';
import { triggerRun } from './operations/trigger-run.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    PRINCIPAL_KEY_ID: z.string(),
    WORKFLOWS_FUNCTION: z.string(),
    BUS_NAME: z.string(),
    ...maskingVariables,
    ...airflowVariables,
  }),
);
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const put = putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME });
const storeOf = (principal: Principal) =>
  announcingStore(runStore(tenantStore(principal)), { putEvents: put, tenant: principal.tenant });
const airflowOf = airflow({ region: env.AWS_REGION, endpoint: env.AWS_ENDPOINT_URL, attempts: 2, timeout: 5_000 });
const call = callOperation({ lambda: new LambdaClient(clientDefaults), functionName: env.WORKFLOWS_FUNCTION });

/** Serves the operations on runs. */
export const handler = serveOperations(
  contract.runOperations,
  [
    implement(contract.triggerRun, triggerRun({ storeOf, airflowOf, call, random: Math.random })),
    implement(contract.listRuns, listRuns({ storeOf })),
    implement(contract.getRun, getRun({ storeOf, airflowOf })),
    implement(contract.cancelRun, cancelRun({ storeOf, airflowOf })),
    implement(
      contract.readLogs,
      readLogs({
        storeOf,
        logs: taskLogs({ client: new CloudWatchLogsClient(clientDefaults) }),
        maskingOf: maskingKeys({
          client: new SecretsManagerClient(clientDefaults),
          secret: env.MASKING_SECRET_ARN,
          ip: env.MASKED_IP,
        }),
      }),
    ),
  ],
  { verify: verifyPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }) },
);
