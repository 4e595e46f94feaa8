import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { ApprovedRequest } from '../approvals/contract.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { putEvents } from '../shared/put-events.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { waiverStore } from './adapters/waiver-store.ts';
import { waiveFinding } from './operations/waive-finding.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), BUS_NAME: z.string() }));
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });

/** Does what a security waiver's approval brings about. */
export const handler = eventFunction(
  ApprovedRequest,
  waiveFinding({
    waiversOf: (principal) => waiverStore(tenantStore(principal)),
    putEvents: putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME }),
  }),
);
