import { setTimeout as wait } from 'node:timers/promises';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { queueFunction } from '../shared/queue-function.ts';
import { rememberSecret } from '../shared/remember-secret.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { loadCredentials } from './adapters/credential-secrets.ts';
import { installationTokens } from './adapters/git-github-app.ts';
import { setCheckRun, statusApis } from './adapters/git-statuses.ts';
import { repositoryTable } from './adapters/repository-table.ts';
import { receiptPages } from './operations/receipt-pages.ts';
import { PushSettledEvent, reportPush } from './operations/report-push.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), RECEIPT_SECRET_ARN: z.string(), API_URL: z.url() }));
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const client = new SecretsManagerClient(clientDefaults);
const now = () => new Date();

/** Shows at its commit, on its Git server, what became of each push. */
export const handler = queueFunction(
  PushSettledEvent,
  reportPush({
    tableOf: (principal) => repositoryTable(storeOf(principal)),
    loadCredentials: loadCredentials({ client }),
    statusApis,
    setCheckRun: setCheckRun({ tokenOf: installationTokens({ now }, { checks: 'write' }) }),
    pageOf: receiptPages({
      readKey: rememberSecret({ client, secret: env.RECEIPT_SECRET_ARN }),
      apiUrl: env.API_URL,
    }),
    now,
    random: Math.random,
    wait,
  }),
);
