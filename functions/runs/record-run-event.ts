import * as z from 'zod';
import { airflow, airflowVariables } from '../shared/airflow.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { directory, documentClient, forTenant } from '../shared/tenant-store.ts';
import { runStore } from './adapters/run-store.ts';
import { recordRunEvent, SqsEvent } from './operations/record-run-event.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), ...airflowVariables }));
const table = { client: documentClient(), table: env.TABLE_NAME };
const tenantStore = forTenant(table);

/** Takes events of the bus from its queue and answers which to deliver again. */
export const handler = eventFunction(
  SqsEvent,
  recordRunEvent({
    storeOf: (principal) => runStore(tenantStore(principal)),
    directory: directory(table),
    airflowOf: airflow({ region: env.AWS_REGION, endpoint: env.AWS_ENDPOINT_URL, attempts: 1, timeout: 2_000 }),
    now: () => new Date(),
    random: Math.random,
  }),
);
