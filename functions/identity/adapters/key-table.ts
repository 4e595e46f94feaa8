import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import { type Directory, readAll, type TenantStore, type TenantWrite } from '../../shared/tenant-store.ts';
import { StoredKey } from '../domain/api-key.ts';

const kind = 'api-key';
const partition = 'key';
const tenantPlace = { partition: 'tenant', sk: 'profile' } as const;

/** A tenant's API keys. Its `revision` grows with every change that may take or give the last administrator. */
export interface KeyTable {
  load(id: string): Promise<StoredKey | undefined>;
  list(page: { limit: number; cursor?: string }): Promise<{ items: StoredKey[]; next?: string }>;
  all(): Promise<StoredKey[]>;
  /** Undefined: there is no such tenant. */
  revision(): Promise<number | undefined>;
  /** False: the id is taken. */
  add(key: StoredKey): Promise<boolean>;
  /** Adds an administrator's key and, where there is none, the tenant; false: the revision is not that any more. */
  addFirst(key: StoredKey, revision: number | undefined): Promise<boolean>;
  /** False: the revision is not that any more, or the key is revoked already. */
  revoke(id: string, revokedAt: string, revision: number): Promise<boolean>;
}

const adding = (key: StoredKey): TenantWrite[] => [
  { put: { partition, sk: key.apiKey.id, item: key, condition: { expression: 'attribute_not_exists(pk)' } } },
  { directory: { kind, token: key.hash, id: key.apiKey.id } },
];

const nextRevision = (revision: number | undefined, createdAt?: string): TenantWrite => ({
  update: {
    ...tenantPlace,
    change: { add: { revision: 1 }, setIfAbsent: { createdAt } },
    condition:
      revision === undefined
        ? { expression: 'attribute_not_exists(pk)' }
        : { expression: 'revision = :revision', values: { ':revision': revision } },
  },
});

/** The API keys within a tenant's store. */
export const keyTable = (store: TenantStore): KeyTable => {
  return {
    load: async (id) => {
      const item = await store.get(partition, id);
      return item && StoredKey.parse(item);
    },
    list: async (page) => {
      const { items, next } = await store.query(partition, page);
      return { items: items.map((item) => StoredKey.parse(item)), next };
    },
    all: async () => (await readAll(store, partition)).map((item) => StoredKey.parse(item)),
    revision: async () => {
      const tenant = await store.get(tenantPlace.partition, tenantPlace.sk);
      return tenant && Number(tenant.revision);
    },
    add: (key) => store.transact(adding(key)),
    addFirst: (key, revision) => store.transact([nextRevision(revision, key.apiKey.createdAt), ...adding(key)]),
    revoke: (id, revokedAt, revision) =>
      store.transact([
        nextRevision(revision),
        {
          update: {
            partition,
            sk: id,
            change: { set: { revokedAt } },
            condition: { expression: 'attribute_exists(pk) AND attribute_not_exists(revokedAt)' },
          },
        },
      ]),
  };
};

/** Finds the tenant and the stored key that a key's hash belongs to. */
export const findKeyByHash =
  ({ directory, forTenant }: { directory: Directory; forTenant: (principal: Principal) => TenantStore }) =>
  async (hash: string): Promise<{ tenant: string; stored: StoredKey } | undefined> => {
    const entry = await directory.find(kind, hash);
    if (!entry) {
      return undefined;
    }
    const stored = await keyTable(forTenant(systemPrincipal(entry.tenant, 'authorize-request'))).load(entry.id);
    return stored && { tenant: entry.tenant, stored };
  };
