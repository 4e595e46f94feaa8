import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import type { Change, Item, TenantStore, TenantWrite } from '../../shared/tenant-store.ts';
import { Receipt } from '../contract.ts';
import { isAsleep, isDirty, markDirty, type Noticed } from '../domain/dirty.ts';
import { type GuardedChange, type Lease, renewLease, takeLease, whileHolding } from '../domain/lease.ts';
import { RepositoryRecord } from '../domain/repository.ts';

/** Another reconciler took over: whatever the one before does from here on does not count. */
export class LeaseLost extends DomainError {
  constructor(repositoryId: string) {
    super('resource.conflict', `Another reconciler has taken over ${repositoryId}.`);
  }
}

/** One tenant's repositories and their receipts. */
export interface RepositoryTable {
  find(id: string): Promise<RepositoryRecord | undefined>;
  list(page: { limit: number; cursor?: string }): Promise<{ items: RepositoryRecord[]; next?: string }>;
  /** With its hook's directory entry; false: there is one of this id. */
  create(record: RepositoryRecord): Promise<boolean>;
  /** Also changes what it is told to. Undefined: there is no such repository. */
  markDirty(id: string, at: Date, by: Noticed, change?: Change): Promise<RepositoryRecord | undefined>;
  /**
   * Once for each delivery id within three days; false: this one was there before. For as long it is known when the
   * commit was pushed.
   */
  markDelivered(id: string, delivery: string, at: Date, commit?: string): Promise<boolean>;
  /** When a webhook told of this commit, given by as many digits as one likes; undefined: none did of late. */
  findPushed(id: string, commit: string): Promise<{ commit: string; at: string } | undefined>;
  /** A write that leaves generation and lease alone. Undefined: there is no such repository. */
  amend(id: string, change: Change): Promise<RepositoryRecord | undefined>;
  /** Undefined: there is nothing to reconcile, it is paused, or another holds the lease. */
  takeLease(id: string, owner: string, now: Date): Promise<HeldRepository | undefined>;
  /** Throws `LeaseLost`. */
  renewLease(id: string, fence: number, now: Date): Promise<void>;
  /** Renews the lease and notes the tip; without a commit the branch has none. Throws `LeaseLost`. */
  noteTip(id: string, fence: number, now: Date, tip: { commit?: string; askedAt: Date }): Promise<void>;
  /** Renews the lease and notes where the tip's tree is. Throws `LeaseLost`. */
  noteTree(id: string, fence: number, now: Date, tree: NonNullable<RepositoryRecord['lastTree']>): Promise<void>;
  /** The holder's last write, which gives the lease back; throws `LeaseLost`. */
  settle(id: string, fence: number, change: Change): Promise<RepositoryRecord>;
  /** The holder's last write of all: the repository and its hook are gone, its receipts stay. Throws `LeaseLost`. */
  remove(record: RepositoryRecord): Promise<void>;
  /** A write that needs no lease: what a sweep found of a repository that nobody reconciles. */
  amendIdle(id: string, change: Change): Promise<void>;
  /** Nobody waits for these tests any more; `again`: what waited for them is to be looked at. */
  endTesting(id: string, tests: string, again: boolean): Promise<void>;
  /** The first one of an id stays. */
  addReceipt(id: string, receipt: Receipt): Promise<void>;
  findReceipt(id: string, push: string): Promise<Receipt | undefined>;
  listReceipts(id: string, page: { limit: number; cursor?: string }): Promise<{ items: Receipt[]; next?: string }>;
}

/** A repository whose lease was just taken. */
export type HeldRepository = RepositoryRecord & { readonly lease: Lease };

/** The directory of hooks. Each repository has exactly one, so it lists all repositories too. */
export const hookKind = 'hook';

const repositories = 'repository';
const receiptsOf = (id: string): string => `receipt#${id}`;
const deliveriesOf = (id: string): string => `delivery#${id}`;
const pushedOf = (id: string): string => `pushed#${id}`;
/** How far the fences of a removed repository came: one of the same id goes on from there, for others remember them. */
const removed = 'removed';

const deliveryMemory = 3 * 24 * 3600;
const takingAttempts = 3;

const Pushed = z.object({ commit: z.string(), at: z.string() });

const exists = { expression: 'attribute_exists(pk)' };
const isNew = { expression: 'attribute_not_exists(pk)' };

const read = (item: Item | undefined): RepositoryRecord | undefined => item && RepositoryRecord.parse(item);

const merge = (one: Change, other: Change): Change => ({
  set: { ...one.set, ...other.set },
  add: { ...one.add, ...other.add },
  setIfAbsent: { ...one.setIfAbsent, ...other.setIfAbsent },
  remove: [...(one.remove ?? []), ...(other.remove ?? [])],
});

