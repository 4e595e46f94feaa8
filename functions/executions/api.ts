import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import type { Principal } from '../shared/principal.ts';
import { verifyPrincipalToken } from '../shared/principal-token.ts';
import { implement, serveOperations } from '../shared/serve-operations.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { executionStore } from './adapters/execution-store.ts';
import * as contract from './contract.ts';
import { getExecution } from './operations/get-execution.ts';
import { listExecutions } from './operations/list-executions.ts';
import { showTrend } from './operations/show-trend.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), PRINCIPAL_KEY_ID: z.string() }));
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const storeOf = (principal: Principal) => executionStore(tenantStore(principal));

/** Serves the operations of the ledger. */
export const handler = serveOperations(
  contract.executionOperations,
  [
    implement(contract.listExecutions, listExecutions({ storeOf })),
    implement(contract.showTrend, showTrend({ storeOf })),
    implement(contract.getExecution, getExecution({ storeOf })),
  ],
  { verify: verifyPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }) },
);
