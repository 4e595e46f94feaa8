import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { putEvents } from '../shared/put-events.ts';
import { directory, documentClient, forTenant } from '../shared/tenant-store.ts';
import { gitProvider } from './adapters/git.ts';
import { startReconciler } from './adapters/reconciler.ts';
import { repositoryTable } from './adapters/repository-table.ts';
import { signInByKeptCredentials } from './operations/sign-in.ts';
import { sweepRepositories } from './operations/sweep-repositories.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), RECONCILER_ARN: z.string(), BUS_NAME: z.string() }));
const table = { client: documentClient(), table: env.TABLE_NAME };
const storeOf = forTenant(table);
const now = () => new Date();

/** The minute's schedule: finds what webhooks and reconcilers left behind. */
export const handler = eventFunction(
  z.unknown(),
  sweepRepositories({
    directory: directory(table),
    tableOf: (principal) => repositoryTable(storeOf(principal)),
    provider: gitProvider(),
    signIn: signInByKeptCredentials({ client: new SecretsManagerClient(clientDefaults), now }),
    putEvents: putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME }),
    startReconciler: startReconciler({ sfn: new SFNClient(clientDefaults), stateMachineArn: env.RECONCILER_ARN }),
    now,
  }),
);
