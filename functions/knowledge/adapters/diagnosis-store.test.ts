import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import type { TaskFailure } from '../contract.ts';
import type { StoredDiagnosis } from '../domain/diagnosis.ts';
import { diagnosisStore } from './diagnosis-store.ts';

const failure = (signature: string, task = 'load'): TaskFailure => ({
  ...{ task, mapIndex: -1, try: 1, state: 'failed', kind: 'error', lines: [], signature, confidence: 1 },
});
const diagnosis = (number: number, more: Partial<StoredDiagnosis> = {}): StoredDiagnosis => ({
  run: `n-${number}`,
  workflow: 'nightly_sales',
  repository: 'company/sales',
  environment: 'main',
  state: 'failed',
  at: `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`,
  failures: [failure('refused')],
  neverRan: [],
  notes: [],
  ...more,
});
const success = (number: number): StoredDiagnosis => ({
  ...diagnosis(number, { state: 'success', failures: [] }),
  endedAt: diagnosis(number).at,
});

describe('earlier runs', () => {
  it('with the same fault are told newest first, none of later, of other workflows, environments or faults', async () => {
    const store = diagnosisStore(memoryStore());
    const all = [
      ...[5, 1, 3, 9].map((number) => diagnosis(number)),
      diagnosis(2, { failures: [failure('other')] }),
      diagnosis(4, { workflow: 'hourly' }),
      diagnosis(6, { environment: 'test' }),
    ];
    for (const each of all) {
      await store.enter(each);
    }
    expect(await store.findBefore(diagnosis(5), 'refused')).toEqual({ runs: ['n-3', 'n-1'], count: 2 });
    expect(await store.findBefore(diagnosis(5), undefined)).toEqual({ runs: [], count: 0 });
  });

  it('are counted once, in whatever order and how often they are entered', async () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 28 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(numbers, fc.integer({ min: 1, max: 28 }), async (entered, asked) => {
        const store = diagnosisStore(memoryStore());
        for (const number of entered) {
          await store.enter(number % 3 === 0 ? success(number) : diagnosis(number));
        }
        const earlier = [...new Set(entered)].filter((number) => number < asked).sort((a, b) => b - a);
        const failed = earlier.filter((number) => number % 3 !== 0);
        const lastSuccess = earlier.find((number) => number % 3 === 0);
        expect(await store.findBefore(diagnosis(asked), 'refused')).toEqual({
          runs: failed.slice(0, 10).map((number) => `n-${number}`),
          count: failed.length,
        });
        expect((await store.findLastSuccess(diagnosis(asked)))?.run).toBe(lastSuccess && `n-${lastSuccess}`);
      }),
    );
  });

  it('that ended again, otherwise, are found by their last end only', async () => {
    const store = diagnosisStore(memoryStore());
    await store.enter(diagnosis(1));
    await store.enter({ ...success(1), at: diagnosis(2).at });
    expect(await store.findBefore(diagnosis(9), 'refused')).toEqual({ runs: [], count: 0 });
    expect(await store.findLastSuccess(diagnosis(9))).toMatchObject({ run: 'n-1' });
    await store.remove('n-1');
    expect(await store.findLastSuccess(diagnosis(9))).toBeUndefined();
    expect(await store.find('n-1')).toBeUndefined();
  });
});

describe('what is known to be good', () => {
  const workflow = { environment: 'main', workflow: 'nightly_sales' };

  it('is kept by task, and learning the same again writes nothing', async () => {
    const memory = memoryStore();
    const store = diagnosisStore(memory);
    await store.learnGood(workflow, 'load', ['a', 'b']);
    await store.learnGood(workflow, 'load', ['b', 'c']);
    expect(await store.findKnownGood(workflow, 'load')).toEqual(new Set(['a', 'b', 'c']));
    expect(await store.findKnownGood(workflow, 'extract')).toEqual(new Set());
    const unwritable = diagnosisStore({ ...memory, put: () => Promise.reject(new Error('nothing is to be written')) });
    await expect(unwritable.learnGood(workflow, 'load', ['a', 'c'])).resolves.toBeUndefined();
  });

  it('loses the oldest where there is too much', async () => {
    const store = diagnosisStore(memoryStore());
    await store.learnGood(workflow, 'load', ['oldest']);
    await store.learnGood(
      workflow,
      'load',
      Array.from({ length: 2_000 }, (_, index) => `t${index}`),
    );
    const known = await store.findKnownGood(workflow, 'load');
    expect([known.size, known.has('oldest'), known.has('t1999')]).toEqual([2_000, false, true]);
  });

  it('is learned by two at once', async () => {
    const store = diagnosisStore(memoryStore());
    await Promise.all(['a', 'b', 'c'].map((template) => store.learnGood(workflow, 'load', [template])));
    expect(await store.findKnownGood(workflow, 'load')).toEqual(new Set(['a', 'b', 'c']));
  });
});
