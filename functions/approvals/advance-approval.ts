import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { approvalKinds } from '../approval-kinds.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import { putEvents } from '../shared/put-events.ts';
import { directory, documentClient, forTenant } from '../shared/tenant-store.ts';
import { approvalStore, openApprovals } from './adapters/approval-store.ts';
import { wake } from './adapters/executions.ts';
import { ApprovalStep } from './contract.ts';
import { advanceApproval } from './operations/advance-approval.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), ...maskingVariables, BUS_NAME: z.string() }));
const table = { client: documentClient(), table: env.TABLE_NAME };
const maskingOf = maskingKeys({
  client: new SecretsManagerClient(clientDefaults),
  secret: env.MASKING_SECRET_ARN,
  ip: env.MASKED_IP,
});
const tenantStore = forTenant(table);

/** The states of `decide-approval` that keep the record. */
export const handler = eventFunction(
  ApprovalStep,
  advanceApproval({
    storeOf: (principal) => approvalStore(tenantStore(principal)),
    maskingOf,
    open: openApprovals(directory(table)),
    kinds: approvalKinds,
    wake: wake(new SFNClient(clientDefaults)),
    putEvents: putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME }),
    now: () => new Date(),
  }),
);
