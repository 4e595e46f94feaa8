import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import { type Grant, isAllowed, type Level, type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { KeyTable } from '../adapters/key-table.ts';
import { createKey as createKeyContract } from '../contract.ts';
import { grantsFor, hashKey, type StoredKey } from '../domain/api-key.ts';
import { actForKey } from './act-for-key.ts';
import { authorizeConnection } from './authorize-connection.ts';
import { authorizeRequest } from './authorize-request.ts';
import { createKey } from './create-key.ts';
import { createTenant } from './create-tenant.ts';
import { listKeys } from './list-keys.ts';
import { presentKey } from './present-key.ts';
import { revokeKey } from './revoke-key.ts';

const start = new Date('2026-01-01T00:00:00Z');
const later = (days: number): Date => new Date(start.getTime() + days * 86_400_000);

/** One tenant's keys in memory, with the same conditions as the table's. */
const memoryTable = () => {
  const keys = new Map<string, StoredKey>();
  let revision: number | undefined;
  const add = (key: StoredKey): boolean => !keys.has(key.apiKey.id) && Boolean(keys.set(key.apiKey.id, key));
  const table: KeyTable = {
    load: async (id) => keys.get(id),
    list: async () => ({ items: [...keys.values()] }),
    all: async () => [...keys.values()],
    revision: async () => revision,
    add: async (key) => add(key),
    addFirst: async (key, seen) => {
      if (seen !== revision) {
        return false;
      }
      revision = (revision ?? 0) + 1;
      return add(key);
    },
    revoke: async (id, revokedAt, seen) => {
      const key = keys.get(id);
      if (!key || seen !== revision) {
        return false;
      }
      revision += 1;
      keys.set(id, { ...key, revokedAt });
      return true;
    },
  };
  return table;
};

/** Bytes that differ from call to call, the same in every test. */
const countingBytes = () => {
  let count = 0;
  return (size: number): Uint8Array => {
    count += 1;
    return createHash('sha512').update(String(count)).digest().subarray(0, size);
  };
};

const callOf = (principal: Principal, now = start): Call => ({
  principal,
  principalToken: 'token',
  authorise: (resource) => {
    if (!isAllowed(principal, { system: 'automatrix', level: 'admin' }, resource)) {
      throw new DomainError('access.denied', resource);
    }
  },
  now: () => now,
  requestId: 'r',
});

const caller = (systems: Grant[]): Principal => ({ ...systemPrincipal('acme', 'test'), systems });
const admin = caller(grantsFor('admin', ['*']));
const companyAdmin = caller(grantsFor('admin', ['company/*']));

const inform = vi.spyOn(logger, 'info');

let table: KeyTable;
let random: (size: number) => Uint8Array;
const keys = () => table;

beforeEach(() => {
  inform.mockReset().mockImplementation(() => undefined);
  table = memoryTable();
  random = countingBytes();
});

const foundTenant = (now = start) =>
  createTenant({ keys, random, now: () => now })({ tenant: 'acme', person: 'kim@example.com' });
const create = (principal: Principal, level: Level, resources: string[], expiresInDays?: number) =>
  createKey({ keys, random })(
    createKeyContract.input.parse({ name: 'n', person: 'lee@example.com', level, resources, expiresInDays }),
    callOf(principal),
  );
const revoke = (principal: Principal, key: string, now = start) => revokeKey({ keys })({ key }, callOf(principal, now));
const list = (principal: Principal) => listKeys({ keys })({ limit: 25 }, callOf(principal));

const mintedFor: Principal[] = [];
const mint = async (principal: Principal) => {
  mintedFor.push(principal);
  return `token of ${principal.subject.id}`;
};
const findKey = async (hash: string) => {
  const stored = (await table.all()).find((each) => each.hash === hash);
  return stored && { tenant: 'acme', stored };
};
const present = (now: Date) => presentKey({ findKey, now: () => now });
const authorize = (authorization: string | undefined, now = start) =>
  authorizeRequest({ present: present(now), mint, now: () => now })(authorization);

describe('create-tenant', () => {
  it("answers an administrator's key, which opens the door", async () => {
    const first = await foundTenant();
    expect(first).toMatchObject({ person: 'kim@example.com', systems: grantsFor('admin', ['*']) });
    await expect(authorize(`Bearer ${first.key}`)).resolves.toEqual({
      isAuthorized: true,
      context: { principalToken: `token of ${first.id}` },
    });
    expect(mintedFor.at(-1)).toMatchObject({ tenant: 'acme', systems: grantsFor('admin', ['*']) });
  });

  it('keeps the hash of the key only', async () => {
    const { key, id } = await foundTenant();
    const stored = await table.load(id);
    expect(stored?.hash).toBe(hashKey(key));
    expect(JSON.stringify(stored)).not.toContain(key.split('_').at(-1));
  });

  it('refuses a tenant that somebody administers', async () => {
    await foundTenant();
    await expect(foundTenant()).rejects.toMatchObject({ code: 'resource.exists' });
    await expect(table.all()).resolves.toHaveLength(1);
  });

  it('refuses the second of two at the same time', async () => {
    const outcomes = await Promise.allSettled([foundTenant(), foundTenant()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('gives a new key to a tenant that has no administrator any more', async () => {
    const first = await foundTenant();
    await table.revoke(first.id, start.toISOString(), 1);
    await expect(foundTenant()).resolves.toMatchObject({ systems: grantsFor('admin', ['*']) });
  });
});

describe('keys.create', () => {
  it('gives a key that expires when asked', async () => {
    const { key, expiresAt } = await create(admin, 'read', ['company/*'], 30);
    expect(expiresAt).toBe(later(30).toISOString());
    await expect(authorize(`Bearer ${key}`, later(29))).resolves.toMatchObject({ isAuthorized: true });
    await expect(authorize(`Bearer ${key}`, later(30))).resolves.toEqual({ isAuthorized: false });
  });

  it("gives nothing above the caller's own rights", async () => {
    await expect(create(companyAdmin, 'admin', ['company/sales'])).resolves.toBeDefined();
    await expect(create(companyAdmin, 'read', ['*'])).rejects.toMatchObject({ code: 'access.denied' });
    await expect(create(companyAdmin, 'read', ['company/sales', 'community/etl'])).rejects.toMatchObject({
      code: 'access.denied',
    });
    const automatrixOnly = caller([{ system: 'automatrix', level: 'admin', resources: ['*'] }]);
    await expect(create(automatrixOnly, 'write', ['*'])).rejects.toThrow(/relaycore/);
  });
});

describe('keys.list', () => {
  it('shows the keys within the rights of the caller, never a revoked one, a hash or a key', async () => {
    await foundTenant();
    const sales = await create(admin, 'write', ['company/sales']);
    const gone = await create(admin, 'read', ['company/sales']);
    await revoke(admin, gone.id);
    expect((await list(admin)).items).toHaveLength(2);
    const { key: _key, ...shown } = sales;
    expect((await list(companyAdmin)).items).toEqual([shown]);
  });
});

describe('keys.revoke', () => {
  it('closes the door at once, and again without harm', async () => {
    await foundTenant();
    const { id, key } = await create(admin, 'read', ['*']);
    await expect(revoke(admin, id)).resolves.toEqual({ id, revokedAt: start.toISOString() });
    await expect(authorize(`Bearer ${key}`)).resolves.toEqual({ isAuthorized: false });
    await expect(revoke(admin, id, later(1))).resolves.toEqual({ id, revokedAt: start.toISOString() });
  });

  it("refuses the last administrator's key until there is another", async () => {
    const first = await foundTenant();
    await create(admin, 'admin', ['company/*']);
    await create(admin, 'write', ['*']);
    await expect(revoke(admin, first.id)).rejects.toMatchObject({ code: 'state.unsuitable' });
    await create(admin, 'admin', ['*']);
    await expect(revoke(admin, first.id)).resolves.toMatchObject({ id: first.id });
  });

  it('does not count an administrator whose key has expired', async () => {
    const first = await foundTenant();
    await create(admin, 'admin', ['*'], 1);
    await expect(revoke(admin, first.id, later(2))).rejects.toMatchObject({ code: 'state.unsuitable' });
  });

  it('leaves one of the last two administrators when both are revoked at the same time', async () => {
    const first = await foundTenant();
    const second = await create(admin, 'admin', ['*']);
    const outcomes = await Promise.allSettled([revoke(admin, first.id), revoke(admin, second.id)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('refuses a key with rights beyond those of the caller, and one that is not there', async () => {
    const first = await foundTenant();
    await create(admin, 'admin', ['*']);
    await expect(revoke(companyAdmin, first.id)).rejects.toMatchObject({ code: 'access.denied' });
    await expect(revoke(admin, 'k0')).rejects.toMatchObject({ code: 'resource.unknown' });
  });
});

describe('the authorizer', () => {
  it.each([undefined, '', 'Bearer x', `Bearer nav_000000000000_${'A'.repeat(43)}`])('refuses %s', async (header) => {
    await foundTenant();
    await expect(authorize(header)).resolves.toEqual({ isAuthorized: false });
  });

  it('refuses what the directory leads to by mistake', async () => {
    const { key, id } = await foundTenant();
    const stored = await table.load(id);
    const misled = authorizeRequest({
      present: presentKey({
        findKey: async () => stored && { tenant: 'acme', stored: { ...stored, hash: hashKey('another') } },
        now: () => start,
      }),
      mint: async () => 'token',
      now: () => start,
    });
    await expect(misled(`Bearer ${key}`)).resolves.toEqual({ isAuthorized: false });
  });

  it('says why it refused a key, and never the key', async () => {
    const { id, key } = await create(admin, 'read', ['*'], 1);
    await authorize(`Bearer ${key}`, later(2));
    await authorize(`Bearer ${key.slice(0, -1)}`);
    expect(inform.mock.calls).toEqual([
      ['key.refused', { reason: 'expired', key: id }],
      ['key.refused', { reason: 'malformed', key: undefined }],
    ]);
  });
});

describe('a WebSocket', () => {
  const resource = 'arn:aws:execute-api:eu-central-1:123456789012:api/ws/$connect';
  const connect = async (headers: Record<string, string>, now = start) => {
    const { policyDocument, context } = await authorizeConnection({ present: present(now) })(headers, resource);
    expect(policyDocument.Statement).toMatchObject([{ Action: 'execute-api:Invoke', Resource: resource }]);
    return policyDocument.Statement[0]?.Effect === 'Allow' ? context : 'refused';
  };

  it('is opened with a key in a header, or beside the sub-protocol as browsers can', async () => {
    const { id, key } = await foundTenant();
    const whose = { tenant: 'acme', key: id };
    await expect(connect({ Authorization: `Bearer ${key}` })).resolves.toEqual(whose);
    await expect(connect({ authorization: `Bearer ${key}` })).resolves.toEqual(whose);
    await expect(connect({ 'Sec-WebSocket-Protocol': `navigator, ${key}` })).resolves.toEqual(whose);
  });

  it('is opened with nothing else', async () => {
    await foundTenant();
    const expiring = await create(admin, 'read', ['*'], 1);
    await expect(connect({})).resolves.toBe('refused');
    await expect(connect({ 'sec-websocket-protocol': 'navigator' })).resolves.toBe('refused');
    await expect(connect({ authorization: `Bearer ${expiring.key.slice(0, -1)}x` })).resolves.toBe('refused');
    await expect(connect({ authorization: `Bearer ${expiring.key}` }, later(2))).resolves.toBe('refused');
  });
});

describe('whoever acts for a key', () => {
  const act = (key: string, now = start) =>
    actForKey({ keysOf: () => table, mint, now: () => now })({ tenant: 'acme', key });

  it('has the rights that it has now', async () => {
    const { id } = await foundTenant();
    await expect(act(id)).resolves.toEqual({ principalToken: `token of ${id}` });
    expect(mintedFor.at(-1)).toMatchObject({ tenant: 'acme', subject: { kind: 'key', id, person: 'kim@example.com' } });
  });

  it('has none once it is revoked or expired, or where there is none', async () => {
    await foundTenant();
    const { id } = await create(admin, 'read', ['*'], 1);
    await expect(act(id, later(2))).resolves.toEqual({ refused: 'expired' });
    await table.revoke(id, start.toISOString(), (await table.revision()) ?? 0);
    await expect(act(id)).resolves.toEqual({ refused: 'revoked' });
    await expect(act('k0')).resolves.toEqual({ refused: 'unknown' });
  });
});
