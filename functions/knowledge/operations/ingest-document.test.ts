import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { DomainError } from '../../shared/errors.ts';
import { diagnosisStore } from '../adapters/diagnosis-store.ts';
import { largestDocument, type StoredDocument } from '../adapters/document-bucket.ts';
import { knowledgeTable } from '../adapters/knowledge-table.ts';
import type { EmbeddedPassage } from '../adapters/passage-index.ts';
import { documentKey, RunDiagnosed, type RunLogHead } from '../contract.ts';
import { parseDocumentKey } from '../domain/document-name.ts';
import { splitDocument } from '../domain/split-document.ts';
import { turnDuration } from '../domain/turn.ts';
import { ingestDocument } from './ingest-document.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
const documents = documentKey.documents({ tenant: 'acme', source: 'runbooks' });
const key = `${documents}warehouse.md`;
const logKey = documentKey.runLog({ tenant: 'acme', run: 'n-1' });

const toStored = (text: string | Uint8Array): StoredDocument => {
  const bytes = Buffer.from(text);
  return { hash: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, bytes, isUnreadable: false };
};

const never = new Promise<never>(() => {});

const away = () => new DomainError('upstream.unavailable', 'OpenSearch does not answer.');

/** Bucket, table and index in memory. */
const setUp = () => {
  const world = { clock: start, isAway: false };
  const store = memoryStore();
  const objects = new Map<string, StoredDocument>();
  const passages = new Map<string, EmbeddedPassage>();
  const embedded: string[] = [];
  const events: RunDiagnosed[] = [];
  const search = async <T>(act: () => T): Promise<T> => {
    if (world.isAway) {
      throw away();
    }
    return act();
  };
  const idsOf = (document: string) => [...passages.values()].filter((each) => each.document === document);
  const outside = {
    read: async (name: string) => objects.get(name),
    embed: async (texts: readonly string[]) => {
      embedded.push(...texts);
      return texts.map(() => new Float32Array(1));
    },
    index: (added: readonly EmbeddedPassage[]) =>
      search(() => {
        for (const passage of added) {
          passages.set(passage.id, passage);
        }
      }),
    findIds: ({ document }: { document: string }) => search(() => new Set(idsOf(document).map(({ id }) => id))),
    removeStale: ({ document }: { document: string }, keep: readonly string[]) =>
      search(() => {
        const stale = idsOf(document).filter(({ id }) => !keep.includes(id));
        for (const { id } of stale) {
          passages.delete(id);
        }
        return stale.length;
      }),
  };
  const workWith = (work: { readonly outside: typeof outside; readonly store: typeof store }) =>
    ingestDocument({
      tableOf: () => knowledgeTable(work.store),
      diagnosesOf: () => diagnosisStore(work.store),
      bucket: work.outside,
      embed: work.outside.embed,
      index: work.outside,
      putEvents: async (_source, _type, put) => void events.push(...put.map((event) => RunDiagnosed.parse(event))),
      now: () => new Date(world.clock),
    });
  const ingest = workWith({ outside, store });
  const changed = (name = key) => ({ 'detail-type': 'Object Created' as const, detail: { object: { key: name } } });
  const table = knowledgeTable(store);
  return {
    world,
    store,
    outside,
    workWith,
    objects,
    embedded,
    events,
    ingest,
    changed,
    table,
    diagnoses: diagnosisStore(store),
    put: (name: string, text: string | Uint8Array) => void objects.set(name, toStored(text)),
    take: (name = key) => ingest(changed(name)),
    again: (name = key) =>
      ingest({
        'detail-type': 'document.due',
        detail: { id: 'r1', time: new Date(start).toISOString(), tenant: 'acme', correlationId: 'r1', key: name },
      }),
    texts: () => [...passages.values()].map(({ text }) => text).sort(),
    passages,
    addRunbooks: () =>
      table.addSource({ name: 'runbooks', kind: 'documents', title: 'Runbooks', documents: 0, passages: 0 }),
    runbooks: () => table.findSource('runbooks'),
  };
};

let world: ReturnType<typeof setUp>;
beforeEach(async () => {
  world = setUp();
  await world.addRunbooks();
});

