import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import type { Artefacts } from '../../shared/artefacts.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { GitProvider, Remote, Tip } from '../adapters/git.ts';
import { ProviderRefused, ProviderUnavailable } from '../adapters/git-http.ts';
import { LeaseLost, repositoryTable } from '../adapters/repository-table.ts';
import { testRuns } from '../adapters/test-runs.ts';
import {
  type FileOutcome,
  PushSettled,
  RepositoryOutage,
  type TestResult,
  type TestsMode,
  TestsSettled,
  Tree,
} from '../contract.ts';
import { Credentials } from '../domain/credentials.ts';
import { leaseDuration } from '../domain/lease.ts';
import { longestRun, type TestOrder } from '../domain/test-run.ts';
import { addRepository } from './add-repository.ts';
import {
  pauseRepository,
  removeRepository,
  resumeRepository,
  syncRepository,
  updateRepository,
} from './change-repository.ts';
import { fetchTip } from './fetch-tip.ts';
import { getRepository } from './get-repository.ts';
import { listPushes } from './list-pushes.ts';
import { receiptPages } from './receipt-pages.ts';
import { renewLease } from './renew-lease.ts';
import type { Secrets } from './secrets.ts';
import { setCredentials } from './set-credentials.ts';
import { settleTests } from './settle-tests.ts';
import { signIn, signInWith } from './sign-in.ts';
import { sweepRepositories } from './sweep-repositories.ts';
import { writeReceipt } from './write-receipt.ts';

const commitOf = (digit: string) => digit.repeat(40);
const sixMegabytes = 6 * 1024 * 1024;

const memoryArtefacts = () => {
  const objects = new Map<string, string | Uint8Array>();
  const puts: string[] = [];
  const get = (key: string) => {
    const found = objects.get(key);
    if (found === undefined) {
      throw new Error(`there is no artefact ${key}`);
    }
    return found;
  };
  const artefacts: Artefacts = {
    putJson: async (key, value) => void objects.set(key, JSON.stringify(value)),
    getJson: async (key, schema) => schema.parse(JSON.parse(String(get(key)))),
    putBytes: async (key, bytes) => {
      puts.push(key);
      objects.set(key, bytes);
    },
    getBytes: async () => {
      throw new Error('nobody here reads bytes');
    },
  };
  return { artefacts, puts };
};

