import { beforeEach, describe, expect, it } from 'vitest';
import type { Directory, Item, TenantStore, TenantWrite } from '../../shared/tenant-store.ts';
import type { StoredKey } from '../domain/api-key.ts';
import { findKeyByHash, keyTable } from './key-table.ts';

const key: StoredKey = {
  apiKey: { id: 'k1', name: 'n', person: 'kim@example.com', systems: [], createdAt: '2026-01-01T00:00:00Z' },
  hash: 'a'.repeat(64),
};

const unexpected = async (): Promise<never> => {
  throw new Error('not expected to be called');
};

let written: readonly TenantWrite[];
const store = (given: Partial<TenantStore>): TenantStore => ({
  get: unexpected,
  put: unexpected,
  update: unexpected,
  remove: unexpected,
  query: unexpected,
  transact: async (writes) => {
    written = writes;
    return true;
  },
  ...given,
});

beforeEach(() => {
  written = [];
});

it('adds a key and its directory entry together, and only where both are free', async () => {
  await expect(keyTable(store({})).add(key)).resolves.toBe(true);
  expect(written).toEqual([
    { put: { partition: 'key', sk: 'k1', item: key, condition: { expression: 'attribute_not_exists(pk)' } } },
    { directory: { kind: 'api-key', token: key.hash, id: 'k1' } },
  ]);
});

describe('the revision', () => {
  it('must be the one that was seen, for the first administrator and for a revocation', async () => {
    const condition = { expression: 'revision = :revision', values: { ':revision': 3 } };
    await keyTable(store({})).addFirst(key, 3);
    expect(written[0]).toMatchObject({ update: { partition: 'tenant', sk: 'profile', condition } });
    await keyTable(store({})).revoke('k1', '2026-01-02T00:00:00Z', 3);
    expect(written).toMatchObject([
      { update: { partition: 'tenant', sk: 'profile', change: { add: { revision: 1 } }, condition } },
      { update: { partition: 'key', sk: 'k1', change: { set: { revokedAt: '2026-01-02T00:00:00Z' } } } },
    ]);
  });

  it('is none where the tenant is new, and the tenant must still be new', async () => {
    await expect(keyTable(store({ get: async () => undefined })).revision()).resolves.toBeUndefined();
    await expect(keyTable(store({ get: async () => ({ revision: 2 }) })).revision()).resolves.toBe(2);
    await keyTable(store({})).addFirst(key, undefined);
    expect(written[0]).toMatchObject({ update: { condition: { expression: 'attribute_not_exists(pk)' } } });
  });
});

it('reads all pages', async () => {
  const pages: Record<string, { items: Item[]; next?: string }> = {
    start: { items: [{ ...key }], next: 'more' },
    more: { items: [{ ...key }] },
  };
  const query: TenantStore['query'] = async (_partition, page) => pages[page?.cursor ?? 'start'] ?? { items: [] };
  await expect(keyTable(store({ query })).all()).resolves.toEqual([key, key]);
});

describe('by its hash', () => {
  const directory = (find: Directory['find']): Directory => ({
    find,
    list: () => {
      throw new Error('not expected to be called');
    },
    remove: unexpected,
  });

  it('a key is found in the tenant that the directory tells', async () => {
    const find = findKeyByHash({
      directory: directory(async (kind, token) =>
        kind === 'api-key' && token === key.hash ? { tenant: 'acme', id: 'k1' } : undefined,
      ),
      forTenant: ({ tenant }) =>
        store({
          get: async (partition, sk) => (`${tenant}/${partition}/${sk}` === 'acme/key/k1' ? { ...key } : undefined),
        }),
    });
    await expect(find(key.hash)).resolves.toEqual({ tenant: 'acme', stored: key });
    await expect(find('b'.repeat(64))).resolves.toBeUndefined();
  });

  it('a key that is gone is not found', async () => {
    const find = findKeyByHash({
      directory: directory(async () => ({ tenant: 'acme', id: 'k1' })),
      forTenant: () => store({ get: async () => undefined }),
    });
    await expect(find(key.hash)).resolves.toBeUndefined();
  });
});
