import { createHash } from 'node:crypto';
import { FileOutcome, type Reconciliation } from '../../functions/repositories/contract.ts';
import { type Airflow, AirflowUnavailable } from '../../functions/shared/airflow.ts';
import type { Artefacts } from '../../functions/shared/artefacts.ts';
import { DomainError } from '../../functions/shared/errors.ts';
import { systemPrincipal } from '../../functions/shared/principal.ts';
import type { Call } from '../../functions/shared/serve-operations.ts';
import type { DagBucket } from '../../functions/workflows/adapters/dag-bucket.ts';
import type { Importer } from '../../functions/workflows/adapters/importer.ts';
import { waiverStore } from '../../functions/workflows/adapters/waiver-store.ts';
import {
  type StoredWorkflow,
  Superseded,
  type WorkflowStore,
} from '../../functions/workflows/adapters/workflow-store.ts';
import { type Environment, WorkflowPublished } from '../../functions/workflows/contract.ts';
import { createChecker } from '../../functions/workflows/domain/check/check-file.ts';
import type { HoldRecord } from '../../functions/workflows/domain/hold.ts';
import { ImportAnswer, type ImportedFile } from '../../functions/workflows/domain/imported-file.ts';
import type { ManifestEntry } from '../../functions/workflows/domain/manifest.ts';
import type { VersionRecord } from '../../functions/workflows/domain/version-record.ts';
import { checkChanges } from '../../functions/workflows/operations/check-changes.ts';
import { confirmLive } from '../../functions/workflows/operations/confirm-live.ts';
import { publishRelease } from '../../functions/workflows/operations/publish-release.ts';
import { memoryStore as tenantMemory } from './memory-store.ts';

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
  const holds = new Map<string, HoldRecord>();
  const moves: VersionRecord[] = [];
  const recentMoves = async (_id: string, path: string) =>
    structuredClone(moves.filter((move) => move.path === path)).toReversed();
  const isThere = (path: string, id: string | undefined): boolean => holds.get(path)?.id === id;
  const state: { fence: number; crashAt: number; revision?: number } = { fence: 0, crashAt: 0 };
  const takeFence = async (id: string, fence: number) => {
    if (fence < state.fence) {
      throw new Superseded(id);
    }
    state.fence = fence;
  };
  const store: WorkflowStore = {
    getEnvironment: async () => ({ ...environment, revision: state.revision }),
    findEnvironment: untouched('findEnvironment'),
    listEnvironments: async () => ({ items: [environment], next: undefined }),
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
    writeManifest: async (id, fence, { put = [], remove = [], moves: recorded = [] }) => {
      await takeFence(id, fence);
      for (const entry of put) {
        manifests.set(entry.path, structuredClone(entry));
      }
      for (const path of remove) {
        manifests.delete(path);
      }
      moves.push(...structuredClone(recorded));
      state.crashAt -= 1;
      if (state.crashAt === 0) {
        throw new Error('killed');
      }
    },
    findEntry: async (_id, path) => structuredClone(manifests.get(path)),
    listMoves: async (id, path) => ({ items: await recentMoves(id, path), next: undefined }),
    recentMoves,
    findHold: async (_id, path) => structuredClone(holds.get(path)),
    readHolds: async () => structuredClone([...holds.values()]),
    placeHold: async (_id, hold, seen) => isThere(hold.path, seen?.id) && holds.set(hold.path, hold) === holds,
    endHold: async (_id, path, id) => isThere(path, id) && holds.delete(path),
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
  return { store, manifests, workflows, holds, moves, state };
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
          .map(([file]) => ({
            file,
            at: now().toISOString(),
            stackTrace: 'ImportError: no such thing, password=hunter2hunter2',
          })),
      ),
    describeDag: untouched('describeDag'),
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

/** A sandbox that knows of a file what `found` says of its text, and imports all others well. */
const fakeSandbox = (pass: (milliseconds: number) => void) => {
  const asked: string[] = [];
  const state: {
    isBroken: boolean;
    airflowVersion: string;
    /** Files an invocation has time for, and the milliseconds it takes. */
    mostFiles: number;
    /** Files that are hurried where others are asked for beside them, and then undetermined; others wait behind the first. */
    slow: readonly string[];
    duration: number;
    found: (text: string) => Partial<ImportedFile>;
  } = {
    isBroken: false,
    mostFiles: Number.POSITIVE_INFINITY,
    slow: [],
    duration: 0,
    airflowVersion: environment.airflowVersion,
    found: () => ({}),
  };
  const importFiles: Importer = async ({ files, check }) => {
    if (state.isBroken) {
      throw new Error('the sandbox is away');
    }
    asked.push(...check);
    pass(state.duration);
    const unremarkable = {
      error: null,
      dags: [],
      effects: [],
      assumptions: [],
      isUnfinished: false,
      verdict: 'ok',
    } as const;
    const hurried = check.length > 1 ? check.filter((path) => state.slow.includes(path)) : [];
    return ImportAnswer.parse({
      airflowVersion: state.airflowVersion,
      files: check.slice(0, Math.min(state.mostFiles, hurried[0] === check[0] ? 1 : check.length)).map((path) => {
        const text = Buffer.from(files[path] ?? '', 'base64').toString();
        const found = hurried.includes(path) ? { verdict: 'undetermined' as const } : state.found(text);
        return { ...unremarkable, path, reads: [path], ...found };
      }),
      hurried,
    });
  };
  return { asked, state, importFiles };
};

const checker = createChecker(environment);
const sha = (text: string) => createHash('sha256').update(text).digest('hex');
/** A DAG file; the comment makes one version of it another. */
export const dag = (dagId: string, comment = '') =>
  `from airflow.sdk import DAG\n\nwith DAG(dag_id="${dagId}", schedule=None):\n    pass\n# ${comment}\n`;

/** Everything a published workflow meets, in memory: tables, buckets and an Airflow; and the states of a reconciliation. */
export const makeWorld = () => {
  let time = Date.parse('2026-01-01T00:00:00Z');
  const now = () => {
    time += 1;
    return new Date(time);
  };
  const sleep = async (milliseconds: number) => {
    time += milliseconds;
  };
  const artefacts = memoryArtefacts();
  const { store, manifests, workflows, holds, moves, state: storeState } = memoryStore();
  const { bucket, files, writes } = memoryBucket(artefacts);
  const { airflow, paused, state: airflowState } = fakeAirflow(files, now);
  const published: WorkflowPublished[] = [];
  const waivers = waiverStore(tenantMemory());
  const sandbox = fakeSandbox((milliseconds) => {
    time += milliseconds;
  });
  const maskingOf = async () => ({ key: Buffer.alloc(32, 1) });
  const check = checkChanges({
    storeOf: () => store,
    waiversOf: () => waivers,
    artefacts,
    checkerFor: () => checker,
    importFiles: sandbox.importFiles,
    maskingOf,
    now,
  });
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
    maskingOf,
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
  let requests = 0;
  /** What an operation of a person's is called with. */
  const call = (): Call => {
    requests += 1;
    return {
      principal: { ...systemPrincipal('acme', 'kim'), subject: { kind: 'user', id: 'kim' } },
      principalToken: 'token',
      authorise: () => {},
      now,
      requestId: `r${requests}`,
    };
  };
  return {
    store,
    waivers,
    artefacts,
    manifests,
    workflows,
    holds,
    moves,
    files,
    call,
    storeState,
    writes,
    paused,
    airflowState,
    sandbox,
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
