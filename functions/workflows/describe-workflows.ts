import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { airflow, airflowVariables } from '../shared/airflow.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import { queueFunction } from '../shared/queue-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { documentBucket } from './adapters/document-bucket.ts';
import { workflowStore } from './adapters/workflow-store.ts';
import { describeWorkflows, WorkflowsEvent } from './operations/describe-workflows.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    DOCUMENT_BUCKET: z.string(),
    ...maskingVariables,
    ...airflowVariables,
  }),
);
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });

/** Writes down what workflows are for and what they do, to be found. */
export const handler = queueFunction(
  WorkflowsEvent,
  describeWorkflows({
    storeOf: (principal) => workflowStore(tenantStore(principal)),
    airflowOf: airflow({ region: env.AWS_REGION, endpoint: env.AWS_ENDPOINT_URL }),
    documents: documentBucket({ s3: new S3Client(clientDefaults), bucket: env.DOCUMENT_BUCKET }),
    maskingOf: maskingKeys({
      client: new SecretsManagerClient(clientDefaults),
      secret: env.MASKING_SECRET_ARN,
      ip: env.MASKED_IP,
    }),
  }),
);
