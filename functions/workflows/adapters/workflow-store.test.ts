import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import type { Item, TenantStore, TenantWrite } from '../../shared/tenant-store.ts';
import type { HoldRecord } from '../domain/hold.ts';
import type { ManifestEntry } from '../domain/manifest.ts';
import { Superseded, workflowStore } from './workflow-store.ts';

const untouched = async (): Promise<never> => {
  throw new Error('not to be called');
};

const open = (given: Partial<TenantStore>) =>
  workflowStore({
    get: untouched,
    put: untouched,
    update: untouched,
    remove: untouched,
    query: untouched,
    transact: untouched,
    ...given,
  });

const entryOf = (path: string): ManifestEntry => ({ path, sequence: 1, push: 'p1', isConfirmed: true });

describe('the manifest', () => {
  it('is written with the fence in every transaction, 100 writes at most', async () => {
    const transactions: (readonly TenantWrite[])[] = [];
    const store = open({
      transact: async (writes) => {
        transactions.push(writes);
        return true;
      },
    });
    const put = Array.from({ length: 150 }, (_, index) => entryOf(`${index}.py`));
    await store.writeManifest('sales-1', 7, { put, remove: ['gone.py'] });
    expect(transactions.map((writes) => writes.length)).toEqual([100, 53]);
    for (const [first] of transactions) {
      expect(first).toMatchObject({
        update: { sk: 'sales-1', change: { set: { fence: 7 } }, condition: { values: { ':fence': 7 } } },
      });
    }
  });

  it('is written in one transaction with the record of each move', async () => {
    const transactions: (readonly TenantWrite[])[] = [];
    const store = open({ transact: async (writes) => transactions.push(writes) > 0 });
    const put = Array.from({ length: 60 }, (_, index) => entryOf(`${index}.py`));
    const at = '2026-01-01T00:00:00.000Z';
    const moves = put.map(({ path }) => ({ path, at, cause: 'push' as const, findings: [] }));
    await store.writeManifest('sales-1', 7, { put, moves });
    const partitions = transactions.map((writes) =>
      writes.slice(1).map((write) => ('put' in write ? write.put.partition.replace(/^version#sales-1#/, '') : '')),
    );
    expect(partitions.map(({ length }) => length)).toEqual([98, 22]);
    const pairs = put.flatMap(({ path }) => ['manifest#sales-1', path]);
    expect(partitions.flat()).toEqual(pairs);
  });

  it('is not written by a late writer', async () => {
    const store = open({ transact: async () => false });
    await expect(store.writeManifest('sales-1', 7, { put: [entryOf('a.py')] })).rejects.toThrow(Superseded);
  });

  it('is read to its last page', async () => {
    const pages: Record<string, { items: Item[]; next?: string }> = {
      first: { items: [entryOf('a.py') as unknown as Item], next: 'second' },
      second: { items: [entryOf('b.py') as unknown as Item] },
    };
    const store = open({ query: async (_partition, page) => pages[page?.cursor ?? 'first'] ?? { items: [] } });
    expect((await store.readManifest('sales-1')).map(({ path }) => path)).toEqual(['a.py', 'b.py']);
  });

  it('is held by the latest reconciliation only', async () => {
    const store = open({ get: async () => ({ fence: 8 }) });
    await expect(store.holdFence('sales-1', 7)).rejects.toThrow(Superseded);
    await store.holdFence('sales-1', 8);
  });
});

describe('a DAG id', () => {
  const workflow = {
    dagId: 'nightly',
    environment: 'main',
    repository: 'company/sales',
    repositoryId: 'company-sales',
    path: 'a.py',
    state: 'pending',
    commit: 'c'.repeat(40),
    contentHash: 'a'.repeat(64),
    version: 'a'.repeat(12),
    publishedAt: '2026-01-01T00:00:00Z',
    airflowUrl: 'https://airflow.example.com/dags/nightly',
  } as const;

  it('is claimed under a condition, and the owner named where another has it', async () => {
    const store = open({
      update: async () => undefined,
      get: async () => ({ ...workflow, repository: 'company/other' }),
    });
    expect(await store.claimWorkflow(workflow)).toBe('company/other');
  });

  it('leaves no trace where it was never live', async () => {
    const removed: string[] = [];
    const store = open({
      remove: async (_partition, sk) => {
        removed.push(sk);
        return true;
      },
    });
    await store.retireWorkflow(workflow);
    expect(removed).toEqual(['main#nightly']);
  });
});

describe('a hold', () => {
  const hold: HoldRecord = {
    id: 'r1',
    path: 'a.py',
    target: {
      release: 'a'.repeat(64),
      lastPath: 'a.py',
      contentHash: 'a'.repeat(64),
      supportHash: 'a'.repeat(64),
      codeHash: 'a'.repeat(64),
      dagIds: ['a'],
      commit: 'c'.repeat(40),
      publishedAt: '2026-01-01T00:00:00Z',
    },
    held: [],
    isPinned: false,
    by: 'kim',
    at: '2026-01-01T00:00:00Z',
  };

  it('takes the place of the one that was seen, and ends if it is the one that was meant', async () => {
    const memory = memoryStore();
    const store = workflowStore(memory);
    expect(await store.placeHold('sales-1', hold, undefined)).toBe(true);
    expect(await store.placeHold('sales-1', { ...hold, id: 'r2' }, undefined)).toBe(false);
    expect(await store.placeHold('sales-1', { ...hold, id: 'r2' }, hold)).toBe(true);
    expect(await store.endHold('sales-1', 'a.py', 'r1')).toBe(false);
    expect((await store.findHold('sales-1', 'a.py'))?.id).toBe('r2');
    expect(await store.readHolds('sales-10')).toEqual([]);
    expect(await store.endHold('sales-1', 'a.py', 'r2')).toBe(true);
    expect(await store.readHolds('sales-1')).toEqual([]);
  });
});
