import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { approvalKinds } from '../approval-kinds.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import type { Principal } from '../shared/principal.ts';
import { verifyPrincipalToken } from '../shared/principal-token.ts';
import { implement, serveOperations } from '../shared/serve-operations.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { approvalStore } from './adapters/approval-store.ts';
import { wake } from './adapters/executions.ts';
import * as contract from './contract.ts';
import { decide } from './operations/decide.ts';
import { getApproval } from './operations/get-approval.ts';
import { listApprovals } from './operations/list-approvals.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), ...maskingVariables, PRINCIPAL_KEY_ID: z.string() }));
const maskingOf = maskingKeys({
  client: new SecretsManagerClient(clientDefaults),
  secret: env.MASKING_SECRET_ARN,
  ip: env.MASKED_IP,
});
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const storeOf = (principal: Principal) => approvalStore(tenantStore(principal));
const deciding = { storeOf, maskingOf, kinds: approvalKinds, wake: wake(new SFNClient(clientDefaults)) };

/** Serves the operations on requests for approvals. */
export const handler = serveOperations(
  contract.approvalOperations,
  [
    implement(contract.listApprovals, listApprovals({ storeOf })),
    implement(contract.getApproval, getApproval({ storeOf })),
    implement(contract.approveRequest, decide(deciding, 'approved')),
    implement(contract.rejectRequest, decide(deciding, 'rejected')),
  ],
  { verify: verifyPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }) },
);
