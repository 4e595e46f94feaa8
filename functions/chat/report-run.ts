import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { actForKey } from '../shared/act-for-key.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { parseEnv } from '../shared/env.ts';
import { putEvents } from '../shared/put-events.ts';
import { queueFunction } from '../shared/queue-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { connectionsAt } from './adapters/connections.ts';
import { eventStore } from './adapters/event-store.ts';
import { followStore } from './adapters/follow-store.ts';
import { listenerStore } from './adapters/listener-store.ts';
import { putOff } from './adapters/report-queue.ts';
import { announceEvent } from './operations/announce-event.ts';
import { pushEvent } from './operations/push-event.ts';
import { EndOfRun, reportRun } from './operations/report-run.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    BUS_NAME: z.string(),
    REPORT_QUEUE_URL: z.string(),
    ACT_FOR_KEY_FUNCTION: z.string(),
    CONNECTIONS_URL: z.string(),
  }),
);
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });

/** Tells conversations of the end of the runs that they began. */
export const handler = queueFunction(
  EndOfRun,
  reportRun({
    followsOf: (owner) => followStore(tenantStore(owner)),
    actForKey: actForKey({ lambda: new LambdaClient(clientDefaults), functionName: env.ACT_FOR_KEY_FUNCTION }),
    announce: announceEvent({
      eventsOf: (owner) => eventStore(tenantStore(owner), owner),
      push: pushEvent({
        listenersOf: (owner) => listenerStore(tenantStore(owner), owner),
        connections: connectionsAt(env.CONNECTIONS_URL),
      }),
    }),
    putEvents: putEvents({ client: new EventBridgeClient(clientDefaults), bus: env.BUS_NAME }),
    putOff: putOff({ client: new SQSClient(clientDefaults), queue: env.REPORT_QUEUE_URL }),
    now: () => new Date(),
  }),
);
