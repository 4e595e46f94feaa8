import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { type Airflow, AirflowRefused, type AirflowRun, AirflowUnavailable } from '../../shared/airflow.ts';
import { DomainError } from '../../shared/errors.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { Environment, Workflow } from '../../workflows/contract.ts';
import { runStore } from '../adapters/run-store.ts';
import { RunChanged } from '../contract.ts';
import { announcingStore } from './announce-runs.ts';
import { cancelRun } from './cancel-run.ts';
import { getRun } from './get-run.ts';
import { listRuns } from './list-runs.ts';
import { BusEvent, recordRunEvent } from './record-run-event.ts';
import { sweepRuns } from './sweep-runs.ts';
import { triggerRun } from './trigger-run.ts';

const environment: Environment = {
  name: 'main',
  mwaaName: 'main-airflow',
  airflowVersion: '3.3.2',
  pythonVersion: '3.12',
  webUrl: 'https://airflow.example.com',
};
const workflow: Workflow = {
  dagId: 'nightly',
  environment: 'main',
  repository: 'company/sales',
  path: 'nightly.py',
  state: 'live',
  commit: 'c'.repeat(40),
  contentHash: 'a'.repeat(64),
  version: 'a'.repeat(12),
  publishedAt: '2026-01-01T00:00:00.000Z',
  airflowUrl: 'https://airflow.example.com/dags/nightly',
};

const untouched = (what: string) => (): never => {
  throw new Error(`${what} is not to be called`);
};

const fakeAirflow = () => {
  const runs = new Map<string, AirflowRun>();
  const started: string[] = [];
  const cancelled: string[] = [];
  const state = { isAway: false, refusal: '' };
  const reachable = async <T>(answer: () => T): Promise<T> => {
    if (state.isAway) {
      throw new AirflowUnavailable('away');
    }
    if (state.refusal) {
      throw new AirflowRefused(state.refusal);
    }
    return answer();
  };
  const airflow: Airflow = {
    listDags: untouched('listDags'),
    describeDag: untouched('describeDag'),
    dagSource: untouched('dagSource'),
    importErrors: untouched('importErrors'),
    pause: untouched('pause'),
    unpause: untouched('unpause'),
    triggerRun: ({ dagId, runId }) =>
      reachable(() => {
        const run: AirflowRun = {
          dagId,
          runId,
          state: 'queued',
          queuedAt: undefined,
          startedAt: undefined,
          endedAt: undefined,
        };
        if (!runs.has(runId)) {
          runs.set(runId, run);
          started.push(runId);
        }
        return runs.get(runId) ?? run;
      }),
    findRun: ({ runId }) => reachable(() => runs.get(runId)),
    listRuns: () => reachable(() => [...runs.values()].filter(({ endedAt }) => endedAt !== undefined)),
    listTasks: () => reachable(() => []),
    cancelRun: ({ runId }) => reachable(() => void cancelled.push(runId)),
  };
  const end = (runId: string, endState: 'success' | 'failed', dagId = 'nightly') =>
    runs.set(runId, {
      dagId,
      runId,
      state: endState,
      queuedAt: '2026-01-01T00:00:00+00:00',
      startedAt: '2026-01-01T00:00:01+00:00',
      endedAt: '2026-01-01T00:00:05+00:00',
    });
  return { airflow, runs, started, cancelled, state, end };
};