/** The repositories in one tenant's store. */
export const repositoryTable = (store: TenantStore): RepositoryTable => {
  const find = async (id: string) => read(await store.get(repositories, id));
  const update = async (id: string, { change, condition }: GuardedChange) =>
    read(await store.update(repositories, id, change, condition));

  const take = async (id: string, owner: string, now: Date, attempt = 1): Promise<HeldRepository | undefined> => {
    const record = await find(id);
    const taking = record && isDirty(record) && !isAsleep(record) ? takeLease(record, owner, now) : undefined;
    if (!taking) {
      return undefined;
    }
    const held = await update(id, taking);
    if (held?.lease) {
      return { ...held, lease: held.lease };
    }
    return attempt < takingAttempts ? take(id, owner, now, attempt + 1) : undefined;
  };

  const renew = async (id: string, fence: number, now: Date, found: Change, tip?: { commit?: string }) => {
    const record = await find(id);
    const renewing = record?.lease && renewLease(record.lease, fence, now, tip);
    if (!renewing || !(await update(id, { ...renewing, change: merge(renewing.change, found) }))) {
      throw new LeaseLost(id);
    }
  };

  return {
    find,
    list: async (page) => {
      const { items, next } = await store.query(repositories, page);
      return { items: items.map((item) => RepositoryRecord.parse(item)), next };
    },
    create: async (record) => {
      const { fence = record.fence } = { ...(await store.get(removed, record.id)) };
      const writes: TenantWrite[] = [
        { put: { partition: repositories, sk: record.id, item: { ...record, fence }, condition: isNew } },
        { directory: { kind: hookKind, token: record.hook, id: record.id } },
      ];
      return store.transact(writes);
    },
    markDirty: (id, at, by, change = {}) => update(id, { change: merge(change, markDirty(at, by)), condition: exists }),
    markDelivered: (id, delivery, at, commit) => {
      const expiresAt = Math.floor(at.getTime() / 1000) + deliveryMemory;
      const pushed = { commit, at: at.toISOString(), expiresAt };
      return store.transact([
        { put: { partition: deliveriesOf(id), sk: delivery, item: { expiresAt }, condition: isNew } },
        { update: { partition: repositories, sk: id, change: markDirty(at, 'Webhook'), condition: exists } },
        ...(commit ? [{ put: { partition: pushedOf(id), sk: commit, item: pushed } }] : []),
      ]);
    },
    findPushed: async (id, commit) => {
      const { items } = await store.query(pushedOf(id), { prefix: commit, limit: 1 });
      return items[0] && Pushed.parse(items[0]);
    },
    amend: (id, change) => update(id, { change, condition: exists }),
    takeLease: take,
    renewLease: (id, fence, now) => renew(id, fence, now, {}),
    noteTip: (id, fence, now, { commit, askedAt }) => {
      const found = commit ? { set: { seen: { commit, at: askedAt.toISOString() } } } : { remove: ['seen'] };
      return renew(id, fence, now, found, { commit });
    },
    noteTree: (id, fence, now, lastTree) => renew(id, fence, now, { set: { lastTree } }),
    settle: async (id, fence, change) => {
      const released = merge(change, { remove: ['lease'] });
      const record = await update(id, { change: released, condition: whileHolding(fence) });
      if (!record) {
        throw new LeaseLost(id);
      }
      return record;
    },
    remove: async ({ id, hook, fence }) => {
      const isDone = await store.transact([
        { remove: { partition: repositories, sk: id, condition: whileHolding(fence) } },
        { forget: { kind: hookKind, token: hook } },
        { put: { partition: removed, sk: id, item: { fence } } },
      ]);
      if (!isDone) {
        throw new LeaseLost(id);
      }
    },
    amendIdle: async (id, change) => {
      await store.update(repositories, id, change, {
        expression: 'attribute_exists(pk) AND attribute_not_exists(lease)',
      });
    },
    endTesting: async (id, tests, again) => {
      const record = await find(id);
      const change: Change = {
        ...(again && { add: { generation: 1 } }),
        ...(record?.testing?.id === tests && { remove: ['testing'] }),
      };
      await update(id, { change, condition: exists });
    },
    addReceipt: async (id, receipt) => {
      await store.put(receiptsOf(id), receipt.id, receipt, isNew);
    },
    findReceipt: async (id, push) => {
      const item = await store.get(receiptsOf(id), push);
      return item && Receipt.parse(item);
    },
    listReceipts: async (id, page) => {
      const { items, next } = await store.query(receiptsOf(id), { ...page, newestFirst: true });
      return { items: items.map((item) => Receipt.parse(item)), next };
    },
  };
};
