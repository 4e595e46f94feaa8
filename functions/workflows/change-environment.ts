import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { ApprovedRequest } from '../approvals/contract.ts';
import { airflowVariables } from '../shared/airflow.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { putEvents } from '../shared/put-events.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { environmentChanges } from './adapters/environment-changes.ts';
import { mwaa } from './adapters/mwaa.ts';
import { changeEnvironment } from './operations/change-environment.ts';

const env = parseEnv(
  z.object({ TABLE_NAME: z.string(), BUS_NAME: z.string(), DAG_BUCKET: z.string(), ...airflowVariables }),
);
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const s3 = new S3Client(clientDefaults);

/** Does what an environment change's approval brings about, as far as it has come. */
export const handler = eventFunction(
  ApprovedRequest,
  changeEnvironment({
    changesOf: (principal) => environmentChanges(tenantStore(principal)),
    mwaa: mwaa({ region: env.AWS_REGION, endpoint: env.AWS_ENDPOINT_URL }),
    putRequirements: async (key, text) => {
      await s3.send(new PutObjectCommand({ Bucket: env.DAG_BUCKET, Key: key, Body: text, ContentType: 'text/plain' }));
    },
    putEvents: putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME }),
    now: () => new Date(),
  }),
);
