import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { repositoryRecord } from '../../../test/support/repository-record.ts';
import type { TenantStore } from '../../shared/tenant-store.ts';
import { isDirty, needsReconciler, retryAfter } from '../domain/dirty.ts';
import { leaseDuration } from '../domain/lease.ts';
import { LeaseLost, repositoryTable } from './repository-table.ts';

const id = 'company-sales';
const start = new Date('2026-01-01T00:00:00.000Z');
const later = (milliseconds: number) => new Date(start.getTime() + milliseconds);

const record = repositoryRecord();

const makeTable = async () => {
  const table = repositoryTable(memoryStore());
  await table.create(record);
  return table;
};

const settleAs = (generation: number, fence: number, owner: string) => ({
  set: { reconciled: generation, settled: { owner, fence, generation } },
});

test('a second repository of the same id is not created', async () => {
  const table = await makeTable();
  expect(await table.create({ ...record, hook: 'b'.repeat(32) })).toBe(false);
});

test('a second delivery of the same id changes nothing', async () => {
  const table = await makeTable();
  expect(await table.markDelivered(id, 'd1', later(5))).toBe(true);
  expect(await table.markDelivered(id, 'd1', later(9))).toBe(false);
  expect(await table.find(id)).toMatchObject({ generation: 2, noticedAt: later(5).toISOString() });
});

test('what is told by whom is counted, and a commit that was told of is found by its first digits', async () => {
  const table = await makeTable();
  const commit = 'c'.repeat(40);
  await table.markDelivered(id, 'd1', later(5), commit);
  await table.markDirty(id, later(6), 'Poll');
  await table.markDirty(id, later(7), 'Poll');
  expect(await table.find(id)).toMatchObject({ noticedByWebhook: 1, noticedByPoll: 2, noticedByAsking: 0 });
  expect(await table.findPushed(id, 'ccccccc')).toEqual({ commit, at: later(5).toISOString() });
  expect(await table.findPushed(id, 'd')).toBeUndefined();
});

test('nobody takes the lease of a paused repository, unless it is to be removed', async () => {
  const table = await makeTable();
  await table.amend(id, { set: { isPaused: true } });
  expect(await table.takeLease(id, 'one', start)).toBeUndefined();
  await table.amend(id, { set: { removing: start.toISOString() } });
  expect(await table.takeLease(id, 'one', start)).toBeDefined();
});

test('a removed repository is gone with its hook, and one of the same name goes on where its fences ended', async () => {
  const store = memoryStore();
  const table = repositoryTable(store);
  await table.create(record);
  const held = await table.takeLease(id, 'one', start);
  const late = await table.takeLease(id, 'one', start);
  await expect(table.remove({ ...record, fence: held?.fence ?? 0 })).rejects.toBeInstanceOf(LeaseLost);
  await table.remove({ ...record, fence: late?.fence ?? 0 });
  expect(await table.find(id)).toBeUndefined();
  expect(await store.directory.find('hook', record.hook)).toBeUndefined();
  await table.create({ ...record, hook: 'b'.repeat(32) });
  expect((await table.takeLease(id, 'two', start))?.fence).toBe(3);
});

test('a mark made while a reconciler is at work outlives it', async () => {
  const table = await makeTable();
  const held = await table.takeLease(id, 'one', start);
  await table.markDirty(id, later(5), 'Asking');
  const settled = await table.settle(id, held?.fence ?? -1, settleAs(1, 1, 'one'));
  expect(settled.generation).toBe(2);
  expect(isDirty(settled)).toBe(true);
});

test('nobody takes the lease of a repository in step', async () => {
  const table = await makeTable();
  await table.takeLease(id, 'one', start);
  await table.settle(id, 1, settleAs(1, 1, 'one'));
  expect(await table.takeLease(id, 'two', later(1))).toBeUndefined();
});

