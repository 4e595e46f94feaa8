import * as z from 'zod';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { directory, documentClient, forTenant } from '../shared/tenant-store.ts';
import { findKeyByHash } from './adapters/key-table.ts';
import { authorizeConnection } from './operations/authorize-connection.ts';
import { presentKey } from './operations/present-key.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string().min(1) }));
const table = { client: documentClient(), table: env.TABLE_NAME };

const findKey = findKeyByHash({ directory: directory(table), forTenant: forTenant(table) });
const authorize = authorizeConnection({ present: presentKey({ findKey, now: () => new Date() }) });

/** What is needed of a WebSocket API's REQUEST authorizer event. */
const AuthorizerEvent = z.object({
  methodArn: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
});

/** The WebSocket API's authorizer: API key in, whose it is out. */
export const handler = eventFunction(AuthorizerEvent, ({ headers, methodArn }) => authorize(headers, methodArn));
