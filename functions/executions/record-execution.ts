import * as z from 'zod';
import { parseEnv } from '../shared/env.ts';
import { queueFunction } from '../shared/queue-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { executionStore } from './adapters/execution-store.ts';
import { BusEvent, recordExecution } from './operations/record-execution.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string() }));
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });

/** Writes the ledger from what other capabilities put on the bus. */
export const handler = queueFunction(
  BusEvent,
  recordExecution({ storeOf: (principal) => executionStore(tenantStore(principal)) }),
);
