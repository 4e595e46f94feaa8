import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { FileOutcome, type Reconciliation } from '../../repositories/contract.ts';
import { type Airflow, AirflowUnavailable } from '../../shared/airflow.ts';
import type { Artefacts } from '../../shared/artefacts.ts';
import { DomainError } from '../../shared/errors.ts';
import type { DagBucket } from '../adapters/dag-bucket.ts';
import { type StoredWorkflow, Superseded, type WorkflowStore } from '../adapters/workflow-store.ts';
import { type Environment, WorkflowPublished } from '../contract.ts';
import { createChecker } from '../domain/check/check-file.ts';
import type { ManifestEntry } from '../domain/manifest.ts';
import { checkChanges } from './check-changes.ts';
import { confirmLive } from './confirm-live.ts';
import { publishRelease } from './publish-release.ts';

const environment: Environment = {
  name: 'main',
  mwaaName: 'main-airflow',
  airflowVersion: '3.3.2',
  pythonVersion: '3.12',
  webUrl: 'https://airflow.example.com',
};

const untouched = (what: string) => (): never => {
  throw new Error(`${what} is not to be called`);
};

const memoryArtefacts = (): Artefacts & { objects: Map<string, Uint8Array> } => {
  const objects = new Map<string, Uint8Array>();
  const getBytes = async (key: string) => {
    const bytes = objects.get(key);
    if (!bytes) {
      throw new DomainError('resource.unknown', key);
    }
    return bytes;
  };
  return {
    objects,
    getBytes,
    putBytes: async (key, bytes) => void objects.set(key, bytes),
    putJson: async (key, value) => void objects.set(key, Buffer.from(JSON.stringify(value))),
    getJson: async (key, schema) => schema.parse(JSON.parse(Buffer.from(await getBytes(key)).toString())),
  };
};

/** The tables of one tenant; `crashAt` makes the n-th write of a manifest from now the last thing that happens. */
const memoryStore = () => {
  const manifests = new Map<string, ManifestEntry>();
  const workflows = new Map<string, StoredWorkflow>();
  const state = { fence: 0, crashAt: 0 };
  const takeFence = async (id: string, fence: number) => {
    if (fence < state.fence) {
      throw new Superseded(id);
    }
    state.fence = fence;
  };
  const store: WorkflowStore = {
    getEnvironment: async () => environment,
    findEnvironment: untouched('findEnvironment'),
    listEnvironments: untouched('listEnvironments'),
    updateEnvironment: untouched('updateEnvironment'),
    claimEnvironment: untouched('claimEnvironment'),
    listWorkflows: untouched('listWorkflows'),
    takeFence,
    holdFence: async (id, fence) => {
      if (fence !== state.fence) {
        throw new Superseded(id);
      }
    },
    readManifest: async () => structuredClone([...manifests.values()]),
    writeManifest: async (id, fence, { put = [], remove = [] }) => {
      await takeFence(id, fence);
      for (const entry of put) {
        manifests.set(entry.path, structuredClone(entry));
      }
      for (const path of remove) {
        manifests.delete(path);
      }
      state.crashAt -= 1;
      if (state.crashAt === 0) {
        throw new Error('killed');
      }
    },
    claimWorkflow: async (workflow) => {
      const known = workflows.get(workflow.dagId);
      if (known && known.repository !== workflow.repository && known.state !== 'retired') {
        return known.repository;
      }
      workflows.set(workflow.dagId, { ...workflow, ...known, repository: workflow.repository });
      return undefined;
    },
    findWorkflow: async (_environment, dagId) => workflows.get(dagId),
    updateWorkflow: async (workflow, seenAt) => {
      const known = workflows.get(workflow.dagId);
      workflows.set(workflow.dagId, { ...workflow, firstLiveAt: known?.firstLiveAt ?? seenAt });
    },
    retireWorkflow: async (workflow) => {
      if (workflow.firstLiveAt === undefined) {
        workflows.delete(workflow.dagId);
      } else {
        workflows.set(workflow.dagId, { ...workflow, state: 'retired' });
      }
    },
    workflowsOf: async (_environment, repository) =>
      [...workflows.values()].filter((workflow) => workflow.repository === repository),
  };
  return { store, manifests, workflows, state };
};

interface Stored {
  readonly text: string;
  readonly move?: string;
  readonly etag: string;
}

