import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { gitProvider } from './adapters/git.ts';
import { repositoryTable } from './adapters/repository-table.ts';
import { RenewLeaseInput, renewLease } from './operations/renew-lease.ts';
import { signInByKeptCredentials } from './operations/sign-in.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string() }));
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const now = () => new Date();

/** The state that keeps the lease while Airflow takes its time. */
export const handler = eventFunction(
  RenewLeaseInput,
  renewLease({
    tableOf: (principal) => repositoryTable(storeOf(principal)),
    provider: gitProvider(),
    signIn: signInByKeptCredentials({ client: new SecretsManagerClient(clientDefaults), now }),
    now,
  }),
);
