import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { artefacts } from '../shared/artefacts.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import { queueFunction } from '../shared/queue-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { documentBucket } from './adapters/document-bucket.ts';
import { documentReader } from './adapters/document-reader.ts';
import { knowledgeTable } from './adapters/knowledge-table.ts';
import { collectDocuments, PushSettledEvent } from './operations/collect-documents.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    ARTEFACT_BUCKET: z.string(),
    DOCUMENT_BUCKET: z.string(),
    READ_FUNCTION: z.string(),
    ...maskingVariables,
  }),
);
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const s3 = new S3Client(clientDefaults);

/** Brings the documents of a repository in step with each push. */
export const handler = queueFunction(
  PushSettledEvent,
  collectDocuments({
    tableOf: (principal) => knowledgeTable(storeOf(principal)),
    artefacts: artefacts({ s3, bucket: env.ARTEFACT_BUCKET }),
    bucket: documentBucket({ s3, bucket: env.DOCUMENT_BUCKET }),
    readText: documentReader({
      lambda: new LambdaClient(clientDefaults),
      functionName: env.READ_FUNCTION,
      timeout: 10_000,
    }),
    maskingOf: maskingKeys({
      client: new SecretsManagerClient(clientDefaults),
      secret: env.MASKING_SECRET_ARN,
      ip: env.MASKED_IP,
    }),
    now: () => new Date(),
  }),
);