const memoryBucket = (artefacts: { objects: Map<string, Uint8Array> }) => {
  const files = new Map<string, Stored>();
  const writes: string[] = [];
  let etags = 0;
  const put = (file: string, text: string, move?: string) => {
    etags += 1;
    files.set(file, { text, move, etag: `e${etags}` });
    writes.push(file);
  };
  const bucket: DagBucket = {
    look: async (file) => {
      const found = files.get(file);
      return found && { etag: found.etag, move: found.move };
    },
    read: async (file) => Buffer.from(files.get(file)?.text ?? untouched(file)()),
    placePointer: async (file, text, move, seen) => {
      const isAsSeen = files.get(file)?.etag === seen?.etag;
      if (isAsSeen) {
        put(file, text, move);
      }
      return isAsSeen;
    },
    removePointer: async (file, seen) => files.get(file)?.etag === seen.etag && files.delete(file),
    ensureFile: async (file, text) => {
      if (files.get(file)?.text !== text) {
        put(file, text);
      }
    },
    copyRelease: async (folder, from) => {
      if (!files.has(`${folder}.json`)) {
        for (const { path, key } of from.files) {
          put(`${folder}/${path}`, Buffer.from(artefacts.objects.get(key) ?? []).toString());
        }
        put(`${folder}.json`, '{}');
      }
    },
    touchRelease: async (folder) => put(`${folder}.json`, '{}') as never,
    listReleases: async () => new Map(),
    removeRelease: untouched('removeRelease'),
  };
  return { bucket, files, writes };
};

/** An Airflow that has parsed every pointer of the bucket a moment ago; `broken` matches the sources it cannot import. */
const fakeAirflow = (files: ReadonlyMap<string, Stored>, now: () => Date) => {
  const paused = new Map<string, boolean>();
  const state = { isAway: false, isBlind: false, broken: /never/ };
  const pointers = () => [...files].filter(([file]) => file.startsWith('live/'));
  const idsOf = (text: string) => [...text.matchAll(/dag_id="(\w+)"/g)].map(([, id = '']) => id);
  const parsed = () => pointers().filter(([, { text }]) => !state.isBlind && !state.broken.test(text));
  const reachable = <T>(answer: () => T): Promise<T> =>
    state.isAway ? Promise.reject(new AirflowUnavailable('away')) : Promise.resolve().then(answer);
  const airflow: Airflow = {
    listDags: () =>
      reachable(() =>
        parsed().flatMap(([file, { text }]) =>
          idsOf(text).map((dagId) => ({
            dagId,
            file,
            isPaused: paused.get(dagId) ?? true,
            isStale: false,
            parsedAt: now().toISOString(),
          })),
        ),
      ),
    dagSource: (dagId) => reachable(() => parsed().find(([, { text }]) => idsOf(text).includes(dagId))?.[1].text),
    importErrors: () =>
      reachable(() =>
        pointers()
          .filter(([, { text }]) => !state.isBlind && state.broken.test(text))
          .map(([file]) => ({ file, at: now().toISOString(), stackTrace: 'ImportError: no such thing' })),
      ),
    pause: async (dagId) => void paused.set(dagId, true),
    unpause: async (dagId) => void paused.set(dagId, false),
    triggerRun: untouched('triggerRun'),
    findRun: untouched('findRun'),
    listRuns: untouched('listRuns'),
    listTasks: untouched('listTasks'),
    cancelRun: untouched('cancelRun'),
  };
  return { airflow, paused, state };
};

const checker = createChecker(environment);
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const dag = (dagId: string, comment = '') =>
  `from airflow.sdk import DAG\n\nwith DAG(dag_id="${dagId}", schedule=None):\n    pass\n# ${comment}\n`;

