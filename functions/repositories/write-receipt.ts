import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { artefacts } from '../shared/artefacts.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import { putEvents } from '../shared/put-events.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { removeSecret } from './adapters/credential-secrets.ts';
import { repositoryTable } from './adapters/repository-table.ts';
import { startTests } from './adapters/test-executions.ts';
import { webhookSecretName } from './adapters/webhook-secrets.ts';
import { Settlement } from './domain/receipt.ts';
import { writeReceipt } from './operations/write-receipt.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    ARTEFACT_BUCKET: z.string(),
    ...maskingVariables,
    BUS_NAME: z.string(),
    SECRET_PREFIX: z.string(),
    TESTS_ARN: z.string(),
  }),
);
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const remove = removeSecret({ client: new SecretsManagerClient(clientDefaults) });

/** The state that ends each reconciliation: receipt, event, lease given back. */
export const handler = eventFunction(
  Settlement,
  writeReceipt({
    tableOf: (principal) => repositoryTable(storeOf(principal)),
    startTests: startTests({ sfn: new SFNClient(clientDefaults), stateMachineArn: env.TESTS_ARN }),
    artefacts: artefacts({ s3: new S3Client(clientDefaults), bucket: env.ARTEFACT_BUCKET }),
    putEvents: putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME }),
    secrets: {
      removeWebhookSecret: (tenant, hook) => remove(webhookSecretName(env.SECRET_PREFIX, tenant, hook)),
      remove,
    },
    maskingOf: maskingKeys({
      client: new SecretsManagerClient(clientDefaults),
      secret: env.MASKING_SECRET_ARN,
      ip: env.MASKED_IP,
    }),
    now: () => new Date(),
  }),
);
