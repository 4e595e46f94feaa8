import * as z from 'zod';
import { page, paging, Timestamp } from '../shared/fields.ts';
import { defineOperation } from '../shared/operation.ts';
import { Grant, Principal } from '../shared/principal.ts';

/** An API key as it may be shown: never the key itself. */
export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  person: z.email(),
  systems: z.array(Grant),
  createdAt: Timestamp,
  expiresAt: Timestamp.optional(),
});
export type ApiKey = z.infer<typeof ApiKey>;

const NewKey = ApiKey.extend({ key: z.string().describe('shown this once') });

export const whoami = defineOperation({
  id: 'identity.whoami',
  summary: 'Show who you are and what you may do',
  examples: [
    'who am I',
    'what may I do',
    'which tenant is this',
    'what am I allowed to do',
    'show my permissions',
    'whoami',
  ],
  http: { method: 'GET', path: '/api/identity' },
  command: 'whoami',
  input: z.object({}),
  output: Principal,
  access: { system: 'automatrix', level: 'read' },
  effect: 'read',
  since: '1',
});

export const createKey = defineOperation({
  id: 'keys.create',
  summary: 'Create an API key for a named person',
  examples: [
    'create an API key for kim@example.com',
    'give kim@example.com read access',
    'make a new key for kim@example.com',
    'new API key called ci for kim@example.com',
    'I need an API key',
    'I need a read key for kim@example.com',
  ],
  http: { method: 'POST', path: '/api/identity/keys' },
  command: 'key create <name>',
  input: z.object({
    name: z.string().min(1).max(80).describe('what the key is for'),
    person: z.email().describe('whose key it is'),
    level: z.enum(['read', 'write', 'admin']).default('read').describe('what it may do'),
    resources: z
      .array(
        z
          .string()
          .max(120)
          .regex(/^(\*|[a-z0-9][a-z0-9/-]*(\/\*)?)$/, 'use *, a repository, or a namespace such as company/*'),
      )
      .min(1)
      .max(100)
      .default(['*'])
      .describe('on which resources; `company/*` is a namespace'),
    expiresInDays: z.coerce.number().int().min(1).max(365).optional(),
  }),
  output: NewKey,
  access: { system: 'automatrix', level: 'admin', resource: 'loaded' },
  effect: 'write',
  since: '1',
});

export const listKeys = defineOperation({
  id: 'keys.list',
  summary: 'List the API keys of your tenant',
  examples: ['list API keys', 'who has keys', 'show all keys', 'which keys are there', 'who has access'],
  http: { method: 'GET', path: '/api/identity/keys' },
  command: 'key list',
  input: z.object(paging),
  output: page(ApiKey),
  access: { system: 'automatrix', level: 'admin' },
  effect: 'read',
  since: '1',
});

export const revokeKey = defineOperation({
  id: 'keys.revoke',
  summary: 'Revoke an API key at once',
  examples: ['revoke key k1', 'delete the API key k1', 'disable key k1', 'take back the key k1'],
  http: { method: 'DELETE', path: '/api/identity/keys/{key}' },
  command: 'key revoke <key>',
  input: z.object({ key: z.string().min(1).describe('the key id, as `key list` shows it') }),
  output: z.object({ id: z.string(), revokedAt: Timestamp }),
  access: { system: 'automatrix', level: 'admin', resource: 'loaded' },
  effect: 'destructive',
  since: '1',
});

export const describeApi = defineOperation({
  id: 'platform.describe',
  summary: 'Show the OpenAPI 3.1 document of this API',
  examples: ['show the API description', 'openapi', 'show me the OpenAPI document', 'give me the openapi spec'],
  http: { method: 'GET', path: '/api/openapi.json' },
  command: 'openapi',
  input: z.object({}),
  output: z.record(z.string(), z.unknown()),
  access: { system: 'automatrix', level: 'read' },
  effect: 'read',
  since: '1',
});

export const identityOperations = [whoami, createKey, listKeys, revokeKey, describeApi] as const;

/** What the account's administrator asks of the `create-tenant` function; it answers with a `NewKey`, once. */
export const CreateTenantInput = z.object({
  tenant: Principal.shape.tenant,
  person: z.email(),
});
export type NewKey = z.infer<typeof NewKey>;

/**
 * What a function of ours asks of `act-for-key`, that answers for somebody whose key it was shown before: over a WebSocket,
 * or in Slack. The answer is what the key may do now.
 */
export const ActForKeyInput = z.object({
  tenant: Principal.shape.tenant,
  key: z.string().min(1).describe("the key's id, never the key"),
});
export const ActForKeyOutput = z.union([
  z.object({ principalToken: z.string() }),
  z.object({ refused: z.enum(['unknown', 'revoked', 'expired']) }),
]);
export type ActForKeyOutput = z.infer<typeof ActForKeyOutput>;
