import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { rememberSecret } from '../shared/remember-secret.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { repositoryTable } from './adapters/repository-table.ts';
import { testRuns } from './adapters/test-runs.ts';
import { pageHeaders } from './domain/receipt-page.ts';
import { showReceipt } from './operations/show-receipt.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), RECEIPT_SECRET_ARN: z.string() }));
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });

const show = showReceipt({
  tableOf: (principal) => repositoryTable(storeOf(principal)),
  runsOf: (principal) => testRuns(storeOf(principal)),
  readKey: rememberSecret({ client: new SecretsManagerClient(clientDefaults), secret: env.RECEIPT_SECRET_ARN }),
  now: () => new Date(),
});

const PageRequest = z.object({
  queryStringParameters: z.object({ of: z.string().max(1_000).catch('') }).catch({ of: '' }),
});

/** Shows a push to whoever has its link, at `GET /receipts?of=…`. */
export const handler = eventFunction(PageRequest, async ({ queryStringParameters }) => {
  const { status, page } = await show(queryStringParameters.of);
  return { statusCode: status, headers: pageHeaders, body: page };
});
