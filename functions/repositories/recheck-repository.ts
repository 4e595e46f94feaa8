import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { queueFunction } from '../shared/queue-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { startReconciler } from './adapters/reconciler.ts';
import { repositoryTable } from './adapters/repository-table.ts';
import { RecheckEvent, recheckRepository } from './operations/recheck-repository.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string(), RECONCILER_ARN: z.string() }));
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });

/** Has a repository checked anew where something other than a push changed what a check finds. */
export const handler = queueFunction(
  RecheckEvent,
  recheckRepository({
    tableOf: (principal) => repositoryTable(storeOf(principal)),
    startReconciler: startReconciler({ sfn: new SFNClient(clientDefaults), stateMachineArn: env.RECONCILER_ARN }),
    now: () => new Date(),
  }),
);
