import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { directory, documentClient, forTenant } from '../shared/tenant-store.ts';
import { gitProvider } from './adapters/git.ts';
import { startReconciler } from './adapters/reconciler.ts';
import { repositoryTable } from './adapters/repository-table.ts';
import { sweepRepositories } from './operations/sweep-repositories.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), RECONCILER_ARN: z.string() }));
const table = { client: documentClient(), table: env.TABLE_NAME };
const storeOf = forTenant(table);

/** The minute's schedule: finds what webhooks and reconcilers left behind. */
export const handler = eventFunction(
  z.unknown(),
  sweepRepositories({
    directory: directory(table),
    tableOf: (principal) => repositoryTable(storeOf(principal)),
    provider: gitProvider(),
    startReconciler: startReconciler({ sfn: new SFNClient(clientDefaults), stateMachineArn: env.RECONCILER_ARN }),
    now: () => new Date(),
  }),
);