const makeWorld = async () => {
  const { airflow, state: airflowState, runs: airflowRuns, ...far } = fakeAirflow();
  const clock = { time: Date.parse('2026-01-01T00:00:00Z') };
  const now = () => new Date(clock.time);
  let ids = 0;
  const random = () => {
    ids += 1;
    return (ids % 32768) / 32768;
  };
  const events: { type: string; event: RunChanged }[] = [];
  const bus = { isAway: false };
  const putEvents: PutEvents = async (source, type, put) => {
    expect(source).toBe('navigator.runs');
    if (bus.isAway) {
      throw new Error('the bus is away');
    }
    events.push(...put.map((event) => ({ type, event: RunChanged.parse(event) })));
  };
  const store = announcingStore(runStore(memoryStore()), { putEvents, tenant: 'acme' });
  const storeOf = () => store;
  const airflowOf = () => airflow;
  const found = { workflow };
  const call: Call = {
    principal: systemPrincipal('acme', 'kim'),
    principalToken: 'token',
    authorise: () => {},
    now,
    requestId: 'r1',
  };
  const directory = {
    find: async (_kind: string, token: string) =>
      token === environment.mwaaName ? { tenant: 'acme', id: 'main' } : undefined,
    list: async function* () {
      yield { token: environment.mwaaName, tenant: 'acme', id: 'main' };
    },
  };
  const operations = { storeOf, airflowOf };
  const trigger = triggerRun({
    ...operations,
    random,
    call: (async (operation: { id: string }) =>
      operation.id === 'workflows.get' ? found.workflow : { items: [environment] }) as never,
  });
  const record = recordRunEvent({ ...operations, directory, now, random });
  const event = (detailType: string, detail: object, source = 'navigator.airflow') =>
    BusEvent.parse({
      source,
      'detail-type': detailType,
      detail: {
        id: 'e1',
        time: '2026-01-01T00:00:06.000Z',
        environment: environment.mwaaName,
        dagId: 'nightly',
        ...detail,
      },
    });
  const publish = (dagId: string, detail: object = {}) => {
    const { repository, commit, version } = workflow;
    const time = '2025-12-31T00:00:00.000Z';
    const published = {
      tenant: 'acme',
      correlationId: 'p1',
      repository,
      commit,
      version,
      environment,
      dagId,
      time,
      ...detail,
    };
    return record(event('workflow.published', published, 'navigator.workflows'));
  };
  await publish('another');
  return {
    ...far,
    forget: (runId: string) => airflowRuns.delete(runId),
    store,
    events,
    bus,
    run: (id: string) => store.find(id),
    /** What Airflow has, by run id. */
    runs: airflowRuns,
    airflowState,
    clock,
    call,
    found,
    event,
    trigger: (input: Partial<Parameters<typeof trigger>[0]> = {}, by = call) =>
      trigger({ workflow: 'nightly', conf: {}, ...input }, by),
    get: (run: string) => getRun(operations)({ run }, call),
    cancel: (run: string) => cancelRun(operations)({ run }, call),
    list: (filter: Partial<Parameters<ReturnType<typeof listRuns>>[0]> = {}) =>
      listRuns(operations)({ limit: 25, ...filter }, call),
    record: async (...reported: Parameters<typeof record>[0][]) => {
      for (const each of reported) {
        await record(each);
      }
    },
    publish,
    sweep: sweepRuns({ ...operations, directory, putEvents, now, random }),
  };
};

let world: Awaited<ReturnType<typeof makeWorld>>;
beforeEach(async () => {
  world = await makeWorld();
});

describe('starting a run', () => {
  it('enters it in the ledger and starts it in Airflow under the same id', async () => {
    const run = await world.trigger();
    expect(run).toMatchObject({
      state: 'queued',
      workflow: 'nightly',
      repository: 'company/sales',
      triggeredBy: 'kim',
    });
    expect(run.airflowUrl).toBe(`https://airflow.example.com/dags/nightly/runs/${run.id}`);
    expect(world.started).toEqual([run.id]);
  });

  it('starts one run for one idempotency key', async () => {
    const first = await world.trigger({ idempotencyKey: 'key-12345' });
    const second = await world.trigger({ idempotencyKey: 'key-12345' });
    expect(second.id).toBe(first.id);
    expect(world.started).toEqual([first.id]);
    await expect(world.trigger({ idempotencyKey: 'key-12345', workflow: 'other' })).rejects.toThrow(
      /used to run nightly/,
    );
  });

  it('asks for the right to run before anything else happens', async () => {
    const denied = () => {
      throw new DomainError('access.denied', 'no');
    };
    await expect(world.trigger({}, { ...world.call, authorise: denied })).rejects.toThrow('no');
    expect((await world.list()).items).toEqual([]);
    expect(world.started).toEqual([]);
  });

  it('refuses a workflow that is retired', async () => {
    world.found.workflow = { ...workflow, state: 'retired' };
    await expect(world.trigger()).rejects.toThrow(/retired/);
  });

  it('keeps a run while Airflow is away, and the sweep starts it once', async () => {
    world.airflowState.isAway = true;
    const run = await world.trigger({ conf: { region: 'eu' } });
    expect(run.state).toBe('queued');
    await world.sweep();
    world.airflowState.isAway = false;
    await world.sweep();
    await world.sweep();
    expect(world.started).toEqual([run.id]);
    expect(await world.run(run.id)).not.toHaveProperty('conf');
  });

  it('says what Airflow refused, and leaves no run waiting', async () => {
    world.airflowState.refusal = 'no such DAG';
    await expect(world.trigger()).rejects.toThrow('no such DAG');
    expect((await world.list()).items).toMatchObject([{ state: 'failed' }]);
  });
});

describe('following a run', () => {
  it('shows what Airflow sees and keeps it', async () => {
    const { id } = await world.trigger();
    world.end(id, 'success');
    expect(await world.get(id)).toMatchObject({ state: 'success', duration: 4 });
    world.airflowState.isAway = true;
    expect(await world.get(id)).toMatchObject({ state: 'success', duration: 4 });
  });

  it('does not know a run of nobody', async () => {
    await expect(world.get('n-000000000000')).rejects.toMatchObject({ code: 'resource.unknown' });
  });

  it('lists by state', async () => {
    const [first, second] = [await world.trigger(), await world.trigger()];
    world.end(first.id, 'failed');
    await world.get(first.id);
    expect((await world.list({ state: 'failed' })).items.map(({ id }) => id)).toEqual([first.id]);
    expect((await world.list()).items.map(({ id }) => id)).toEqual([second.id, first.id]);
  });
});