const makeWorld = () => {
  let time = Date.parse('2026-01-01T00:00:00Z');
  const now = () => {
    time += 1;
    return new Date(time);
  };
  const sleep = async (milliseconds: number) => {
    time += milliseconds;
  };
  const artefacts = memoryArtefacts();
  const { store, manifests, workflows, state: storeState } = memoryStore();
  const { bucket, files, writes } = memoryBucket(artefacts);
  const { airflow, paused, state: airflowState } = fakeAirflow(files, now);
  const published: WorkflowPublished[] = [];
  const check = checkChanges({ storeOf: () => store, artefacts, checkerFor: () => checker, now });
  const publish = publishRelease({
    storeOf: () => store,
    artefacts,
    artefactBucket: 'artefacts',
    bucket,
    bundle: { '.airflowignore': '/releases/' },
    now,
  });
  const confirm = confirmLive({
    storeOf: () => store,
    artefacts,
    bucket,
    airflowOf: () => airflow,
    putEvents: async (_source, _type, events) =>
      void published.push(...events.map((event) => WorkflowPublished.parse(event))),
    now,
    sleep,
  });
  let fence = 0;
  const fetch = async (
    sources: Readonly<Record<string, string>>,
    repository: Partial<Reconciliation['repository']> = {},
  ): Promise<Reconciliation> => {
    fence += 1;
    const tree = Object.entries(sources).map(([path, text]) => ({
      path,
      sha256: sha(text),
      size: text.length,
      key: `acme/blobs/${sha(text)}`,
      text,
    }));
    for (const { key, text } of tree) {
      await artefacts.putBytes(key, Buffer.from(text));
    }
    const commit = sha(`${fence}`).slice(0, 40);
    await artefacts.putJson(`acme/trees/${fence}`, { commit, files: tree, notes: [] });
    const at = now().toISOString();
    return {
      tenant: 'acme',
      repository: {
        name: 'company/sales',
        id: 'sales-1',
        path: 'dags',
        branch: 'main',
        environment: 'main',
        newWorkflows: 'live',
        ...repository,
      },
      fence,
      push: { id: `p${fence}`, generation: 1, commit, noticedAt: at, fetchedAt: at, tree: `acme/trees/${fence}` },
    };
  };
  const outcomesOf = async (key: string) => {
    const outcomes = await artefacts.getJson(key, FileOutcome.array());
    return Object.fromEntries(outcomes.map((file) => [file.path, file]));
  };
  const push = async (...given: Parameters<typeof fetch>) => {
    const { confirmation } = await confirm(await publish(await check(await fetch(...given))));
    return { ...confirmation, outcomes: await outcomesOf(confirmation.files) };
  };
  const pointer = (path: string) => files.get(`live/sales-1/${path}`);
  return {
    manifests,
    workflows,
    storeState,
    writes,
    paused,
    airflowState,
    published,
    check,
    publish,
    confirm,
    fetch,
    push,
    pointer,
    outcomesOf,
  };
};

let world: ReturnType<typeof makeWorld>;
beforeEach(() => {
  world = makeWorld();
});

describe('reconciling', () => {
  it('brings a tree live: release first, pointers last, workflows unpaused and announced', async () => {
    const { done, outcomes } = await world.push({ 'a.py': dag('a'), 'q.sql': 'select 1' });
    expect(done).toBe(true);
    expect(outcomes['a.py']).toMatchObject({ outcome: 'live', dagIds: ['a'] });
    expect(outcomes['a.py']?.airflowUrl).toBe('https://airflow.example.com/dags/a');
    expect(world.writes.at(-1)).toBe('live/sales-1/a.py');
    expect(world.workflows.get('a')).toMatchObject({ state: 'live', path: 'a.py', repository: 'company/sales' });
    expect(world.paused.get('a')).toBe(false);
    expect(world.published).toMatchObject([{ dagId: 'a', repository: 'company/sales', tenant: 'acme' }]);
  });

  it('does nothing for a tree that is live', async () => {
    await world.push({ 'a.py': dag('a') });
    const before = world.writes.length;
    const { outcomes } = await world.push({ 'a.py': dag('a') });
    expect(outcomes['a.py']).toMatchObject({ outcome: 'unchanged', dagIds: ['a'] });
    expect(world.writes.length).toBe(before);
  });

  it('leaves new workflows paused where the repository wants it, and never unpauses what a person paused', async () => {
    const wanted = { newWorkflows: 'paused' } as const;
    expect((await world.push({ 'a.py': dag('a') }, wanted)).outcomes['a.py']?.outcome).toBe('paused');
    const { outcomes } = await world.push({ 'a.py': dag('a', 'changed') });
    expect(outcomes['a.py']?.outcome).toBe('paused');
    expect(world.paused.get('a')).toBeUndefined();
  });

  it('puts a file that Airflow cannot import back to its last good version and does not try it again', async () => {
    await world.push({ 'a.py': dag('a', 'good') });
    world.airflowState.broken = /BAD/;
    const { done, outcomes } = await world.push({ 'a.py': dag('a', 'BAD'), 'b.py': dag('b') });
    expect(done).toBe(true);
    expect(outcomes).toMatchObject({
      'a.py': { outcome: 'quarantined', findings: [{ message: 'ImportError: no such thing' }] },
      'b.py': { outcome: 'live' },
    });
    expect(world.pointer('a.py')?.text).toContain('# # good');
    const again = await world.push({ 'a.py': dag('a', 'BAD'), 'b.py': dag('b') });
    expect(again.outcomes['a.py']?.outcome).toBe('quarantined');
    expect(world.pointer('a.py')?.text).toContain('# # good');
  });

  it('removes the pointer of a new file that Airflow cannot import, and frees its DAG id', async () => {
    world.airflowState.broken = /BAD/;
    await world.push({ 'a.py': dag('a', 'BAD') });
    expect(world.pointer('a.py')).toBeUndefined();
    expect(world.workflows.has('a')).toBe(false);
  });

  it('retires a file that is gone and lets another repository have its DAG id', async () => {
    await world.push({ 'a.py': dag('a') });
    const { outcomes } = await world.push({ 'b.py': dag('b') });
    expect(outcomes['a.py']).toMatchObject({ outcome: 'retired', dagIds: ['a'] });
    expect(world.pointer('a.py')).toBeUndefined();
    expect(world.workflows.get('a')?.state).toBe('retired');
  });

  it('quarantines a file whose DAG id another repository owns', async () => {
    await world.push({ 'a.py': dag('a') });
    const { outcomes } = await world.push({ 'x.py': dag('a') }, { name: 'company/other', id: 'sales-1' });
    expect(outcomes['x.py']?.findings[0]?.message).toContain('company/sales');
  });

  it('is not done while Airflow is away or slow, and is once it is back', async () => {
    world.airflowState.isAway = true;
    const published = await world.publish(await world.check(await world.fetch({ 'a.py': dag('a') })));
    expect((await world.confirm(published)).confirmation.done).toBe(false);
    world.airflowState.isAway = false;
    world.airflowState.isBlind = true;
    const waiting = await world.confirm(published);
    expect(waiting.confirmation).toMatchObject({ done: false });
    expect(await world.outcomesOf(waiting.confirmation.files)).toMatchObject({ 'a.py': { outcome: 'pending' } });
    world.airflowState.isBlind = false;
    expect((await world.confirm(published)).confirmation.done).toBe(true);
  });
});

