import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { embedder } from '../shared/embedder.ts';
import { parseEnv } from '../shared/env.ts';
import { putEvents } from '../shared/put-events.ts';
import { queueFunction } from '../shared/queue-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { diagnosisStore } from './adapters/diagnosis-store.ts';
import { documentBucket } from './adapters/document-bucket.ts';
import { knowledgeTable } from './adapters/knowledge-table.ts';
import { openSearchClient, passageIndex, searchVariables } from './adapters/passage-index.ts';
import { embeddingModel } from './domain/embedding-model.ts';
import { DocumentEvent, ingestDocument } from './operations/ingest-document.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    DOCUMENT_BUCKET: z.string(),
    BUS_NAME: z.string(),
    OPENSEARCH_URL: z.url(),
    EMBED_FUNCTION: z.string(),
    ...searchVariables,
  }),
);
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });
/** Takes in what changes in the document bucket. */
export const handler = queueFunction(
  DocumentEvent,
  ingestDocument({
    tableOf: (principal) => knowledgeTable(storeOf(principal)),
    diagnosesOf: (principal) => diagnosisStore(storeOf(principal)),
    bucket: documentBucket({ s3: new S3Client(clientDefaults), bucket: env.DOCUMENT_BUCKET }),
    embed: embedder({
      lambda: new LambdaClient(clientDefaults),
      functionName: env.EMBED_FUNCTION,
      timeout: 30_000,
      model: embeddingModel.name,
    }),
    index: passageIndex({ client: openSearchClient({ url: env.OPENSEARCH_URL, region: env.AWS_REGION }) }),
    putEvents: putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME }),
    now: () => new Date(),
  }),
);
