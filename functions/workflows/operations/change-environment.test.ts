import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { dag, makeWorld } from '../../../test/support/publishing-world.ts';
import type { CallOperation } from '../../shared/call-operation.ts';
import { DomainError } from '../../shared/errors.ts';
import { environmentChanges } from '../adapters/environment-changes.ts';
import type { EnvironmentState, Mwaa } from '../adapters/mwaa.ts';
import { ChecksChanged, type Environment, environmentChange } from '../contract.ts';
import { changeEnvironment } from './change-environment.ts';
import { requestChange } from './request-change.ts';

const environment: Environment = {
  name: 'main',
  mwaaName: 'main-airflow',
  airflowVersion: '3.3.2',
  pythonVersion: '3.12',
  webUrl: 'https://airflow.example.com',
};

/** An environment with an MWAA that is busy until it is told how its update ended. */
const makeEnvironment = async () => {
  const store = memoryStore();
  await store.put('environment', 'main', { ...environment });
  const changes = environmentChanges(store);
  const files = new Map<string, string>();
  const updates: string[] = [];
  const announced: ChecksChanged[] = [];
  const idle: EnvironmentState = { isBusy: false, requirements: undefined, lastUpdate: undefined, fault: '' };
  let state = idle;
  let isDown = false;
  const mwaa: Mwaa = {
    describe: async () => state,
    update: async (_name, key) => {
      updates.push(key);
      state = { ...state, isBusy: true, requirements: key, lastUpdate: undefined };
    },
  };
  const change = changeEnvironment({
    changesOf: () => changes,
    mwaa,
    putRequirements: async (key, text) => {
      if (isDown) {
        throw new DomainError('upstream.unavailable', 'down');
      }
      files.set(key, text);
    },
    putEvents: async (_source, _type, events) =>
      void announced.push(...events.map((event) => ChecksChanged.parse(event))),
    now: () => new Date('2026-01-02T00:00:00.000Z'),
  });
  return {
    files,
    updates,
    announced,
    end: (lastUpdate: 'succeeded' | 'failed') => {
      state = { ...state, isBusy: false, lastUpdate, fault: 'no such version' };
    },
    setDown: (next: boolean) => {
      isDown = next;
    },
    find: () => changes.find('main'),
    apply: (approval: string, add: string[]) =>
      change({
        tenant: 'acme',
        approval,
        kind: environmentChange.id,
        ask: { environment: 'main', mwaaName: 'main-airflow', add, remarks: [] },
        reason: 'dashboards',
        requestedBy: 'kim@example.com',
        decision: { by: 'lee@example.com', via: 'navigator', at: '2026-01-02T00:00:00.000Z' },
      }),
  };
};

let world: Awaited<ReturnType<typeof makeEnvironment>>;
beforeEach(async () => {
  world = await makeEnvironment();
});

describe('an approved change of an environment', () => {
  it('updates it with all of its packages, and has what was kept back checked anew once it has them', async () => {
    expect(await world.apply('a-1', ['polars==1.2.3'])).toEqual({ again: 5 });
    expect(await world.apply('a-1', ['polars==1.2.3'])).toEqual({ again: 5 });
    expect(world.updates).toEqual(['requirements/a-1.txt']);
    expect(world.announced).toEqual([]);
    world.end('succeeded');
    expect(await world.apply('a-1', ['polars==1.2.3'])).toMatchObject({ message: expect.stringContaining('polars') });
    expect(await world.find()).toEqual({ ...environment, requirements: ['polars==1.2.3'], revision: 1 });
    expect(world.announced).toMatchObject([{ tenant: 'acme', of: { environment: 'main' } }]);

    await world.apply('a-2', ['Cowsay==6.1', 'polars==1.3.0']);
    expect(world.files.get('requirements/a-2.txt')).toBe('Cowsay==6.1\npolars==1.3.0\n');
  });

  it('that is told again after its end changes nothing', async () => {
    await world.apply('a-1', ['polars==1.2.3']);
    world.end('succeeded');
    await world.apply('a-1', ['polars==1.2.3']);
    expect(await world.apply('a-1', ['polars==1.2.3'])).toHaveProperty('message');
    expect(world.updates).toHaveLength(1);
    expect((await world.find())?.revision).toBe(1);
  });

  it('that MWAA cannot make leaves it as it was, says why, and makes way for the next', async () => {
    await world.apply('a-1', ['polars==0.0.0']);
    world.end('failed');
    expect(await world.apply('a-1', ['polars==0.0.0'])).toEqual({
      error: { Error: 'UpdateFailed', Cause: 'main-airflow is as it was: no such version' },
    });
    expect(await world.find()).toEqual(environment);
    await world.apply('a-2', ['polars==1.2.3']);
    expect(world.updates).toEqual(['requirements/a-1.txt', 'requirements/a-2.txt']);
  });

  it('waits for another one, and for whatever else MWAA is doing', async () => {
    await world.apply('a-1', ['polars==1.2.3']);
    expect(await world.apply('a-2', ['cowsay==6.1'])).toEqual({ again: 5 });
    expect(world.updates).toEqual(['requirements/a-1.txt']);
    world.end('succeeded');
    await world.apply('a-1', ['polars==1.2.3']);
    await world.apply('a-2', ['cowsay==6.1']);
    expect(world.files.get('requirements/a-2.txt')).toBe('cowsay==6.1\npolars==1.2.3\n');
  });

  it('that broke off before the update was begun begins it', async () => {
    world.setDown(true);
    await expect(world.apply('a-1', ['polars==1.2.3'])).rejects.toThrow('down');
    world.setDown(false);
    await world.apply('a-1', ['polars==1.2.3']);
    expect(world.updates).toHaveLength(1);
  });
});

describe('asking for packages', () => {
  const ask = async (add: string[], requirements?: string[]) => {
    const asked: unknown[] = [];
    const callApprovals: CallOperation = async (_operation, input) => {
      asked.push(input);
      return {} as never;
    };
    const storeOf = () => ({ getEnvironment: async () => ({ ...environment, requirements }) });
    const input = { environment: 'main', add, reason: 'dashboards', wait: '7d' };
    await requestChange({ storeOf, callApprovals })(input, makeWorld().call());
    return asked;
  };

  it('tells whoever decides that a name looks like another', async () => {
    const [wish] = await ask(['reqeusts==2.0.0']);
    expect(wish).toMatchObject({ kind: 'environment-change', ask: { remarks: [expect.stringContaining('requests')] } });
  });

  it('that are there is refused', async () => {
    await expect(ask(['polars==1.2.3'], ['polars==1.2.3'])).rejects.toThrow(/has polars==1.2.3 already/);
  });

  it.each(['polars', 'polars>=1', '--index-url=https://x.example', 'git+https://x.example/p.git', 'a==1 ; x', 'a==*'])(
    'takes pinned packages only, not %s',
    (text) => {
      expect(environmentChange.ask.shape.add.safeParse([text]).success).toBe(false);
    },
  );
});

it('what Airflow refused is tried again once its environment has other packages, and not before', async () => {
  const { push, airflowState, storeState } = makeWorld();
  airflowState.broken = /NEEDS/;
  expect((await push({ 'a.py': dag('a', 'NEEDS') })).outcomes['a.py']?.outcome).toBe('quarantined');
  airflowState.broken = /nothing/;
  expect((await push({ 'a.py': dag('a', 'NEEDS') })).outcomes['a.py']?.outcome).toBe('quarantined');
  storeState.revision = 1;
  expect((await push({ 'a.py': dag('a', 'NEEDS') })).outcomes['a.py']?.outcome).toBe('live');
});