describe('cancelling a run', () => {
  it('stops it in Airflow, and the failure that Airflow reports does not change it', async () => {
    const { id } = await world.trigger();
    expect((await world.cancel(id)).state).toBe('cancelled');
    expect(world.cancelled).toEqual([id]);
    world.end(id, 'failed');
    await world.record(world.event('run.ended', { runId: id, state: 'failed' }));
    expect((await world.get(id)).state).toBe('cancelled');
  });

  it('is refused once it has ended', async () => {
    const { id } = await world.trigger();
    world.end(id, 'success');
    await expect(world.cancel(id)).rejects.toThrow(/it is success/);
    expect(world.cancelled).toEqual([]);
  });

  it('of one that Airflow does not know yet keeps it from being started', async () => {
    world.airflowState.isAway = true;
    const { id } = await world.trigger();
    world.airflowState.isAway = false;
    await world.cancel(id);
    await world.sweep();
    expect(world.started).toEqual([]);
  });
});

describe('events of Airflow', () => {
  it('end a run, and a second delivery changes nothing', async () => {
    const { id } = await world.trigger();
    world.end(id, 'failed');
    const ended = world.event('run.ended', { runId: id, state: 'failed' });
    await world.record(ended, ended);
    expect(await world.run(id)).toMatchObject({ state: 'failed', duration: 4 });
  });

  it('count while Airflow is away', async () => {
    const { id } = await world.trigger();
    world.airflowState.isAway = true;
    await world.record(world.event('run.ended', { runId: id, state: 'success' }));
    expect(await world.run(id)).toMatchObject({ state: 'success', endedAt: '2026-01-01T00:00:06.000Z' });
  });

  it('enter runs that Airflow started by itself, once, where the workflow was published by us', async () => {
    const runId = 'scheduled__2026-01-01T00:00:00+00:00';
    world.end(runId, 'success');
    const ended = world.event('run.ended', { runId, state: 'success' });
    await world.record(ended);
    expect((await world.list()).items).toEqual([]);
    await world.publish('nightly');
    await world.record(ended, ended);
    expect((await world.list()).items).toMatchObject([
      { workflow: 'nightly', repository: 'company/sales', state: 'success', triggeredBy: 'airflow', duration: 4 },
    ]);
  });

  it('of an environment that is nobody’s are dropped', async () => {
    const stranger = world.event('run.ended', { runId: 'x', state: 'success', environment: 'another' });
    await world.record(stranger);
    expect((await world.list()).items).toEqual([]);
  });

  it('tell which version ran, where it was live before the run began', async () => {
    await world.publish('nightly');
    await world.publish('late', { time: '2026-01-01T00:00:03.000Z' });
    for (const dagId of ['nightly', 'late']) {
      world.end(`scheduled__${dagId}`, 'success', dagId);
      await world.record(world.event('run.ended', { runId: `scheduled__${dagId}`, dagId, state: 'success' }));
    }
    const { items } = await world.list();
    expect(Object.fromEntries(items.map((run) => [run.workflow, [run.commit, run.version]]))).toEqual({
      nightly: [workflow.commit, workflow.version],
      late: [undefined, undefined],
    });
  });

  it('of an older version do not replace a newer one, nor does its repetition make it younger', async () => {
    const newer = { commit: 'd'.repeat(40), version: 'd'.repeat(12) };
    await world.publish('nightly', { ...newer, time: '2025-12-31T12:00:00.000Z' });
    await world.publish('nightly');
    await world.publish('nightly', { ...newer, time: '2026-01-02T00:00:00.000Z' });
    world.end('scheduled__1', 'success');
    await world.record(world.event('run.ended', { runId: 'scheduled__1', state: 'success' }));
    expect((await world.list()).items).toMatchObject([newer]);
  });
});