/** A Git server with one branch, whose files and blob ids are their contents in hexadecimal. */
const memoryProvider = () => {
  let files: Record<string, string> = { 'a.py': 'one' };
  let answer: (remote: Remote, ref: string) => Tip = () => ({ kind: 'commit', commit: commitOf('1') });
  let broken: string | undefined;
  const reads: string[] = [];
  const idOf = (text: string) => Buffer.from(text.slice(0, 20)).toString('hex').padEnd(40, '0');
  const provider: GitProvider = {
    findTip: async (remote, ref) => answer(remote, ref),
    withCommit: async (_url, commit, use) => {
      const trees = new Map<string, Buffer>();
      const treeOf = (folder: Readonly<Record<string, string>>): string => {
        const names = new Set(Object.keys(folder).map((path) => path.split('/', 1)[0] ?? ''));
        const entries = [...names].flatMap((name) => {
          const text = folder[name];
          const below = Object.entries(folder).flatMap(([path, content]) =>
            path.startsWith(`${name}/`) ? [[path.slice(name.length + 1), content]] : [],
          );
          const [mode, id] = text === undefined ? ['40000', treeOf(Object.fromEntries(below))] : ['100644', idOf(text)];
          return [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')];
        });
        const bytes = Buffer.concat(entries);
        const id = createHash('sha1').update(bytes).digest('hex');
        trees.set(id, bytes);
        return id;
      };
      return use({
        commit,
        tree: treeOf(files),
        at: `2026-01-0${commit[0]}T00:00:00.000Z`,
        author: 'Kim',
        message: 'Change, with password=hunter2hunter2',
        read: async (oid) => {
          const tree = trees.get(oid);
          if (tree) {
            return tree;
          }
          reads.push(oid);
          if (oid === broken) {
            throw new Error(`object ${oid} is damaged`);
          }
          return Buffer.from(Object.values(files).find((text) => idOf(text) === oid) ?? '');
        },
      });
    },
  };
  return {
    provider,
    reads,
    push: (digit: string, next: Record<string, string>) => {
      files = next;
      answer = () => ({ kind: 'commit', commit: commitOf(digit) });
    },
    break: (text: string) => {
      broken = idOf(text);
    },
    answerWith: (next: typeof answer) => {
      answer = next;
    },
  };
};

const setUp = async () => {
  let clock = Date.parse('2026-01-01T00:00:00.000Z');
  const now = () => new Date(clock);
  const store = memoryStore();
  const runs = testRuns(store);
  const ordered: TestOrder[] = [];
  const startTests = async (order: TestOrder) => void ordered.push(order);
  const table = repositoryTable(store);
  const tableOf = () => table;
  const { artefacts, puts } = memoryArtefacts();
  const git = memoryProvider();
  const events: PushSettled[] = [];
  const tested: TestsSettled[] = [];
  const outages: (RepositoryOutage & { type: string })[] = [];
  const kept = new Map<string, unknown>();
  const secrets: Secrets = {
    createWebhookSecret: async (_tenant, hook) => {
      kept.set(hook, 'secret');
      return 'secret';
    },
    changeWebhookSecret: async () => {
      throw new Error('nobody here changes a secret');
    },
    removeWebhookSecret: async (_tenant, hook) => void kept.delete(hook),
    storeCredentials: async (_tenant, _id, credentials) => {
      const name = `credentials-${kept.size}`;
      kept.set(name, credentials);
      return name;
    },
    remove: async (name) => void kept.delete(name),
  };
  const putEvents: PutEvents = async (_source, type, put) => {
    if (type === 'tests.settled') {
      tested.push(...put.map((event) => TestsSettled.parse(event)));
    } else if (type === 'push.settled') {
      events.push(...put.map((event) => PushSettled.parse(event)));
    } else {
      outages.push(...put.map((event) => ({ ...RepositoryOutage.parse(event), type })));
    }
  };
  const installationToken = async () => {
    throw new Error('nobody here has a GitHub App');
  };
  const loadCredentials = async (name: string) => Credentials.parse(kept.get(name));
  const started: string[] = [];
  const round = new Map<string, Date>();
  const startReconciler = async (tenant: string, id: string) => void started.push(`${tenant}/${id}`);
  const call = {
    principal: systemPrincipal('acme', 'test'),
    principalToken: '',
    authorise: () => {},
    now,
    requestId: 'r',
  };
  const deps = {
    tableOf,
    runsOf: () => runs,
    startTests,
    maskingOf: async () => ({ key: new Uint8Array(32) }),
    provider: git.provider,
    signInWith: signInWith({ installationToken }),
    signIn: signIn({ installationToken, loadCredentials }),
    secrets,
    putEvents,
    artefacts,
    startReconciler,
    now,
    apiUrl: 'https://api.example.com/',
    pageOf: receiptPages({ readKey: async () => 'key', apiUrl: 'https://api.example.com/' }),
    readRound: async () => round,
  };
  const add = addRepository({ ...deps, newHook: () => 'a'.repeat(32) });
  const input = {
    url: 'https://example.com/sales.git',
    repository: 'company/sales',
    branch: 'main',
    path: '',
    environment: 'main',
    newWorkflows: 'live' as const,
    tests: 'report' as TestsMode,
    testsTimeout: 300,
  };
  const fetch = fetchTip(deps);
  const write = writeReceipt(deps);
  const named = { repository: 'company/sales' };
  const place = { tenant: 'acme', repositoryId: 'company-sales' };

  type Outcome = FileOutcome['outcome'];

  /** What a fetched push leads to, with the outcome of every file given. */
  const settlementOf = async (
    fetched: Extract<Awaited<ReturnType<typeof fetch>>, { outcome: 'fetched' }>,
    execution: string,
    { outcome, retired }: { outcome: Outcome; retired?: Outcome },
  ) => {
    const tree = await artefacts.getJson(fetched.push.tree, Tree);
    const paths = retired ? [...tree.files.map(({ path }) => path), 'old.py'] : tree.files.map(({ path }) => path);
    const files = paths.map((path) => ({
      path,
      outcome: path === 'old.py' && retired ? retired : outcome,
      dagIds: [],
      findings: [],
    }));
    const plan = {
      release: 'f'.repeat(64),
      publish: [],
      retire: [],
      quarantine: [],
      letGo: [],
      files,
      notes: tree.notes,
    };
    await artefacts.putJson('plan', plan);
    await artefacts.putJson('files', files);
    const at = now().toISOString();
    const settlement = {
      ...fetched,
      ...place,
      execution,
      check: { plan: 'plan', checkedAt: at, duration: 1 },
      publishedAt: at,
      confirmation: { done: true, files: 'files', visibleAt: at },
    };
    return { settlement, tree };
  };

  /** One round as the state machine goes. */
  const reconcile = async (outcome: Outcome, execution = 'e', retired?: Outcome) => {
    const fetched = await fetch({ ...place, execution });
    if (fetched.outcome === 'busy') {
      return fetched;
    }
    const { settlement, tree } = await settlementOf(fetched, execution, { outcome, retired });
    return { settlement, tree, ...(await write(settlement)) };
  };

  /** The first half of a round, up to its receipt. */
  const start = async (outcome: Outcome) => {
    const fetched = await fetch({ ...place, execution: 'e' });
    if (fetched.outcome === 'busy') {
      throw new Error('there is nothing to do');
    }
    return (await settlementOf(fetched, 'e', { outcome })).settlement;
  };

  return {
    add: () => add(input, call),
    status: async () => (await getRepository(deps)(named, call)).state,
    sync: () => syncRepository(deps)(named, call),
    update: (change: { branch?: string; tag?: string; path?: string; tests?: TestsMode }) =>
      updateRepository(deps)({ ...named, ...change }, call),
    pause: () => pauseRepository(deps)(named, call),
    resume: () => resumeRepository(deps)(named, call),
    remove: () => removeRepository(deps)(named, call),
    setToken: (secret: string) => setCredentials(deps)({ ...named, auth: 'token', secret }, call),
    pushesOf: (commit: string) => listPushes(deps)({ ...named, limit: 25, commit }, call),
    receipts: async () => (await listPushes(deps)({ repository: 'company/sales', limit: 25 }, call)).items,
    settleTests: settleTests(deps),
    ordered,
    tested,
    runs,
    sweep: sweepRepositories({ ...deps, directory: store.directory }),
    fetch,
    renew: renewLease(deps),
    write,
    reconcile,
    start,
    table,
    git,
    puts,
    events,
    outages,
    kept,
    started,
    round,
    place,
    pass: (milliseconds: number) => {
      clock += milliseconds;
    },
    input,
    addWith: (more: Partial<typeof input>) => add({ ...input, ...more }, call),
  };
};

const treeOf = (round: object): Tree => {
  if (!('tree' in round)) {
    throw new Error('nothing was fetched');
  }
  return Tree.parse(round.tree);
};

const find = async ({ table }: Awaited<ReturnType<typeof setUp>>) => {
  const record = await table.find('company-sales');
  if (!record) {
    throw new Error('the repository is gone');
  }
  return record;
};

test('an added repository is reconciled at once, and shows its secret this once', async () => {
  const world = await setUp();
  expect(await world.add()).toMatchObject({
    id: 'company-sales',
    state: 'new',
    webhookUrl: `https://api.example.com/hooks/${'a'.repeat(32)}`,
    webhookSecret: 'secret',
  });
  expect(world.started).toEqual(['acme/company-sales']);
  await expect(world.add()).rejects.toMatchObject({ code: 'resource.exists' });
});

test('a branch that is not there is refused with those there are, a repository without commits is taken', async () => {
  const world = await setUp();
  world.git.answerWith(() => ({ kind: 'no-ref', others: ['master'] }));
  await expect(world.add()).rejects.toThrow('It has master.');
  world.git.answerWith(() => ({ kind: 'no-commits' }));
  await world.add();
});

test('a push goes from dirty to in step with one receipt, one event and the lease given back', async () => {
  const world = await setUp();
  await world.add();
  world.pass(250);
  expect(await world.reconcile('live')).toMatchObject({ again: false });
  expect(await find(world)).toMatchObject({
    reconciled: 1,
    live: { commit: commitOf('1') },
    seen: { commit: commitOf('1') },
  });
  expect(await find(world)).not.toHaveProperty('lease');
  const receipts = await world.receipts();
  expect(receipts).toMatchObject([{ commit: commitOf('1'), outcome: 'live', author: 'Kim', stages: { visible: 250 } }]);
  expect(receipts[0]?.message).toMatch(/^Change, with password=‹secret:[0-9a-f]{6}›$/);
  expect(world.events).toMatchObject([{ tenant: 'acme', repository: 'company/sales', outcome: 'live' }]);
  expect(await world.reconcile('live')).toEqual({ outcome: 'busy' });
});

test('writing a receipt twice writes the same and gives the same answer', async () => {
  const world = await setUp();
  await world.add();
  const first = await world.reconcile('live');
  const before = await find(world);
  world.pass(1_000);
  const settlement = 'settlement' in first ? first.settlement : undefined;
  expect(settlement && (await world.write(settlement))).toMatchObject({ again: false });
  expect(await find(world)).toEqual(before);
  expect(world.events).toHaveLength(1);
  await world.sync();
  expect(settlement && (await world.write(settlement))).toMatchObject({ again: true });
  expect(await world.receipts()).toHaveLength(1);
});

test('a mark made meanwhile makes it go round again, and an unchanged commit gets no second receipt', async () => {
  const world = await setUp();
  await world.add();
  const fetched = await world.fetch({ ...world.place, execution: 'e' });
  await world.sync();
  expect(fetched.outcome).toBe('fetched');
  expect(await world.write({ ...world.place, execution: 'e', error: { Error: 'TypeError' } })).toMatchObject({
    again: true,
  });
  expect(await world.reconcile('live')).toMatchObject({ again: false });
  await world.sync();
  await world.reconcile('unchanged');
  expect((await world.receipts()).map(({ outcome }) => outcome)).toEqual(['live', 'failed']);
});

test('only blobs that are new are read and stored again', async () => {
  const world = await setUp();
  await world.add();
  await world.reconcile('live');
  world.git.push('2', { 'a.py': 'one', 'b.py': 'two', 'c.py': 'one' });
  await world.sync();
  world.git.reads.length = 0;
  const second = await world.reconcile('live');
  expect(world.git.reads).toHaveLength(1);
  expect(world.puts).toHaveLength(2);
  expect('tree' in second && second.tree.files.map(({ path }) => path)).toEqual(['a.py', 'b.py', 'c.py']);
});

test('a file over 5 MB is left out with a note, all files over 50 MB are refused', async () => {
  const world = await setUp();
  world.git.push('1', { 'a.py': 'one', 'huge.csv': 'x'.repeat(sixMegabytes) });
  await world.add();
  const first = await world.reconcile('live');
  expect('tree' in first && first.tree).toMatchObject({
    files: [{ path: 'a.py' }],
    notes: ['huge.csv is not published: it has 6.0 MB, and a file may have 5.0 MB.'],
  });
  const many = Array.from({ length: 11 }, (_, index) => [`f${index}.csv`, `${index}-`.padEnd(5 * 1024 * 1024, 'x')]);
  world.git.push('2', Object.fromEntries(many));
  await world.sync();
  await expect(world.fetch({ ...world.place, execution: 'e' })).rejects.toThrow('more than 50.0 MB');
});

test('documents are stored once, also those outside of the path, and the event leads to them', async () => {
  const world = await setUp();
  world.git.push('1', { 'a.py': 'one', 'README.md': 'Read me' });
  await world.addWith({ path: 'dags' });
  const first = await world.reconcile('live');
  expect(treeOf(first)).toMatchObject({ files: [], documents: [{ path: 'README.md', size: 7 }] });
  expect(world.events).toMatchObject([{ tree: `acme/trees/company-sales/${commitOf('1')}.json` }]);
  world.git.push('2', { 'a.py': 'two', 'README.md': 'Read me', 'b.rst': 'More' });
  await world.sync();
  world.git.reads.length = 0;
  const second = await world.reconcile('live');
  expect(treeOf(second).documents.map(({ path }) => path)).toEqual(['README.md', 'b.rst']);
  expect(world.git.reads).toHaveLength(1);
  expect(world.puts).toHaveLength(2);
});

test('each document knows the push that brought its content, however many came since', async () => {
  const world = await setUp();
  world.git.push('1', { 'a.py': 'one', 'README.md': 'Read me', 'b.md': 'B' });
  await world.addWith({ path: 'dags' });
  await world.reconcile('live');
  world.git.push('2', { 'a.py': 'two', 'README.md': 'Read me', 'b.md': 'B2' });
  await world.sync();
  const second = treeOf(await world.reconcile('live'));
  expect(second.documents.map(({ path, commit, at }) => [path, commit, at])).toEqual([
    ['README.md', commitOf('1'), '2026-01-01T00:00:00.000Z'],
    ['b.md', commitOf('2'), '2026-01-02T00:00:00.000Z'],
  ]);
});

test('a document over 1 MB is left out with a note, and so are those beyond 20 MB', async () => {
  const world = await setUp();
  const many = Array.from({ length: 21 }, (_, index) => [`f${index + 10}.md`, `${index}-`.padEnd(1024 * 1024, 'x')]);
  world.git.push('1', { ...Object.fromEntries(many), 'huge.md': 'y'.repeat(1024 * 1024 + 1) });
  await world.addWith({ path: 'dags' });
  const { documents, notes } = treeOf(await world.reconcile('live'));
  expect(documents).toHaveLength(20);
  expect(notes.slice(1)).toEqual([
    'f30.md is not searchable: the documents have 20.0 MB without it.',
    'huge.md is not searchable: it has 1.0 MB, and a document may have 1.0 MB.',
  ]);
});

test('documents that cannot be stored do not hold up the push, and stay as they were', async () => {
  const world = await setUp();
  world.git.push('1', { 'a.py': 'one', 'README.md': 'Read me' });
  await world.addWith({ path: 'dags' });
  await world.reconcile('live');
  world.git.push('2', { 'a.py': 'two', 'other.md': 'Unreadable' });
  world.git.break('Unreadable');
  await world.sync();
  const { documents, notes } = treeOf(await world.reconcile('live'));
  expect(documents).toMatchObject([{ path: 'README.md' }]);
  expect(notes.at(-1)).toContain('stay as they were');
});

test('a branch that is gone has an empty tree and nothing live', async () => {
  const world = await setUp();
  await world.add();
  await world.reconcile('live');
  world.git.answerWith(() => ({ kind: 'no-ref', others: ['other'] }));
  await world.sync();
  const gone = await world.reconcile('unchanged');
  expect('tree' in gone && gone.tree).toMatchObject({
    files: [],
    documents: [],
    notes: ['https://example.com/sales.git has no branch main.'],
  });
  const record = await find(world);
  expect([record.live, record.seen]).toEqual([undefined, undefined]);
});

test('a failure keeps what is live, tells once, and is tried later and later', async () => {
  const world = await setUp();
  await world.add();
  await world.reconcile('live');
  world.git.answerWith(() => {
    throw new ProviderUnavailable('The server is down.');
  });
  await world.sync();
  const error = {
    Error: 'ProviderUnavailable',
    Cause: JSON.stringify({ errorType: 'ProviderUnavailable', errorMessage: 'The server is down.' }),
  };
  for (const execution of ['one', 'two']) {
    await expect(world.fetch({ ...world.place, execution })).rejects.toBeInstanceOf(ProviderUnavailable);
    expect(await world.write({ ...world.place, execution, error })).toMatchObject({ again: false });
  }
  expect(await find(world)).toMatchObject({
    live: { commit: commitOf('1') },
    failures: 2,
    retryAt: '2026-01-01T00:01:00.000Z',
    lastError: { message: 'The server is down.' },
  });
  expect((await world.receipts()).filter(({ outcome }) => outcome === 'failed')).toHaveLength(1);

  world.started.length = 0;
  expect(await world.sweep()).toMatchObject({ started: 0 });
  world.pass(60_001);
  expect(await world.sweep()).toMatchObject({ started: 1 });
  world.git.push('2', { 'a.py': 'two' });
  await world.reconcile('live');
  expect(await find(world)).toMatchObject({ failures: 0, live: { commit: commitOf('2') } });
  expect(await find(world)).not.toHaveProperty('lastError');
});

test('a push is overtaken by a newer commit, not by another sign of its own, nor while the provider is away', async () => {
  const world = await setUp();
  await world.add();
  const fetched = await world.fetch({ ...world.place, execution: 'e' });
  const fence = fetched.outcome === 'fetched' ? fetched.fence : 0;
  const renew = () => world.renew({ ...world.place, fence });
  expect(await renew()).toEqual({ isOvertaken: false });
  await world.sync();
  expect(await renew()).toEqual({ isOvertaken: false });
  world.git.answerWith(() => {
    throw new ProviderUnavailable('away');
  });
  expect(await renew()).toEqual({ isOvertaken: false });
  world.git.push('2', { 'a.py': 'two' });
  expect(await renew()).toEqual({ isOvertaken: true });
});

test('a push need not be waited for where another folder is wanted, or the repository is to go', async () => {
  const world = await setUp();
  await world.add();
  const fetched = await world.fetch({ ...world.place, execution: 'e' });
  const fence = fetched.outcome === 'fetched' ? fetched.fence : 0;
  const renew = () => world.renew({ ...world.place, fence });
  await world.update({ path: 'elsewhere' });
  expect(await renew()).toEqual({ isOvertaken: true });
  await world.update({ path: '' });
  expect(await renew()).toEqual({ isOvertaken: false });
  await world.remove();
  expect(await renew()).toEqual({ isOvertaken: true });
});

test('who has lost the lease writes nothing', async () => {
  const world = await setUp();
  await world.add();
  const late = await world.fetch({ ...world.place, execution: 'late' });
  world.pass(leaseDuration);
  await world.fetch({ ...world.place, execution: 'next' });
  expect(
    late.outcome === 'fetched' && (await world.write({ ...late, ...world.place, execution: 'late' })),
  ).toMatchObject({ again: false });
  expect(await world.receipts()).toEqual([]);
  expect((await find(world)).lease?.owner).toBe('next');
});

test('a fetch during which another took over does not go on', async () => {
  const world = await setUp();
  await world.add();
  world.git.answerWith(() => ({ kind: 'commit', commit: commitOf('1') }));
  const slow = fetchTip({
    tableOf: () => world.table,
    runsOf: () => world.runs,
    artefacts: memoryArtefacts().artefacts,
    signIn: async ({ url }) => ({ url }),
    provider: {
      ...world.git.provider,
      findTip: async () => {
        world.pass(leaseDuration);
        await world.table.takeLease('company-sales', 'next', new Date('2026-01-02T00:00:00Z'));
        return { kind: 'commit', commit: commitOf('1') };
      },
    },
    now: () => new Date('2026-01-01T00:00:00Z'),
  });
  await expect(slow({ ...world.place, execution: 'slow' })).rejects.toBeInstanceOf(LeaseLost);
});

test('the sweep finds a push that no webhook told, a dead reconciler, and nothing else', async () => {
  const world = await setUp();
  await world.add();
  world.started.length = 0;
  expect(await world.sweep()).toEqual({ repositories: 1, started: 1, failed: 0 });
  await world.fetch({ ...world.place, execution: 'dies' });
  expect(await world.sweep()).toMatchObject({ started: 0 });
  world.pass(leaseDuration);
  expect(await world.sweep()).toMatchObject({ started: 1 });
  await world.reconcile('live');
  expect(await world.sweep()).toMatchObject({ started: 0 });
  world.git.push('2', { 'a.py': 'two' });
  expect(await world.sweep()).toMatchObject({ started: 1 });
  expect((await find(world)).generation).toBe(2);
});

test('a provider that a sweep cannot reach shows on the repository until it answers again', async () => {
  const world = await setUp();
  await world.add();
  await world.reconcile('live');
  world.git.answerWith(() => {
    throw new ProviderUnavailable('The server is down.');
  });
  await world.sweep();
  expect(await find(world)).toMatchObject({ lastError: { message: 'The server is down.' }, generation: 1 });
  world.git.push('1', { 'a.py': 'one' });
  world.pass(30_001);
  await world.sweep();
  expect(await find(world)).toMatchObject({ failures: 0, generation: 1 });
  expect(await find(world)).not.toHaveProperty('lastError');
});

test('another branch, tag or folder is followed by the next round, and one that is not there leaves all as it is', async () => {
  const world = await setUp();
  await world.add();
  await world.reconcile('live');
  world.git.answerWith((_, ref) =>
    ref === 'refs/tags/v1' ? { kind: 'commit', commit: commitOf('2') } : { kind: 'no-ref', others: ['main'] },
  );
  await world.update({ branch: 'mian' });
  await expect(world.fetch({ ...world.place, execution: 'e' })).rejects.toThrow(
    'has no branch mian. It has main. What is live stays live',
  );
  await world.update({ tag: 'v1' });
  expect(await world.reconcile('live')).toMatchObject({ settlement: { push: { commit: commitOf('2') } } });
  expect(await world.receipts()).toMatchObject([{ branch: 'v1' }, { branch: 'main' }]);

  await world.update({ path: 'gone' });
  await expect(world.fetch({ ...world.place, execution: 'f' })).rejects.toThrow('There is no folder gone');
  expect(await find(world)).toMatchObject({ live: { commit: commitOf('2') } });
  world.git.answerWith(() => ({ kind: 'commit', commit: commitOf('3') }));
  expect(await world.update({ tag: '', branch: 'main', path: '' })).toMatchObject({ branch: 'main' });
  expect(await find(world)).not.toHaveProperty('tag');
  expect(await world.reconcile('live', 'f')).toMatchObject({ settlement: { push: { commit: commitOf('3') } } });
});

test('a paused repository publishes nothing until it is resumed, with what was pushed meanwhile', async () => {
  const world = await setUp();
  await world.add();
  await world.reconcile('live');
  expect(await world.pause()).toMatchObject({ state: 'paused' });
  world.git.push('2', { 'a.py': 'two' });
  world.started.length = 0;
  await world.table.markDelivered('company-sales', 'd', new Date());
  expect(await world.sweep()).toMatchObject({ started: 0 });
  expect(await world.reconcile('live')).toEqual({ outcome: 'busy' });
  await expect(world.sync()).rejects.toMatchObject({ code: 'state.unsuitable' });
  await world.resume();
  expect(world.started).toHaveLength(1);
  await world.reconcile('live');
  expect(await find(world)).toMatchObject({ live: { commit: commitOf('2') } });
});

test('a repository is removed once nothing of it is live: with its hook and its secrets', async () => {
  const world = await setUp();
  await world.add();
  await world.setToken('t0ken');
  await world.reconcile('live');
  expect(world.kept.size).toBe(2);
  world.git.answerWith(() => {
    throw new ProviderUnavailable('Nobody asks for what is to go.');
  });
  expect(await world.remove()).toMatchObject({ state: 'removing' });
  await expect(world.update({ path: 'x' })).rejects.toMatchObject({ code: 'state.unsuitable' });
  const gone = await world.reconcile('unchanged');
  expect(treeOf(gone)).toMatchObject({ files: [], documents: [], notes: ['company/sales is being removed.'] });
  expect(gone).toMatchObject({ again: false });
  expect(world.events.at(-1)).toMatchObject({ tree: `acme/trees/company-sales/${'0'.repeat(40)}.json` });
  expect(await world.table.find('company-sales')).toBeUndefined();
  expect(world.kept.size).toBe(0);
  await expect(world.sync()).rejects.toMatchObject({ code: 'resource.unknown' });
  expect(await world.sweep()).toMatchObject({ repositories: 0 });
});

test('neither a round that began before ends a removal, nor one whose workflows Airflow still shows', async () => {
  const world = await setUp();
  await world.add();
  const round = await world.start('live');
  await world.remove();
  expect(await world.write(round)).toMatchObject({ again: true });
  await world.reconcile('unchanged', 'e', 'pending');
  expect(await find(world)).toMatchObject({
    failures: 1,
    lastError: { message: expect.stringContaining('still shows') },
  });
  world.pass(30_001);
  await world.reconcile('unchanged');
  expect(await world.table.find('company-sales')).toBeUndefined();
});

test('an add that comes to nothing leaves no secret', async () => {
  const world = await setUp();
  const { create } = world.table;
  Object.assign(world.table, { create: async () => false });
  await expect(world.add()).rejects.toMatchObject({ code: 'resource.exists' });
  expect(world.kept.size).toBe(0);
  Object.assign(world.table, { create });
  await world.add();
  expect(world.kept.size).toBe(1);
});

test('credentials are tried before they are kept, replace those before, and are never shown', async () => {
  const world = await setUp();
  await world.add();
  const asked: (string | undefined)[] = [];
  world.git.answerWith(({ authorization }) => {
    asked.push(authorization);
    if (authorization !== `Basic ${Buffer.from('x-access-token:good').toString('base64')}`) {
      throw new ProviderRefused('It needs a sign-in.');
    }
    return { kind: 'commit', commit: commitOf('1') };
  });
  await expect(world.setToken('bad')).rejects.toThrow('It needs a sign-in.');
  expect(world.kept.size).toBe(1);
  expect(JSON.stringify(await world.setToken('good'))).not.toContain('good');
  await world.setToken('good');
  expect([...world.kept.values()]).toEqual(['secret', { kind: 'token', username: 'x-access-token', token: 'good' }]);
  await world.reconcile('live');
  await world.sweep();
  expect(asked.slice(1).every((each) => each === asked[1])).toBe(true);
  expect(asked.length).toBe(5);
});

test('an outage is told once, and once that it is over', async () => {
  const world = await setUp();
  await world.add();
  await world.reconcile('live');
  world.git.answerWith(() => {
    throw new ProviderUnavailable('The server is down.');
  });
  for (const wait of [0, 30_001, 60_001]) {
    world.pass(wait);
    await world.sweep();
  }
  expect((await find(world)).failures).toBe(3);
  world.git.push('1', { 'a.py': 'one' });
  world.pass(120_001);
  await world.sweep();
  expect(world.outages).toMatchObject([
    { type: 'repository.failing', id: 'company-sales/failing/1', error: 'The server is down.' },
    { type: 'repository.recovered', id: 'company-sales/recovered/1', since: '2026-01-01T00:00:00.000Z' },
  ]);
  const error = { Error: 'TypeError' };
  await world.sync();
  await world.fetch({ ...world.place, execution: 'e' });
  await world.write({ ...world.place, execution: 'e', error });
  await world.reconcile('live');
  expect(world.outages.slice(2).map(({ id }) => id)).toEqual(['company-sales/failing/2', 'company-sales/recovered/2']);
});

test('a push that another took the place of before it was fetched is told so, and no sooner', async () => {
  const world = await setUp();
  await world.add();
  await world.reconcile('live');
  const [first, second] = [commitOf('2'), commitOf('3')];
  world.pass(1_000);
  await world.table.markDelivered('company-sales', 'd-1', new Date('2026-01-01T00:00:01Z'), first);
  expect(await world.pushesOf(first)).not.toHaveProperty('overtakenBy', expect.anything());
  world.git.push('3', { 'a.py': 'three' });
  await world.table.markDelivered('company-sales', 'd-2', new Date('2026-01-01T00:00:01Z'), second);
  world.pass(1_000);
  await world.reconcile('live');
  expect(await world.pushesOf(first.slice(0, 7))).toMatchObject({ items: [], overtakenBy: second });
  expect((await world.pushesOf(second)).overtakenBy).toBeUndefined();
});

test('what Git LFS keeps elsewhere is left out with a note', async () => {
  const world = await setUp();
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n';
  world.git.push('1', { 'a.py': 'one', 'big.csv': pointer });
  await world.add();
  expect(treeOf(await world.reconcile('live'))).toMatchObject({
    files: [{ path: 'a.py' }],
    notes: [expect.stringContaining('big.csv is not published: it is kept in Git LFS')],
  });
});

test('it is known how far a commit has come before it has a receipt, and then where its page is', async () => {
  const world = await setUp();
  await world.add();
  const commit = commitOf('1');
  expect((await world.pushesOf(commit)).underWay).toBeUndefined();
  const settlement = await world.start('live');
  world.round.set('FetchTip', new Date('2026-01-01T00:00:00.400Z'));
  expect((await world.pushesOf(commit.slice(0, 7))).underWay).toEqual({ fetched: 400 });
  expect((await world.pushesOf(commitOf('2'))).underWay).toBeUndefined();
  await world.write(settlement);
  const { items, underWay } = await world.pushesOf(commit);
  expect(underWay).toBeUndefined();
  expect(items).toMatchObject([{ page: expect.stringMatching(/^https:\/\/api\.example\.com\/receipts\?of=/) }]);
});

test('most changes noticed by looking lead to a hint, and the time from noticed to live is shown', async () => {
  const world = await setUp();
  await world.add();
  await world.reconcile('live');
  for (const digit of ['2', '3', '4']) {
    world.git.push(digit, { 'a.py': digit });
    world.pass(60_000);
    await world.sweep();
    world.pass(2_500);
    await world.reconcile('live');
  }
  expect(await world.pause()).toMatchObject({
    noticed: { webhook: 0, poll: 3, asked: 0 },
    lag: 2.5,
    hint: expect.stringContaining('navigator repo webhook company/sales'),
  });
});

describe("the repository's own tests", () => {
  const withTests = { 'a.py': 'one', 'tests/test_a.py': 'def test_a(): ...' };
  const report = (exitCode: number, output: string) => ({ exitCode, isTimedOut: false, seconds: 1, output });
  const passing = report(0, '.\n1 passed in 0.01s\n');
  const failing = report(1, 'E  assert 1 == 2\n1 failed, 2 passed in 0.01s\n');

  const setUpTests = async (tests: TestsMode) => {
    const world = await setUp();
    world.git.push('1', withTests);
    await world.addWith({ tests });
    /** Runs what was ordered last, as the state machine does. */
    const run = async (end: Partial<Parameters<typeof world.settleTests>[0]>) => {
      const order = world.ordered.at(-1);
      if (!order) throw new Error('no tests were ordered');
      const { id, attempt, commit } = order;
      await world.runs.begin('company-sales', { id, attempt, commit, state: 'running', startedAt: startedAt() });
      world.pass(1_000);
      await world.settleTests({ ...order, ...end });
    };
    const startedAt = () => '2026-01-01T00:00:00.000Z';
    return { ...world, run };
  };
  const newest = async ({ receipts }: { receipts: () => Promise<{ outcome: string; tests?: TestResult }[]> }) =>
    (await receipts())[0];

  test('are reported on a push that is live already', async () => {
    const world = await setUpTests('report');
    const round = await world.reconcile('live');
    expect(treeOf(round)).toMatchObject({
      files: [{ path: 'a.py' }],
      tests: { files: [{ path: 'tests/test_a.py' }] },
    });
    expect(world.ordered).toMatchObject([{ tenant: 'acme', repositoryId: 'company-sales', attempt: 1, timeout: 300 }]);
    expect(await newest(world)).toMatchObject({ outcome: 'live', tests: { state: 'running' } });
    world.started.length = 0;
    await world.run({ report: failing });
    expect(await newest(world)).toMatchObject({
      outcome: 'live',
      tests: {
        state: 'failed',
        counts: { passed: 2, failed: 1, errors: 0, skipped: 0 },
        output: 'E  assert 1 == 2\n1 failed, 2 passed in 0.01s\n',
      },
    });
    expect(world.tested).toMatchObject([{ repository: 'company/sales', commit: commitOf('1'), state: 'failed' }]);
    expect(world.started).toEqual([]);
  });

  test('run once for one content, whatever commit it is in', async () => {
    const world = await setUpTests('report');
    await world.reconcile('live');
    await world.run({ report: passing });
    world.git.push('2', withTests);
    await world.sweep();
    await world.reconcile('unchanged');
    expect(world.ordered).toHaveLength(1);
    expect(await newest(world)).toMatchObject({ commit: commitOf('2'), tests: { state: 'passed' } });
  });

  test('are not run where nobody wants them', async () => {
    const world = await setUpTests('off');
    await world.reconcile('live');
    expect(world.ordered).toEqual([]);
    expect(await newest(world)).not.toHaveProperty('tests.id');
  });

  test('keep a push waiting until they pass', async () => {
    const world = await setUpTests('block');
    const round = await world.reconcile('unchanged');
    expect('settlement' in round && round.settlement.push.tests).toMatchObject({ holdBack: true });
    expect(await newest(world)).toMatchObject({ outcome: 'waiting', tests: { state: 'running' } });
    expect(await world.status()).toBe('reconciling');
    expect(await find(world)).not.toHaveProperty('live');
    world.started.length = 0;
    await world.run({ report: passing });
    expect(world.started).toEqual(['acme/company-sales']);
    const next = await world.reconcile('live');
    expect('settlement' in next && next.settlement.push.tests).toMatchObject({ holdBack: false, state: 'passed' });
    expect(await newest(world)).toMatchObject({ outcome: 'live', tests: { state: 'passed' } });
    expect(await world.status()).toBe('in-step');
    expect(world.ordered).toHaveLength(1);
  });

  test('stop a push where they fail, are told once, and run again when somebody asks', async () => {
    const world = await setUpTests('block');
    await world.reconcile('unchanged');
    await world.run({ report: failing });
    await world.reconcile('unchanged');
    expect(await newest(world)).toMatchObject({ outcome: 'rejected', error: expect.stringContaining('tests failed') });
    await world.settleTests({ ...(world.ordered[0] ?? never()), report: passing });
    await world.reconcile('unchanged');
    expect(await world.receipts()).toHaveLength(2);
    expect(await newest(world)).toMatchObject({ tests: { state: 'failed' } });
    world.pass(1_000);
    await world.sync();
    await world.reconcile('unchanged');
    expect(world.ordered.map(({ attempt }) => attempt)).toEqual([1, 2]);
    await world.run({ report: passing });
    await world.reconcile('live');
    expect(await newest(world)).toMatchObject({ outcome: 'live', tests: { state: 'passed' } });
  });

  test('of a push that was overtaken do not hold up the newer one', async () => {
    const world = await setUpTests('block');
    await world.reconcile('unchanged');
    const first = world.ordered[0] ?? never();
    world.git.push('2', { ...withTests, 'a.py': 'two' });
    await world.sweep();
    await world.reconcile('unchanged');
    await world.run({ report: passing });
    await world.reconcile('live');
    await world.settleTests({ ...first, report: failing });
    await world.reconcile('unchanged');
    expect(await newest(world)).toMatchObject({ commit: commitOf('2'), outcome: 'live', tests: { state: 'passed' } });
    expect(await find(world)).toMatchObject({ live: { commit: commitOf('2') } });
  });

  test('that were lost are begun again by the sweep, and not for ever', async () => {
    const world = await setUpTests('block');
    await world.reconcile('unchanged');
    for (const attempt of [1, 2, 3]) {
      const order = world.ordered.at(-1) ?? never();
      expect(order.attempt).toBe(attempt);
      const startedAt = new Date(Date.parse('2026-01-01T00:00:00.000Z') + (attempt - 1) * (longestRun + 1_000));
      const { id, commit } = order;
      await world.runs.begin('company-sales', {
        id,
        attempt,
        commit,
        state: 'running',
        startedAt: startedAt.toISOString(),
      });
      world.pass(longestRun + 1_000);
      expect(await world.sweep()).toMatchObject({ started: 1 });
      await world.reconcile('unchanged');
    }
    expect(world.ordered).toHaveLength(3);
    expect(await newest(world)).toMatchObject({ outcome: 'rejected', tests: { state: 'unavailable' } });
    expect(await world.sweep()).toMatchObject({ started: 0 });
  });

  test.each([
    ['passed only by the word of pytest', { report: report(0, 'the test ended the process') }, 'failed', /no word/],
    ['are timed out', { report: { isTimedOut: true, seconds: 300, output: '' } }, 'timed-out', /300 seconds/],
    ['were killed', { report: { isTimedOut: false, seconds: 3, output: '' } }, 'failed', /more than they may/],
    ['could not run', { error: { Error: 'TestsUnavailable', Cause: 'no namespaces' } }, 'unavailable', /no namespaces/],
    ['found no runner', { error: { Error: 'States.Timeout' } }, 'unavailable', /No runner/],
    ['broke', { error: { Error: 'TypeError', Cause: 'at secret.ts' } }, 'unavailable', /^They could not be run.$/],
  ])('%s', async (_name, end, state, reason) => {
    const world = await setUpTests('report');
    await world.reconcile('live');
    await world.run(end);
    expect(await newest(world)).toMatchObject({ tests: { state, reason: expect.stringMatching(reason) } });
  });

  test('print nothing secret and nothing that steers a terminal, and only so much', async () => {
    const world = await setUpTests('report');
    await world.reconcile('live');
    const key = 'AKIAZ7QXVT5M3JK2NPLD';
    const output = `${'line\n'.repeat(20_000)}\u001b[31mkey ${key.slice(0, 8)}\u0007${key.slice(8)}\u001b[0m\n1 passed in 1s`;
    await world.run({ report: report(0, output) });
    const { tests } = (await newest(world)) ?? {};
    expect(tests?.output).not.toContain(key);
    expect(tests?.output).not.toMatch(/[^\P{C}\n]/u);
    expect(tests?.output).toMatch(/^line\n/);
    expect(tests?.output?.length).toBeLessThanOrEqual(8_000);
  });

  test('that are too many are told of, and stop a push where they have to pass', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`tests/test_${index}.py`, 'pass']));
    const world = await setUp();
    world.git.push('1', { 'a.py': 'one', ...many });
    await world.add();
    expect(treeOf(await world.reconcile('live')).notes).toEqual([expect.stringContaining('1001 files of tests')]);
    await world.update({ tests: 'block' });
    await expect(world.fetch({ ...world.place, execution: 'e' })).rejects.toThrow('cannot be run');
  });
});

const never = (): never => {
  throw new Error('no tests were ordered');
};
