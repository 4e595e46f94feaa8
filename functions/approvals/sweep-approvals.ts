import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { directory, documentClient, forTenant } from '../shared/tenant-store.ts';
import { approvalStore, openApprovals } from './adapters/approval-store.ts';
import { executions, wake } from './adapters/executions.ts';
import { sweepApprovals } from './operations/sweep-approvals.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), DECISION_MACHINE_ARN: z.string() }));
const table = { client: documentClient(), table: env.TABLE_NAME };
const tenantStore = forTenant(table);
const sfn = new SFNClient(clientDefaults);

/** The minute's schedule: finds requests that nothing would come of. */
export const handler = eventFunction(
  z.unknown(),
  sweepApprovals({
    open: openApprovals(directory(table)),
    storeOf: (principal) => approvalStore(tenantStore(principal)),
    executions: executions({ sfn, stateMachineArn: env.DECISION_MACHINE_ARN }),
    wake: wake(sfn),
  }),
);
