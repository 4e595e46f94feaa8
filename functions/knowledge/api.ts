import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { embedder } from '../shared/embedder.ts';
import { parseEnv } from '../shared/env.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import type { Principal } from '../shared/principal.ts';
import { verifyPrincipalToken } from '../shared/principal-token.ts';
import { putEvents } from '../shared/put-events.ts';
import { implement, serveOperations } from '../shared/serve-operations.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { diagnosisStore } from './adapters/diagnosis-store.ts';
import { documentBucket } from './adapters/document-bucket.ts';
import { documentReader } from './adapters/document-reader.ts';
import { knowledgeTable } from './adapters/knowledge-table.ts';
import { openSearchClient, passageIndex, searchVariables } from './adapters/passage-index.ts';
import { passageGenerations } from './adapters/passage-index-generations.ts';
import { startReindexer } from './adapters/reindexer.ts';
import * as contract from './contract.ts';
import { embeddingModel } from './domain/embedding-model.ts';
import { addSource } from './operations/add-source.ts';
import { getDiagnosis } from './operations/get-diagnosis.ts';
import { listSources } from './operations/list-sources.ts';
import { putDocument } from './operations/put-document.ts';
import { refreshSource } from './operations/refresh-source.ts';
import { removeDocument } from './operations/remove-document.ts';
import { removeSource } from './operations/remove-source.ts';
import { requestIngestion } from './operations/request-ingestion.ts';
import { searchKnowledge } from './operations/search-knowledge.ts';
import { showIndex } from './operations/show-index.ts';
import { startReindex } from './operations/start-reindex.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    DOCUMENT_BUCKET: z.string(),
    BUS_NAME: z.string(),
    PRINCIPAL_KEY_ID: z.string(),
    ...maskingVariables,
    EMBED_FUNCTION: z.string(),
    READ_FUNCTION: z.string(),
    OPENSEARCH_URL: z.url(),
    REINDEXER_ARN: z.string(),
    ...searchVariables,
  }),
);
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const tableOf = (principal: Principal) => knowledgeTable(storeOf(principal));
const bucketName = env.DOCUMENT_BUCKET;
const bucket = documentBucket({ s3: new S3Client(clientDefaults), bucket: bucketName });
const maskingOf = maskingKeys({
  client: new SecretsManagerClient(clientDefaults),
  secret: env.MASKING_SECRET_ARN,
  ip: env.MASKED_IP,
});
const request = requestIngestion({
  bucket,
  putEvents: putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME }),
});
const client = openSearchClient({ url: env.OPENSEARCH_URL, region: env.AWS_REGION });
const index = passageIndex({ client });
const generations = passageGenerations({ client });
// Rather a search by words than one that is late.
const lambda = new LambdaClient({ ...clientDefaults, maxAttempts: 2 });
const embed = embedder({
  lambda,
  functionName: env.EMBED_FUNCTION,
  timeout: 4_000,
  model: embeddingModel.name,
});
const readText = documentReader({ lambda, functionName: env.READ_FUNCTION, timeout: 10_000 });

/** Serves the operations on knowledge. */
export const handler = serveOperations(
  contract.knowledgeOperations,
  [
    implement(contract.searchKnowledge, searchKnowledge({ index, embed })),
    implement(contract.listSources, listSources({ tableOf, bucketName })),
    implement(contract.addSource, addSource({ tableOf, bucketName, request })),
    implement(contract.refreshSource, refreshSource({ tableOf, bucketName, request })),
    implement(contract.removeSource, removeSource({ tableOf, bucket, request })),
    implement(contract.putDocument, putDocument({ tableOf, bucket, readText, maskingOf })),
    implement(contract.removeDocument, removeDocument({ tableOf, bucket })),
    implement(contract.showIndex, showIndex({ generations })),
    implement(
      contract.reindexKnowledge,
      startReindex({
        generations,
        start: startReindexer({ sfn: new SFNClient(clientDefaults), stateMachineArn: env.REINDEXER_ARN }),
      }),
    ),
    implement(contract.getDiagnosis, getDiagnosis({ diagnosesOf: (principal) => diagnosisStore(storeOf(principal)) })),
  ],
  { verify: verifyPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }) },
);
