import { randomBytes } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { verifyPrincipalToken } from '../shared/principal-token.ts';
import { implement, serveOperations } from '../shared/serve-operations.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { gitProvider } from './adapters/git.ts';
import { startReconciler } from './adapters/reconciler.ts';
import { repositoryTable } from './adapters/repository-table.ts';
import { createWebhookSecret } from './adapters/webhook-secrets.ts';
import * as contract from './contract.ts';
import { addRepository } from './operations/add-repository.ts';
import { getRepository } from './operations/get-repository.ts';
import { listPushes } from './operations/list-pushes.ts';
import { listRepositories } from './operations/list-repositories.ts';
import { syncRepository } from './operations/sync-repository.ts';
import type { TableOf } from './operations/table-of.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    PRINCIPAL_KEY_ID: z.string(),
    RECONCILER_ARN: z.string(),
    SECRET_PREFIX: z.string(),
    API_URL: z.url(),
  }),
);

const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const tableOf: TableOf = (principal) => repositoryTable(storeOf(principal));
const deps = {
  tableOf,
  provider: gitProvider(),
  createSecret: createWebhookSecret({ client: new SecretsManagerClient(clientDefaults), prefix: env.SECRET_PREFIX }),
  startReconciler: startReconciler({ sfn: new SFNClient(clientDefaults), stateMachineArn: env.RECONCILER_ARN }),
  newHook: () => randomBytes(16).toString('hex'),
  apiUrl: env.API_URL,
};

/** The Lambda that serves the operations of repositories. */
export const handler = serveOperations(
  contract.repositoryOperations,
  [
    implement(contract.addRepository, addRepository(deps)),
    implement(contract.listRepositories, listRepositories(deps)),
    implement(contract.getRepository, getRepository(deps)),
    implement(contract.syncRepository, syncRepository(deps)),
    implement(contract.listPushes, listPushes(deps)),
  ],
  { verify: verifyPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }) },
);
