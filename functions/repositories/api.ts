import { randomBytes } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import type { Principal } from '../shared/principal.ts';
import { verifyPrincipalToken } from '../shared/principal-token.ts';
import { rememberSecret } from '../shared/remember-secret.ts';
import { implement, serveOperations } from '../shared/serve-operations.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { removeSecret, storeCredentials } from './adapters/credential-secrets.ts';
import { gitProvider } from './adapters/git.ts';
import { installationTokens } from './adapters/git-github-app.ts';
import { webhookApis } from './adapters/git-webhooks.ts';
import { readRound, startReconciler } from './adapters/reconciler.ts';
import { repositoryTable } from './adapters/repository-table.ts';
import { testRuns } from './adapters/test-runs.ts';
import {
  changeWebhookSecret,
  createWebhookSecret,
  newWebhookSecret,
  webhookSecretName,
} from './adapters/webhook-secrets.ts';
import * as contract from './contract.ts';
import { addRepository } from './operations/add-repository.ts';
import {
  pauseRepository,
  removeRepository,
  resumeRepository,
  syncRepository,
  updateRepository,
} from './operations/change-repository.ts';
import { getRepository } from './operations/get-repository.ts';
import { listPushes } from './operations/list-pushes.ts';
import { listRepositories } from './operations/list-repositories.ts';
import { receiptPages } from './operations/receipt-pages.ts';
import type { Secrets } from './operations/secrets.ts';
import { setCredentials } from './operations/set-credentials.ts';
import { setWebhook } from './operations/set-webhook.ts';
import { signInWith } from './operations/sign-in.ts';
import type { TableOf } from './operations/table-of.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    PRINCIPAL_KEY_ID: z.string(),
    RECONCILER_ARN: z.string(),
    SECRET_PREFIX: z.string(),
    RECEIPT_SECRET_ARN: z.string(),
    API_URL: z.url(),
  }),
);

const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const tableOf: TableOf = (principal) => repositoryTable(storeOf(principal));
const secretsManager = new SecretsManagerClient(clientDefaults);
const secretPlace = { client: secretsManager, prefix: env.SECRET_PREFIX };
const remove = removeSecret(secretPlace);
const secrets: Secrets = {
  createWebhookSecret: createWebhookSecret(secretPlace),
  changeWebhookSecret: changeWebhookSecret(secretPlace),
  removeWebhookSecret: (tenant, hook) => remove(webhookSecretName(env.SECRET_PREFIX, tenant, hook)),
  storeCredentials: storeCredentials(secretPlace),
  remove,
};
const now = () => new Date();
const deps = {
  tableOf,
  runsOf: (principal: Principal) => testRuns(storeOf(principal)),
  provider: gitProvider(),
  signInWith: signInWith({ installationToken: installationTokens({ now }) }),
  secrets,
  startReconciler: startReconciler({ sfn: new SFNClient(clientDefaults), stateMachineArn: env.RECONCILER_ARN }),
  newHook: () => randomBytes(16).toString('hex'),
  newSecret: newWebhookSecret,
  webhookApis,
  apiUrl: env.API_URL,
  pageOf: receiptPages({
    readKey: rememberSecret({ client: secretsManager, secret: env.RECEIPT_SECRET_ARN }),
    apiUrl: env.API_URL,
  }),
  // Asked again within a second by whoever watches, so it is not asked twice.
  readRound: readRound({ sfn: new SFNClient({ ...clientDefaults, maxAttempts: 1 }) }),
};

/** The Lambda that serves the operations of repositories. */
export const handler = serveOperations(
  contract.repositoryOperations,
  [
    implement(contract.addRepository, addRepository(deps)),
    implement(contract.listRepositories, listRepositories(deps)),
    implement(contract.getRepository, getRepository(deps)),
    implement(contract.syncRepository, syncRepository(deps)),
    implement(contract.updateRepository, updateRepository(deps)),
    implement(contract.pauseRepository, pauseRepository(deps)),
    implement(contract.resumeRepository, resumeRepository(deps)),
    implement(contract.removeRepository, removeRepository(deps)),
    implement(contract.setCredentials, setCredentials(deps)),
    implement(contract.setWebhook, setWebhook(deps)),
    implement(contract.listPushes, listPushes(deps)),
  ],
  { verify: verifyPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }) },
);
