import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { parseEnv } from '../shared/env.ts';
import { eventFunction } from '../shared/event-function.ts';
import { directory, documentClient, forTenant } from '../shared/tenant-store.ts';
import { findKeyByHash } from './adapters/key-table.ts';
import { mintPrincipalToken } from './adapters/mint-principal-token.ts';
import { authorizeRequest } from './operations/authorize-request.ts';
import { presentKey } from './operations/present-key.ts';

const env = parseEnv(z.object({ TABLE_NAME: z.string().min(1), PRINCIPAL_KEY_ID: z.string().min(1) }));
const table = { client: documentClient(), table: env.TABLE_NAME };

const now = () => new Date();
const findKey = findKeyByHash({ directory: directory(table), forTenant: forTenant(table) });
const authorize = authorizeRequest({
  present: presentKey({ findKey, now }),
  mint: mintPrincipalToken({ kms: new KMSClient(), keyId: env.PRINCIPAL_KEY_ID }),
  now,
});

/** What is needed of an HTTP API's REQUEST authorizer event (payload 2.0), whose header names are in lower case. */
const AuthorizerEvent = z.object({
  headers: z.object({ authorization: z.string().optional() }).default({}),
});

/** The HTTP API's authorizer: API key in, principal token out. */
export const handler = eventFunction(AuthorizerEvent, ({ headers }) => authorize(headers.authorization));