describe('a document', () => {
  it('that was put can be found, and is counted', async () => {
    world.put(key, '# Warehouse\n\nCall Kim.');
    await world.take();
    expect(world.texts()).toEqual(['# Warehouse\n\nCall Kim.']);
    expect(await world.runbooks()).toMatchObject({ documents: 1, passages: 1, changedAt: '2026-01-01T00:00:00.000Z' });
  });

  it('that is the same changes nothing, and the model is not asked', async () => {
    world.put(key, 'Call Kim.');
    await world.take();
    const before = await world.table.documentDesk(nameOf(key)).find();
    world.world.clock += 1_000;
    world.embedded.length = 0;
    await world.take();
    expect(world.embedded).toEqual([]);
    expect(await world.table.documentDesk(nameOf(key)).find()).toMatchObject({
      hash: before?.hash,
      takenInAt: before?.takenInAt,
    });
    expect(await world.runbooks()).toMatchObject({ documents: 1, passages: 1 });
  });

  it('that changed has its new passages only, and only those are embedded', async () => {
    world.put(key, '# A\n\nOne.\n\n# B\n\nTwo.');
    await world.take();
    world.embedded.length = 0;
    world.put(key, '# A\n\nOne.\n\n# B\n\nThree.');
    await world.take();
    expect(world.texts()).toEqual(['# A\n\nOne.', '# B\n\nThree.']);
    expect(world.embedded).toHaveLength(1);
    expect(await world.runbooks()).toMatchObject({ documents: 1, passages: 2 });
  });

  it('that was removed is forgotten, also twice', async () => {
    world.put(key, 'Call Kim.');
    await world.take();
    world.objects.delete(key);
    await world.take();
    await world.take();
    expect(world.texts()).toEqual([]);
    expect(await world.table.listPaths('runbooks')).toEqual([]);
    expect(await world.runbooks()).toMatchObject({ documents: 0, passages: 0 });
  });

  it('is taken in again when asked for, although nothing changed', async () => {
    world.put(key, 'Call Kim.');
    await world.take();
    world.passages.clear();
    await world.take();
    expect(world.texts()).toEqual([]);
    await world.again();
    expect(world.texts()).toEqual(['Call Kim.']);
    expect(await world.runbooks()).toMatchObject({ documents: 1, passages: 1 });
  });

  it('whose worker was killed leaves nothing behind, also where it is by then what it was before', async () => {
    const { put, take, workWith, outside, store, changed, texts } = world;
    put(key, 'Call Kim.');
    await take();
    put(key, 'Call Lee.');
    const killed = new Promise<void>((resolve) => {
      const removeStale = () => {
        resolve();
        return never;
      };
      void workWith({ outside: { ...outside, removeStale }, store })(changed());
    });
    await killed;
    expect(texts()).toEqual(['Call Kim.', 'Call Lee.']);
    put(key, 'Call Kim.');
    world.world.clock += turnDuration;
    await take();
    expect(texts()).toEqual(['Call Kim.']);
  });

  it('of a source that nobody added, or that was removed, is not taken in', async () => {
    world.put(`acme/documents/unknown/a.md`, 'Text');
    await world.take(`acme/documents/unknown/a.md`);
    world.put(key, 'Call Kim.');
    await world.take();
    await world.table.markRemoved('runbooks', new Date(start));
    await world.again();
    expect(world.texts()).toEqual([]);
    expect(await world.table.findSource('unknown')).toBeUndefined();
    expect(await world.runbooks()).toMatchObject({ documents: 0, passages: 0 });
  });

  it('of a repository makes its source known', async () => {
    const readme = `${documentKey.repository({ tenant: 'acme', repository: 'company/sales' })}README.md`;
    world.put(readme, 'Read me');
    await world.take(readme);
    expect(await world.table.findSource('company/sales')).toMatchObject({ kind: 'repository', documents: 1 });
  });

  it('with a key that is none of ours is left alone', async () => {
    await expect(world.take('acme/else/where')).resolves.toBeUndefined();
  });
});

const nameOf = (of: string) => {
  const name = parseDocumentKey(of);
  if (!name) {
    throw new Error(`${of} is no document`);
  }
  return name;
};

