import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { knowledgeEvents } from '../../knowledge/contract.ts';
import { type RunChanged, runEvents } from '../../runs/contract.ts';
import { DomainError } from '../../shared/errors.ts';
import { logger } from '../../shared/observability.ts';
import type { InputOf } from '../../shared/operation.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import { executionStore } from '../adapters/execution-store.ts';
import type { listExecutions as listOperation } from '../contract.ts';
import { getExecution } from './get-execution.ts';
import { listExecutions } from './list-executions.ts';
import { BusEvent, recordExecution } from './record-execution.ts';
import { showTrend } from './show-trend.ts';

const begin = Date.UTC(2026, 0, 1);
const minute = 60_000;
const at = (minutes: number): string => new Date(begin + minutes * minute).toISOString();

const principal = (...resources: string[]): Principal => ({
  tenant: 'acme',
  subject: { kind: 'key', id: 'kim' },
  systems: resources.length > 0 ? [{ system: 'automatrix', level: 'read', resources }] : [],
  roles: [],
});

const callBy = (by: Principal, now = at(0)): Call => ({
  principal: by,
  principalToken: 'token',
  authorise: (resource) => {
    if (!by.systems.some(({ resources }) => resources.includes('*') || resources.includes(resource))) {
      throw new DomainError('access.denied', `not ${resource}`);
    }
  },
  now: () => new Date(now),
  requestId: 'r1',
});
const call = callBy(principal('*'));

const ranAt = (minutes: number, run: Partial<RunChanged['run']> = {}): BusEvent =>
  BusEvent.parse({
    source: runEvents.source,
    'detail-type': runEvents.ended,
    detail: {
      id: 'e1',
      time: at(minutes),
      tenant: 'acme',
      correlationId: 'n',
      run: {
        id: `n-${String(minutes).padStart(5, '0')}`,
        workflow: 'nightly',
        repository: 'company/sales',
        environment: 'main',
        state: 'success',
        triggeredBy: 'kim',
        queuedAt: at(minutes),
        endedAt: at(minutes + 1),
        airflowUrl: 'https://airflow.example.com/x',
        ...run,
      },
    },
  });

const diagnosedAt = (minutes: number, signature: string): BusEvent =>
  BusEvent.parse({
    source: knowledgeEvents.source,
    'detail-type': knowledgeEvents.runDiagnosed,
    detail: {
      id: 'e2',
      time: at(minutes + 2),
      tenant: 'acme',
      correlationId: 'n',
      run: `n-${String(minutes).padStart(5, '0')}`,
      workflow: 'nightly',
      repository: 'company/sales',
      error: { kind: 'connection refused', message: 'refused', task: 'load', signature },
    },
  });

const makeLedger = () => {
  const store = executionStore(memoryStore());
  const storeOf = () => store;
  const record = recordExecution({ storeOf });
  return {
    store,
    record: async (...events: readonly BusEvent[]) => {
      for (const event of events) {
        await record(event);
      }
    },
    list: (input: Partial<InputOf<typeof listOperation>> = {}) =>
      listExecutions({ storeOf })({ limit: 25, ...input }, call),
    get: (execution: string, by = call) => getExecution({ storeOf })({ execution }, by),
    trend: (name: string, by: Call, days = 7) => showTrend({ storeOf })({ name, days }, by),
  };
};

vi.spyOn(logger, 'info').mockImplementation(() => undefined);

let ledger: ReturnType<typeof makeLedger>;
beforeEach(() => {
  ledger = makeLedger();
});

const minutesOf = ({ items }: { items: readonly { id: string }[] }): number[] =>
  items.map(({ id }) => Number(id.slice(2)));

describe('recording', () => {
  it('keeps one entry for all events of an execution, in every list', async () => {
    await ledger.record(diagnosedAt(1, 's1'), ranAt(1, { state: 'failed' }), ranAt(1, { state: 'failed' }));
    const entry = { state: 'failed', error: { signature: 's1' } };
    expect(await ledger.get('n-00001')).toMatchObject(entry);
    expect((await ledger.list()).items).toMatchObject([entry]);
    expect((await ledger.list({ name: 'nightly' })).items).toMatchObject([entry]);
  });

  it('shows nothing of an execution that only its diagnosis has told of', async () => {
    await ledger.record(diagnosedAt(1, 's1'));
    await expect(ledger.get('n-00001')).rejects.toMatchObject({ code: 'resource.unknown' });
    expect(await ledger.list()).toEqual({ items: [] });
  });

  it('takes in what somebody else has written at the same moment', async () => {
    const { store } = ledger;
    let isDisturbed = false;
    const disturbed: typeof store = {
      ...store,
      replace: async (before, after) => {
        if (!isDisturbed) {
          isDisturbed = true;
          await ledger.record(diagnosedAt(1, 's1'));
        }
        return store.replace(before, after);
      },
    };
    await recordExecution({ storeOf: () => disturbed })(ranAt(1, { state: 'failed' }));
    expect(await ledger.get('n-00001')).toMatchObject({ state: 'failed', error: { signature: 's1' } });
  });

  it('gives an event back to the queue when it never gets its turn', async () => {
    const busy = { ...ledger.store, replace: async () => false };
    await expect(recordExecution({ storeOf: () => busy })(ranAt(1))).rejects.toThrow('n-00001');
  });
});

