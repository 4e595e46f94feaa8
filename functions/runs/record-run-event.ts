import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { airflow, airflowVariables } from '../shared/airflow.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { putEvents } from '../shared/put-events.ts';
import { queueFunction } from '../shared/queue-function.ts';
import { directory, documentClient, forTenant } from '../shared/tenant-store.ts';
import { runStore } from './adapters/run-store.ts';
import { announcingStore } from './operations/announce-runs.ts';
import { BusEvent, recordRunEvent } from './operations/record-run-event.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), BUS_NAME: z.string(), ...airflowVariables }));
const table = { client: documentClient(), table: env.TABLE_NAME };
const tenantStore = forTenant(table);
const put = putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME });

/** Takes events of the bus from its queue and answers which to deliver again. */
export const handler = queueFunction(
  BusEvent,
  recordRunEvent({
    storeOf: (principal) =>
      announcingStore(runStore(tenantStore(principal)), { putEvents: put, tenant: principal.tenant }),
    directory: directory(table),
    airflowOf: airflow({ region: env.AWS_REGION, endpoint: env.AWS_ENDPOINT_URL, attempts: 1, timeout: 2_000 }),
    now: () => new Date(),
    random: Math.random,
  }),
);