describe('what is told of a run', () => {
  const told = () => world.events.map(({ type, event }) => `${type} ${event.run.state}`);

  it('is its start and its end, once each', async () => {
    const { id } = await world.trigger();
    world.end(id, 'failed');
    const ended = world.event('run.ended', { runId: id, state: 'failed' });
    await world.record(ended, ended);
    await world.get(id);
    expect(told()).toEqual(['run.started queued', 'run.ended failed']);
    const [started, end] = world.events.map(({ event }) => event);
    expect(end).toMatchObject({
      tenant: 'acme',
      correlationId: id,
      run: { id, logs: 'pending', commit: workflow.commit },
    });
    expect(end?.id).not.toBe(started?.id);
  });

  it('is its end, whoever ends it', async () => {
    const { id } = await world.trigger();
    await world.cancel(id);
    world.airflowState.refusal = 'no such DAG';
    await expect(world.trigger()).rejects.toThrow();
    world.airflowState.refusal = '';
    const lost = await world.trigger();
    world.forget(lost.id);
    world.clock.time += 20 * 60_000;
    await world.sweep();
    expect(told().filter((each) => each.startsWith('run.ended'))).toEqual([
      'run.ended cancelled',
      'run.ended failed',
      'run.ended cancelled',
      'run.ended failed',
      'run.ended lost',
    ]);
  });

  it('does not stop a run from being started while the bus is away', async () => {
    world.bus.isAway = true;
    const { id } = await world.trigger();
    expect(world.started).toEqual([id]);
    expect(told()).toEqual([]);
  });
});

describe('logs that nobody has read', () => {
  const minute = 60_000;
  const pass = async (milliseconds: number) => {
    world.clock.time += milliseconds;
    await world.sweep();
  };
  const endRun = async () => {
    const { id } = await world.trigger();
    world.end(id, 'failed');
    await world.record(world.event('run.ended', { runId: id, state: 'failed' }));
    world.events.length = 0;
    return id;
  };

  it('are asked for again, later each time, with the same event', async () => {
    const id = await endRun();
    await pass(30_000);
    expect(world.events).toEqual([]);
    const at: number[] = [];
    for (let minutes = 1; minutes <= 20; minutes += 1) {
      await pass(minute);
      if (world.events.length > at.length) {
        at.push(minutes);
      }
    }
    expect(at).toEqual([1, 2, 4, 8, 16]);
    expect(new Set(world.events.map(({ event }) => event.id)).size).toBe(1);
    expect((await world.run(id))?.logs).toBe('pending');
  });

  it('are asked for also while Airflow is away, and where the first event was lost', async () => {
    world.bus.isAway = true;
    await endRun();
    world.bus.isAway = false;
    world.airflowState.isAway = true;
    await pass(2 * minute);
    expect(world.events).toMatchObject([{ type: 'run.ended' }]);
  });

  it('are not asked for once they have been read', async () => {
    const run = await world.run(await endRun());
    expect(run && (await world.store.settleLogs(run, 'read'))).toBe(true);
    await pass(10 * minute);
    expect(world.events).toEqual([]);
  });

  it('are given up after hours', async () => {
    const id = await endRun();
    for (let minutes = 0; minutes < 6 * 60; minutes += 1) {
      await pass(minute);
    }
    expect((await world.run(id))?.logs).toBe('unavailable');
    expect(world.events).toHaveLength(20);
    await pass(60 * minute);
    expect(world.events).toHaveLength(20);
  });

  it('of a run that somebody cleared and that ended again are asked for anew', async () => {
    const id = await endRun();
    const before = await world.run(id);
    world.clock.time += 10 * minute;
    const inAirflow = world.runs.get(id);
    expect(inAirflow).toBeDefined();
    if (inAirflow) {
      world.runs.set(id, { ...inAirflow, endedAt: '2026-01-01T00:09:00+00:00', state: 'success' });
    }
    await world.record(world.event('run.ended', { runId: id, state: 'success', time: '2026-01-01T00:09:00.000Z' }));
    expect(before && (await world.store.settleLogs(before, 'read'))).toBe(false);
    expect((await world.run(id))?.logs).toBe('pending');
    expect(await world.store.listUnread(10)).toMatchObject([{ id, attempts: 0 }]);
  });
});

describe('the sweep', () => {
  const minutes = (count: number) => count * 60 * 1000;

  it('ends a run whose end nobody reported', async () => {
    const { id } = await world.trigger();
    world.end(id, 'success');
    await world.sweep();
    expect((await world.run(id))?.state).toBe('success');
  });

  it('enters a run that Airflow ran by itself and nobody reported', async () => {
    await world.publish('nightly');
    world.end('manual__1', 'failed');
    await world.sweep();
    await world.sweep();
    expect((await world.list()).items).toMatchObject([{ state: 'failed', triggeredBy: 'airflow' }]);
  });

  it('gives up a run that Airflow does not know after a while, not before', async () => {
    const { id } = await world.trigger();
    world.forget(id);
    world.clock.time += minutes(9);
    await world.sweep();
    expect((await world.run(id))?.state).toBe('queued');
    world.clock.time += minutes(2);
    await world.sweep();
    expect((await world.run(id))?.state).toBe('lost');
  });

  it('gives up a run that could not be started for a quarter of an hour, without starting it late', async () => {
    world.airflowState.isAway = true;
    const { id } = await world.trigger();
    world.clock.time += minutes(16);
    world.airflowState.isAway = false;
    await world.sweep();
    expect((await world.run(id))?.state).toBe('lost');
    expect(world.started).toEqual([]);
  });
});