describe('the list', () => {
  it('is newest first, page after page, without gap or repetition', async () => {
    await ledger.record(...[3, 1, 2, 5, 4].map((minutes) => ranAt(minutes)));
    const first = await ledger.list({ limit: 2 });
    const second = await ledger.list({ limit: 2, cursor: first.next });
    const third = await ledger.list({ limit: 2, cursor: second.next });
    expect([first, second, third].map(minutesOf)).toEqual([[5, 4], [3, 2], [1]]);
    expect(third).not.toHaveProperty('next');
  });

  it('has no next page when this one has just fitted', async () => {
    await ledger.record(ranAt(1), ranAt(2));
    expect(await ledger.list({ limit: 2 })).not.toHaveProperty('next');
  });

  it('is of a name, a state, a fault and a time', async () => {
    await ledger.record(
      ranAt(1, { state: 'failed' }),
      diagnosedAt(1, 's1'),
      ranAt(2, { workflow: 'hourly' }),
      ranAt(3, { state: 'failed' }),
      diagnosedAt(3, 's2'),
      ranAt(4),
    );
    expect(minutesOf(await ledger.list({ name: 'nightly' }))).toEqual([4, 3, 1]);
    expect(minutesOf(await ledger.list({ state: 'failed' }))).toEqual([3, 1]);
    expect(minutesOf(await ledger.list({ signature: 's1' }))).toEqual([1]);
    expect(minutesOf(await ledger.list({ since: at(2), until: at(3) }))).toEqual([3, 2]);
    expect(minutesOf(await ledger.list({ since: '2026-01-01T01:02:00+01:00' }))).toEqual([4, 3, 2]);
  });

  it('fills its pages by reading on past what does not fit', async () => {
    const failures = [10, 450];
    for (let minutes = 0; minutes < 500; minutes += 1) {
      await ledger.record(ranAt(minutes, { state: failures.includes(minutes) ? 'failed' : 'success' }));
    }
    expect(minutesOf(await ledger.list({ state: 'failed', limit: 2 }))).toEqual([450, 10]);
  });

  it('reads only so much for one page, and says where to go on', async () => {
    for (let minutes = 0; minutes < 1_100; minutes += 1) {
      await ledger.record(ranAt(minutes, { state: minutes === 0 ? 'failed' : 'success' }));
    }
    const first = await ledger.list({ state: 'failed' });
    expect(first).toMatchObject({ items: [], next: expect.any(String) });
    expect(minutesOf(await ledger.list({ state: 'failed', cursor: first.next }))).toEqual([0]);
  });

  it('refuses a cursor that is not its own', async () => {
    await expect(ledger.list({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'input.invalid' });
  });
});

describe('one entry', () => {
  it('is shown to those who may see its resource', async () => {
    await ledger.record(ranAt(1));
    await expect(ledger.get('n-00001', callBy(principal('company/other')))).rejects.toMatchObject({
      code: 'access.denied',
    });
  });
});

describe('the trend', () => {
  const week = 7 * 24 * 60;
  const now = at(2 * week);

  it('compares the executions of a name', async () => {
    for (let each = 1; each <= 9; each += 1) {
      await ledger.record(ranAt(week + each, { state: each <= 7 ? 'failed' : 'success' }));
      await ledger.record(ranAt(each), ranAt(20 + each, { workflow: 'other', state: 'failed' }));
    }
    expect(await ledger.trend('nightly', callBy(principal('*'), now))).toMatchObject({
      name: 'nightly',
      resource: 'company/sales',
      recent: { ended: 9, failed: 7 },
      before: { ended: 9, failed: 0 },
      verdict: 'failing more',
    });
  });

  it('counts what the caller may read, and is refused where that is nothing', async () => {
    await ledger.record(ranAt(week + 1), ranAt(week + 2, { repository: 'company/other', state: 'failed' }));
    expect(await ledger.trend('nightly', callBy(principal('company/sales'), now))).toMatchObject({
      resource: 'company/sales',
      recent: { ended: 1, failed: 0 },
    });
    await expect(ledger.trend('nightly', callBy(principal('company/third'), now))).rejects.toMatchObject({
      code: 'access.denied',
    });
  });

  it('knows a name that last ran long ago', async () => {
    await ledger.record(ranAt(1));
    expect(await ledger.trend('nightly', callBy(principal('*'), at(9 * week)))).toMatchObject({
      recent: { ended: 0 },
      before: { ended: 0 },
      verdict: 'too few to tell',
    });
  });

  it('does not know a name that never ran', async () => {
    await expect(ledger.trend('weekly', call)).rejects.toMatchObject({ code: 'resource.unknown' });
  });
});