describe('a document that cannot be taken in', () => {
  it('for being binary or too large is told on its source, loses its passages and is not tried for ever', async () => {
    world.put(key, 'Call Kim.');
    await world.take();
    world.put(key, Uint8Array.from([0, 1, 2, 3]));
    await world.take();
    expect(await world.runbooks()).toMatchObject({
      failing: 'warehouse.md',
      lastError: { message: 'It was not taken in: it is binary, not text.' },
      documents: 1,
      passages: 0,
    });
    world.objects.set(key, { hash: 'a'.repeat(64), size: largestDocument + 1, isUnreadable: false });
    await world.take();
    expect((await world.runbooks())?.lastError?.message).toMatch(/it has 10\.0 MB, and 10 MB can be/);
    expect(world.texts()).toEqual([]);
  });

  it('that nobody could read before it was put is told as well, until it is gone', async () => {
    world.objects.set(key, { ...toStored('the PDF is encrypted'), isUnreadable: true });
    await world.take();
    expect(await world.runbooks()).toMatchObject({
      failing: 'warehouse.md',
      lastError: { message: 'It was not taken in: the PDF is encrypted.' },
    });
    expect(world.texts()).toEqual([]);
    world.objects.delete(key);
    await world.take();
    expect((await world.runbooks())?.lastError).toBeUndefined();
  });

  it('for a fault elsewhere fails, is told on its source, and no longer once it was', async () => {
    world.put(key, 'Call Kim.');
    world.world.isAway = true;
    await expect(world.take()).rejects.toMatchObject({ code: 'upstream.unavailable' });
    expect(await world.runbooks()).toMatchObject({ lastError: { message: 'OpenSearch does not answer.' } });
    world.world.isAway = false;
    await world.take();
    expect(await world.runbooks()).not.toHaveProperty('lastError');
    expect(world.texts()).toEqual(['Call Kim.']);
  });

  it('keeps what was told of another document', async () => {
    world.put(`${documents}broken.md`, Uint8Array.from([0]));
    await world.take(`${documents}broken.md`);
    world.put(key, 'Call Kim.');
    await world.take();
    expect(await world.runbooks()).toMatchObject({ failing: 'broken.md' });
  });
});

describe('the log of a run', () => {
  const head: RunLogHead = {
    run: {
      id: 'n-1',
      workflow: 'nightly_sales',
      repository: 'company/sales',
      environment: 'main',
      state: 'failed',
      triggeredBy: 'kim',
      queuedAt: '2026-01-01T00:00:00.000Z',
      endedAt: '2026-01-01T00:01:00.000Z',
      airflowUrl: 'https://airflow.example.com/runs/n-1',
    },
    tasks: [{ task: 'load', state: 'failed', try: 1, mapIndex: -1 }],
    notes: [],
  };
  const event = {
    ...{ task: 'load', mapIndex: -1, try: 1, line: 1, at: '2026-01-01T00:00:30.000Z', level: 'error' },
    lines: ['connection to warehouse:5432 refused'],
  };
  const write = () => world.put(logKey, [head, event].map((line) => JSON.stringify(line)).join('\n'));

  it('is diagnosed while OpenSearch is away, and once only', async () => {
    write();
    world.world.isAway = true;
    await expect(world.take(logKey)).rejects.toThrow();
    await expect(world.take(logKey)).rejects.toThrow();
    expect(await world.diagnoses.find('n-1')).toMatchObject({
      workflow: 'nightly_sales',
      failures: [{ task: 'load' }],
    });
    expect(world.events).toMatchObject([
      { tenant: 'acme', run: 'n-1', error: { task: 'load', message: 'connection to warehouse:5432 refused' } },
    ]);
    world.world.isAway = false;
    await world.take(logKey);
    expect(world.events).toHaveLength(1);
    expect(world.texts()).toEqual(['connection to warehouse:5432 refused']);
  });

  it('takes its diagnosis along when it is removed', async () => {
    write();
    await world.take(logKey);
    world.objects.delete(logKey);
    await world.take(logKey);
    expect(await world.diagnoses.find('n-1')).toBeUndefined();
    expect(await world.table.findSource('runs')).toMatchObject({ documents: 0 });
  });

  it('that is damaged is told by its line', async () => {
    world.put(logKey, `${JSON.stringify(head)}\n{"task":`);
    await world.take(logKey);
    expect(await world.table.findSource('runs')).toMatchObject({
      failing: 'n-1.jsonl',
      lastError: { message: expect.stringContaining('line 2') },
    });
  });
});

/** What befalls a worker at its n-th step: it is killed, or the step fails after it was done. */
interface Fate {
  readonly step: number;
  readonly kind: 'killed' | 'failing' | 'none';
}

