import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { maskingKeys, maskingVariables } from '../shared/masking-key.ts';
import { putEvents } from '../shared/put-events.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { startReconciler } from './adapters/reconciler.ts';
import { repositoryTable } from './adapters/repository-table.ts';
import { testRuns } from './adapters/test-runs.ts';
import { settleTests, TestsEnd } from './operations/settle-tests.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    ...maskingVariables,
    BUS_NAME: z.string(),
    RECONCILER_ARN: z.string(),
  }),
);
const storeOf = forTenant({ client: documentClient(), table: env.TABLE_NAME });

/** The state that ends each run of a repository's own tests. */
export const handler = eventFunction(
  TestsEnd,
  settleTests({
    runsOf: (principal) => testRuns(storeOf(principal)),
    tableOf: (principal) => repositoryTable(storeOf(principal)),
    maskingOf: maskingKeys({
      client: new SecretsManagerClient(clientDefaults),
      secret: env.MASKING_SECRET_ARN,
      ip: env.MASKED_IP,
    }),
    putEvents: putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME }),
    startReconciler: startReconciler({ sfn: new SFNClient(clientDefaults), stateMachineArn: env.RECONCILER_ARN }),
    now: () => new Date(),
  }),
);
