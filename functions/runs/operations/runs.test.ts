import { beforeEach, describe, expect, it } from 'vitest';
import { type Airflow, AirflowRefused, type AirflowRun, AirflowUnavailable } from '../../shared/airflow.ts';
import { DomainError } from '../../shared/errors.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { Environment, Workflow } from '../../workflows/contract.ts';
import type { RunStore } from '../adapters/run-store.ts';
import { isEnded, type LedgerRun } from '../domain/run.ts';
import { cancelRun } from './cancel-run.ts';
import { getRun } from './get-run.ts';
import { listRuns } from './list-runs.ts';
import { recordRunEvent } from './record-run-event.ts';
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
  publishedAt: '2026-01-01T00:00:00.000Z',
  airflowUrl: 'https://airflow.example.com/dags/nightly',
};

const untouched = (what: string) => (): never => {
  throw new Error(`${what} is not to be called`);
};

const memoryStore = () => {
  const runs = new Map<string, LedgerRun>();
  const requests = new Map<string, string>();
  const repositories = new Map<string, string>();
  const byAirflow = ({ environment, dagId, runId }: { environment: string; dagId: string; runId: string }) =>
    [...runs.values()].find(
      (run) => run.environment === environment && run.workflow === dagId && run.airflow.runId === runId,
    );
  const store: RunStore = {
    find: async (id) => runs.get(id),
    begin: async (run, request) => {
      if (runs.has(run.id) || (request !== undefined && requests.has(request))) {
        return false;
      }
      runs.set(run.id, run);
      if (request !== undefined) {
        requests.set(request, run.id);
      }
      return true;
    },
    findRequested: async (request) => runs.get(requests.get(request) ?? ''),
    enter: async (run) => {
      const isNew = !byAirflow({ environment: run.environment, dagId: run.workflow, runId: run.airflow.runId });
      if (isNew) {
        runs.set(run.id, run);
      }
      return isNew;
    },
    findByAirflow: async (name) => byAirflow(name),
    replace: async (before, after) => {
      const isAsRead = runs.get(before.id)?.state === before.state;
      if (isAsRead) {
        runs.set(after.id, after);
      }
      return isAsRead;
    },
    list: async () => ({ items: [...runs.values()].toReversed(), next: undefined }),
    listOpen: async (limit) => [...runs.values()].filter((run) => !isEnded(run)).slice(0, limit),
    recordWorkflow: async ({ dagId, repository }) => void repositories.set(dagId, repository),
    claimEnvironment: async () => true,
    findEnvironment: async () => environment,
    findRepository: async (_environment, dagId) => repositories.get(dagId),
    listDagIds: async () => [...repositories.keys()],
  };
  return { store, runs, repositories };
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

const makeWorld = () => {
  const { store, runs, repositories } = memoryStore();
  const { airflow, state: airflowState, runs: airflowRuns, ...far } = fakeAirflow();
  const clock = { time: Date.parse('2026-01-01T00:00:00Z') };
  const now = () => new Date(clock.time);
  let ids = 0;
  const random = () => {
    ids += 1;
    return (ids % 32768) / 32768;
  };
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
  const event = (detailType: string, detail: object, source = 'navigator.airflow') => ({
    messageId: 'm1',
    body: JSON.stringify({
      source,
      'detail-type': detailType,
      detail: {
        id: 'e1',
        time: '2026-01-01T00:00:06.000Z',
        environment: environment.mwaaName,
        dagId: 'nightly',
        ...detail,
      },
    }),
  });
  return {
    ...far,
    forget: (runId: string) => airflowRuns.delete(runId),
    runs,
    repositories,
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
    record: (...messages: { messageId: string; body: string }[]) => record({ Records: messages }),
    sweep: sweepRuns({ ...operations, directory, now, random }),
  };
};

let world: ReturnType<typeof makeWorld>;
beforeEach(() => {
  world = makeWorld();
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
    expect([...world.runs.keys(), ...world.started]).toEqual([]);
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
    expect(world.runs.get(run.id)).not.toHaveProperty('conf');
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
    expect(await world.record(ended, ended)).toEqual({ batchItemFailures: [] });
    expect(world.runs.get(id)).toMatchObject({ state: 'failed', duration: 4 });
  });

  it('count while Airflow is away', async () => {
    const { id } = await world.trigger();
    world.airflowState.isAway = true;
    await world.record(world.event('run.ended', { runId: id, state: 'success' }));
    expect(world.runs.get(id)).toMatchObject({ state: 'success', endedAt: '2026-01-01T00:00:06.000Z' });
  });

  it('enter runs that Airflow started by itself, once, where the workflow was published by us', async () => {
    const runId = 'scheduled__2026-01-01T00:00:00+00:00';
    world.end(runId, 'success');
    const ended = world.event('run.ended', { runId, state: 'success' });
    await world.record(ended);
    expect(world.runs.size).toBe(0);
    const published = {
      tenant: 'acme',
      correlationId: 'p1',
      repository: 'company/sales',
      commit: workflow.commit,
      environment,
    };
    await world.record(world.event('workflow.published', published, 'navigator.workflows'), ended, ended);
    expect((await world.list()).items).toMatchObject([
      { workflow: 'nightly', repository: 'company/sales', state: 'success', triggeredBy: 'airflow', duration: 4 },
    ]);
  });

  it('of an environment that is nobody’s are dropped', async () => {
    const stranger = world.event('run.ended', { runId: 'x', state: 'success', environment: 'another' });
    expect(await world.record(stranger)).toEqual({ batchItemFailures: [] });
    expect(world.runs.size).toBe(0);
  });

  it('that make no sense are delivered again, the others not', async () => {
    const { id } = await world.trigger();
    world.end(id, 'success');
    const good = world.event('run.ended', { runId: id, state: 'success' });
    const bad = { messageId: 'm2', body: '{"source":"navigator.airflow"}' };
    expect(await world.record(bad, good)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm2' }] });
    expect(world.runs.get(id)?.state).toBe('success');
  });
});

describe('the sweep', () => {
  const minutes = (count: number) => count * 60 * 1000;

  it('ends a run whose end nobody reported', async () => {
    const { id } = await world.trigger();
    world.end(id, 'success');
    await world.sweep();
    expect(world.runs.get(id)?.state).toBe('success');
  });

  it('enters a run that Airflow ran by itself and nobody reported', async () => {
    world.repositories.set('nightly', 'company/sales');
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
    expect(world.runs.get(id)?.state).toBe('queued');
    world.clock.time += minutes(2);
    await world.sweep();
    expect(world.runs.get(id)?.state).toBe('lost');
  });

  it('gives up a run that could not be started for a quarter of an hour, without starting it late', async () => {
    world.airflowState.isAway = true;
    const { id } = await world.trigger();
    world.clock.time += minutes(16);
    world.airflowState.isAway = false;
    await world.sweep();
    expect(world.runs.get(id)?.state).toBe('lost');
    expect(world.started).toEqual([]);
  });
});
