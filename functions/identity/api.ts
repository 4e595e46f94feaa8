import { randomBytes } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { parseEnv } from '../shared/env.ts';
import type { Principal } from '../shared/principal.ts';
import { verifyPrincipalToken } from '../shared/principal-token.ts';
import { implement, serveOperations } from '../shared/serve-operations.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { keyTable } from './adapters/key-table.ts';
import * as contract from './contract.ts';
import { createKey } from './operations/create-key.ts';
import { describeApi } from './operations/describe-api.ts';
import { listKeys } from './operations/list-keys.ts';
import { revokeKey } from './operations/revoke-key.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string().min(1), PRINCIPAL_KEY_ID: z.string().min(1) }));
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const keys = (principal: Principal) => keyTable(storeOf(principal));

/** Serves `/api/identity` and the API's own description. */
export const handler = serveOperations(
  contract.identityOperations,
  [
    implement(contract.whoami, async (_input, { principal }) => principal),
    implement(contract.createKey, createKey({ keys, random: randomBytes })),
    implement(contract.listKeys, listKeys({ keys })),
    implement(contract.revokeKey, revokeKey({ keys })),
    implement(contract.describeApi, describeApi()),
  ],
  { verify: verifyPrincipalToken({ kms: new KMSClient(), keyId: env.PRINCIPAL_KEY_ID }) },
);
