import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { airflow, airflowVariables } from '../shared/airflow.ts';
import { artefacts } from '../shared/artefacts.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import { putEvents } from '../shared/put-events.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { dagBucket } from './adapters/dag-bucket.ts';
import { workflowStore } from './adapters/workflow-store.ts';
import { PublishedReconciliation } from './contract.ts';
import { confirmLive } from './operations/confirm-live.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    ARTEFACT_BUCKET: z.string(),
    ...maskingVariables,
    DAG_BUCKET: z.string(),
    BUS_NAME: z.string(),
    ...airflowVariables,
  }),
);
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const s3 = new S3Client(clientDefaults);

/** The state that asks Airflow whether it shows the release. It asks again anyway, so one call need not be patient. */
export const handler = eventFunction(
  PublishedReconciliation,
  confirmLive({
    storeOf: (principal) => workflowStore(tenantStore(principal)),
    artefacts: artefacts({ s3, bucket: env.ARTEFACT_BUCKET }),
    bucket: dagBucket({ s3, bucket: env.DAG_BUCKET }),
    airflowOf: airflow({ region: env.AWS_REGION, endpoint: env.AWS_ENDPOINT_URL, attempts: 1, timeout: 4_000 }),
    putEvents: putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME }),
    maskingOf: maskingKeys({
      client: new SecretsManagerClient(clientDefaults),
      secret: env.MASKING_SECRET_ARN,
      ip: env.MASKED_IP,
    }),
    now: () => new Date(),
    sleep,
  }),
);