describe('what goes wrong on the way', () => {
  it('a second delivery of the same state publishes nothing new', async () => {
    const checked = await world.check(await world.fetch({ 'a.py': dag('a') }));
    const published = await world.publish(checked);
    const before = [...world.writes];
    await world.publish(checked);
    expect(world.writes).toEqual(before);
    await world.confirm(published);
    await world.publish(checked);
    await world.confirm(published);
    expect(world.writes.filter((file) => file.startsWith('live/'))).toEqual(['live/sales-1/a.py']);
  });

  it('a reconciler killed between manifest and pointer leaves work that the next one does', async () => {
    await world.push({ 'a.py': dag('a', 'first') });
    const checked = await world.check(await world.fetch({ 'a.py': dag('a', 'second') }));
    world.storeState.crashAt = 1;
    await expect(world.publish(checked)).rejects.toThrow('killed');
    expect(world.pointer('a.py')?.text).toContain('# # first');
    const { outcomes } = await world.push({ 'a.py': dag('a', 'second') });
    expect(outcomes['a.py']?.outcome).toBe('live');
    expect(world.pointer('a.py')?.text).toContain('# # second');
  });

  it('a revert after such a crash does not leave the crashed version live', async () => {
    await world.push({ 'a.py': dag('a', 'first') });
    await world.publish(await world.check(await world.fetch({ 'a.py': dag('a', 'second') })));
    expect(world.pointer('a.py')?.text).toContain('# # second');
    await world.push({ 'a.py': dag('a', 'first') });
    expect(world.pointer('a.py')?.text).toContain('# # first');
  });

  it('a confirmation killed before it was written down is said again', async () => {
    const published = await world.publish(await world.check(await world.fetch({ 'a.py': dag('a') })));
    world.storeState.crashAt = 1;
    await expect(world.confirm(published)).rejects.toThrow('killed');
    const { confirmation } = await world.confirm(published);
    expect(await world.outcomesOf(confirmation.files)).toMatchObject({ 'a.py': { outcome: 'live' } });
  });

  it('a late writer loses at every state', async () => {
    const fetched = await world.fetch({ 'a.py': dag('a', 'late') });
    const checked = await world.check(fetched);
    const published = await world.publish(checked);
    await world.push({ 'a.py': dag('a', 'newer') });
    const before = world.pointer('a.py');
    await expect(world.check(fetched)).rejects.toThrow(Superseded);
    await expect(world.publish(checked)).rejects.toThrow(Superseded);
    await expect(world.confirm(published)).rejects.toThrow(Superseded);
    expect(world.pointer('a.py')).toEqual(before);
  });

  it('two moves of a pointer differ in length', async () => {
    await world.push({ 'a.py': dag('a', 'one') });
    const before = world.pointer('a.py')?.text.length;
    await world.push({ 'a.py': dag('a', 'two') });
    expect(world.pointer('a.py')?.text.length).not.toBe(before);
  });
});