/** Everything a worker does outside of itself, in an order that the scheduler chooses, until its fate. */
const under = (scheduler: fc.Scheduler, { step, kind }: Fate) => {
  let steps = 0;
  let isDead = false;
  const call = async (act: () => Promise<unknown>): Promise<unknown> => {
    if (isDead) {
      return never;
    }
    steps += 1;
    const done = act();
    if (steps === step && kind === 'killed') {
      isDead = true;
      return never;
    }
    const answer = await scheduler.schedule(done);
    if (steps === step && kind === 'failing') {
      throw away();
    }
    return answer;
  };
  return <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (of, name) => {
        const member: unknown = Reflect.get(of, name);
        return typeof member === 'function' ? (...inputs: unknown[]) => call(() => member(...inputs)) : member;
      },
    });
};

const contents = ['One.', '# A\n\nOne.\n\n# B\n\nTwo.', '# B\n\nTwo.', undefined];
const change = fc.record({
  content: fc.constantFrom(...contents),
  fate: fc.record({
    step: fc.integer({ min: 1, max: 14 }),
    kind: fc.constantFrom('none', 'none', 'killed', 'failing'),
  }),
});

it('however workers overlap, fail and are killed, the index ends with the newest object, and the counters are right', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), fc.scheduler(), async (changes, scheduler) => {
      const {
        world: time,
        store,
        outside,
        workWith,
        objects,
        changed,
        put,
        runbooks,
        passages,
        addRunbooks,
        ingest,
      } = setUp();
      await addRunbooks();
      const left: ReturnType<typeof changed>[] = [];
      for (const { content, fate } of changes) {
        const message = changed();
        const through = under(scheduler, fate);
        const work = workWith({ outside: through(outside), store: through(store) });
        left.push(message);
        const finish = () => void left.splice(left.indexOf(message), 1);
        void scheduler.schedule(Promise.resolve()).then(() => {
          if (content === undefined) {
            objects.delete(key);
          } else {
            put(key, content);
          }
          return work(message).then(finish, () => undefined);
        });
      }
      await scheduler.waitIdle();
      time.clock += turnDuration;
      for (const message of [...left]) {
        await ingest(message);
      }
      const bytes = objects.get(key)?.bytes;
      const expected = bytes ? splitDocument({ name: nameOf(key), bytes }).map(({ passage }) => passage.id) : [];
      expect([...passages.keys()].sort()).toEqual(expected.sort());
      expect(await runbooks()).toMatchObject({ documents: bytes ? 1 : 0, passages: expected.length });
    }),
    { numRuns: 400 },
  );
});

describe('documents that Navigator itself writes', () => {
  const workflowKey = `${documentKey.workflows({ tenant: 'acme', repository: 'company/sales' })}main/nightly_sales.json`;
  const learnedKey = `${documentKey.learned({ tenant: 'acme', source: 'success-patterns' })}company-sales.jsonl`;
  const workflow = {
    ...{ dagId: 'nightly_sales', repository: 'company/sales', environment: 'main', path: 'nightly_sales.py' },
    ...{ commit: 'c'.repeat(40), publishedAt: '2026-01-01T00:00:00.000Z' },
  };
  const pattern = {
    ...{ type: 'success-pattern', repository: 'company/sales', workflow: 'nightly_sales', count: 2 },
    ...{ lastAt: '2026-01-01T00:00:00.000Z', summary: 'Ends before six.' },
  };

  it.each([
    ['a workflow', workflowKey, workflow, 'workflows', 'Workflows that are live'],
    ['what was learned', learnedKey, pattern, 'success-patterns', 'What went well'],
  ])('%s is found, and forgotten where it is gone', async (_name, place, document, source, title) => {
    world.put(place, JSON.stringify(document));
    await world.take(place);
    expect([...world.passages.values()]).toMatchObject([{ source, access: { resource: 'company/sales' } }]);
    expect(await world.table.findSource(source)).toMatchObject({ title, documents: 1, passages: 1 });
    world.objects.delete(place);
    await world.take(place);
    expect(world.passages.size).toBe(0);
  });

  it.each([workflowKey, learnedKey])('that cannot be read are told on their source: %s', async (place) => {
    world.put(place, '{"no": "record"}');
    await world.take(place);
    expect(world.passages.size).toBe(0);
    const source = await world.table.findSource(place.split('/')[2] ?? '');
    expect(source?.lastError?.message).toMatch(/^It was not taken in: /);
  });
});
