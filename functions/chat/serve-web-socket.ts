import { LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { actForKey } from '../shared/act-for-key.ts';
import { clientDefaults } from '../shared/aws-clients.ts';
import { callOperation } from '../shared/call-operation.ts';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { documentClient, forTenant } from '../shared/tenant-store.ts';
import { connectionsAt } from './adapters/connections.ts';
import { listenerStore } from './adapters/listener-store.ts';
import { webSocketProtocol } from './contract.ts';
import type { Owner } from './operations/announce-event.ts';
import { serveFrame } from './operations/serve-frame.ts';

const env = parseEnv(
  z.object({
    TABLE_NAME: z.string(),
    CHAT_FUNCTION: z.string(),
    ACT_FOR_KEY_FUNCTION: z.string(),
    CONNECTIONS_URL: z.string(),
  }),
);
const tenantStore = forTenant({ client: documentClient(), table: env.TABLE_NAME });
const listenersOf = (owner: Owner) => listenerStore(tenantStore(owner), owner);
// One attempt: a second one could say something twice. Times are in milliseconds.
const once = new LambdaClient({ maxAttempts: 1, requestHandler: { connectionTimeout: 1_000, requestTimeout: 20_000 } });
const frames = serveFrame({
  actForKey: actForKey({ lambda: new LambdaClient(clientDefaults), functionName: env.ACT_FOR_KEY_FUNCTION }),
  callChat: callOperation({ lambda: once, functionName: env.CHAT_FUNCTION }),
  listenersOf,
  connections: connectionsAt(env.CONNECTIONS_URL),
  now: () => new Date(),
});

/** What is needed of a WebSocket API's event; `authorizer` is what the authoriser found when the connection was opened. */
const WebSocketEvent = z.object({
  requestContext: z.object({
    eventType: z.enum(['CONNECT', 'MESSAGE', 'DISCONNECT']),
    connectionId: z.string(),
    requestId: z.string(),
    authorizer: z.object({ tenant: z.string(), key: z.string() }),
  }),
  headers: z.record(z.string(), z.string()).nullish(),
  body: z.string().nullish(),
});

/** Whoever offered sub-protocols waits for one of them to be chosen. */
const accept = (headers: Readonly<Record<string, string>>) => {
  const isOffered = Object.keys(headers).some((name) => name.toLowerCase() === 'sec-websocket-protocol');
  return { statusCode: 200, ...(isOffered && { headers: { 'Sec-WebSocket-Protocol': webSocketProtocol } }) };
};

/** The WebSocket door: opens, takes frames, closes. What takes long is done by others, who send the frames that tell of it. */
export const handler = eventFunction(WebSocketEvent, async ({ requestContext, headers, body }) => {
  const { eventType, connectionId: id, requestId, authorizer } = requestContext;
  if (eventType === 'CONNECT') {
    return accept(headers ?? {});
  }
  if (eventType === 'DISCONNECT') {
    await listenersOf({ tenant: authorizer.tenant, subject: { kind: 'key', id: authorizer.key } }).remove(id);
  } else {
    await frames({ id, ...authorizer }, body ?? '', requestId);
  }
  return { statusCode: 200 };
});