describe('a lease', () => {
  test('that is held is not given to another, but again to its owner, whose first attempt then counts no more', async () => {
    const table = await makeTable();
    const first = await table.takeLease(id, 'one', start);
    expect(await table.takeLease(id, 'two', later(leaseDuration - 1))).toBeUndefined();
    const again = await table.takeLease(id, 'one', later(1_000));
    expect([first?.fence, again?.fence]).toEqual([1, 2]);
    await expect(table.renewLease(id, 1, later(1_001))).rejects.toBeInstanceOf(LeaseLost);
    await expect(table.settle(id, 1, {})).rejects.toBeInstanceOf(LeaseLost);
  });

  test('that has expired goes to the next, and the one before may write no more', async () => {
    const table = await makeTable();
    await table.takeLease(id, 'one', start);
    const next = await table.takeLease(id, 'two', later(leaseDuration));
    expect(next?.lease.owner).toBe('two');
    await expect(
      table.noteTip(id, 1, later(leaseDuration), { commit: 'c'.repeat(40), askedAt: start }),
    ).rejects.toBeInstanceOf(LeaseLost);
    expect((await table.find(id))?.seen).toBeUndefined();
  });

  test('that is renewed lasts from then on and remembers the tip', async () => {
    const table = await makeTable();
    await table.takeLease(id, 'one', start);
    await table.noteTip(id, 1, later(1_000), { commit: 'c'.repeat(40), askedAt: start });
    await table.renewLease(id, 1, later(40_000));
    expect(await table.takeLease(id, 'two', later(40_000 + leaseDuration - 1))).toBeUndefined();
    expect((await table.find(id))?.lease?.commit).toBe('c'.repeat(40));
  });
});

test('after failures the next attempt comes later and later, up to half an hour', () => {
  const delays = [1, 2, 3, 20].map((failures) => Date.parse(retryAfter(failures, start)) - start.getTime());
  expect(delays).toEqual([30_000, 60_000, 120_000, 1_800_000]);
});

/** Lets the scheduler decide when each call reaches the store, and when its answer comes back. */
const scheduled = (store: TenantStore, scheduler: fc.Scheduler): TenantStore => {
  const delayed =
    <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
    async (...args: Args) => {
      await scheduler.schedule(Promise.resolve());
      const answer = await call(...args);
      await scheduler.schedule(Promise.resolve());
      return answer;
    };
  return {
    get: delayed(store.get),
    put: delayed(store.put),
    update: delayed(store.update),
    remove: delayed(store.remove),
    query: delayed(store.query),
    transact: delayed(store.transact),
  };
};

type Step =
  | { kind: 'push'; delivery: number }
  | { kind: 'reconcile'; diesAfter: number }
  | { kind: 'pass'; seconds: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('push' as const), delivery: fc.nat({ max: 5 }) }),
  fc.record({ kind: fc.constant('reconcile' as const), diesAfter: fc.nat({ max: 6 }) }),
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.nat({ max: 90 }) }),
);

test('whatever order pushes, reconcilers, deaths and expiries come in, the end is in step with the provider', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 3, maxLength: 14 }), async (scheduler, steps) => {
      const store = memoryStore();
      const certain = repositoryTable(store);
      const table = repositoryTable(scheduled(store, scheduler));
      await certain.create(record);
      /** What the provider has, and what was published of it, by whom. */
      let tip = 0;
      let live: number | undefined;
      let clock = start.getTime();
      let executions = 0;
      const now = () => new Date(clock);
      const fences: number[] = [];

      const reconcile = async (using: typeof table, diesAfter: number): Promise<void> => {
        executions += 1;
        const owner = `execution-${executions}`;
        for (let again = true, left = diesAfter; again; ) {
          const held = await using.takeLease(id, owner, now());
          if (!held) {
            return;
          }
          fences.push(held.fence);
          const { generation } = held.lease;
          const fetched = tip;
          left -= 1;
          if (left < 0) {
            return;
          }
          try {
            await using.renewLease(id, held.fence, now());
            if ((await certain.find(id))?.fence === held.fence) {
              live = fetched;
            }
            left -= 1;
            if (left < 0) {
              return;
            }
            const settled = await using.settle(id, held.fence, settleAs(generation, held.fence, owner));
            again = settled.generation > generation;
          } catch (error) {
            expect(error).toBeInstanceOf(LeaseLost);
            return;
          }
        }
      };

      const perform = async (each: Step): Promise<void> => {
        if (each.kind === 'push') {
          tip += 1;
          await table.markDelivered(id, `d${each.delivery}-${tip}`, now());
          await reconcile(table, Number.POSITIVE_INFINITY);
        } else if (each.kind === 'reconcile') {
          await reconcile(table, each.diesAfter);
        } else {
          clock += each.seconds * 1_000;
        }
      };
      const all = Promise.all(steps.map((each) => scheduler.schedule(Promise.resolve()).then(() => perform(each))));
      await scheduler.waitFor(all);

      clock += leaseDuration + 1;
      const left = await certain.find(id);
      if (left && needsReconciler(left, now())) {
        await reconcile(certain, Number.POSITIVE_INFINITY);
      }
      const end = await certain.find(id);
      expect(end?.reconciled).toBe(end?.generation);
      expect(end?.lease).toBeUndefined();
      expect(live).toBe(tip);
      expect(new Set(fences).size).toBe(fences.length);
    }),
    { numRuns: 300 },
  );
});
