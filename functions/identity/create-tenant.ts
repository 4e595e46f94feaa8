import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { keyTable } from './adapters/key-table.ts';
import { CreateTenantInput } from './contract.ts';
import { createTenant } from './operations/create-tenant.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string().min(1) }));
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });

/** Invoked by the account's administrator only, whom IAM lets; answers the first administrator's key, once. */
export const handler = eventFunction(
  CreateTenantInput,
  createTenant({ keys: (principal) => keyTable(storeOf(principal)), random: randomBytes, now: () => new Date() }),
);
