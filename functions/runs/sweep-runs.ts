import * as z from 'zod';
import { airflow, airflowVariables } from '../shared/airflow.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { directory, documentClient, forTenant } from '../shared/tenant-store.ts';
import { runStore } from './adapters/run-store.ts';
import { sweepRuns } from './operations/sweep-runs.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), ...airflowVariables }));
const table = { client: documentClient(), table: env.TABLE_NAME };
const tenantStore = forTenant(table);

/** Runs each minute. */
export const handler = eventFunction(
  z.unknown(),
  sweepRuns({
    storeOf: (principal) => runStore(tenantStore(principal)),
    directory: directory(table),
    airflowOf: airflow({ region: env.AWS_REGION, endpoint: env.AWS_ENDPOINT_URL, attempts: 1, timeout: 5_000 }),
    now: () => new Date(),
    random: Math.random,
  }),
);
