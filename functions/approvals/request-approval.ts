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
import { executions } from './adapters/executions.ts';
import * as contract from './contract.ts';
import { requestApproval } from './operations/request-approval.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    ...maskingVariables,
    PRINCIPAL_KEY_ID: z.string(),
    DECISION_MACHINE_ARN: z.string(),
  }),
);
const maskingOf = maskingKeys({
  client: new SecretsManagerClient(clientDefaults),
  secret: env.MASKING_SECRET_ARN,
  ip: env.MASKED_IP,
});
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const { start } = executions({ sfn: new SFNClient(clientDefaults), stateMachineArn: env.DECISION_MACHINE_ARN });

/** Takes requests of other capabilities, which invoke it with their caller's principal token. */
export const handler = serveOperations(
  [contract.requestApproval],
  [
    implement(
      contract.requestApproval,
      requestApproval({
        storeOf: (principal: Principal) => approvalStore(tenantStore(principal)),
        maskingOf,
        kinds: approvalKinds,
        start,
        random: Math.random,
      }),
    ),
  ],
  { verify: verifyPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }) },
);
