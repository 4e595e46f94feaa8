import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { keyTable } from './adapters/key-table.ts';
import { mintPrincipalToken } from './adapters/mint-principal-token.ts';
import { ActForKeyInput } from './contract.ts';
import { actForKey } from './operations/act-for-key.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string().min(1), PRINCIPAL_KEY_ID: z.string().min(1) }));
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });

/** Invoked by doors that hold a link to somebody for longer than a request; IAM names them one by one. */
export const handler = eventFunction(
  ActForKeyInput,
  actForKey({
    keysOf: (principal) => keyTable(storeOf(principal)),
    mint: mintPrincipalToken({ kms: new KMSClient(clientDefaults), keyId: env.PRINCIPAL_KEY_ID }),
    now: () => new Date(),
  }),
);
