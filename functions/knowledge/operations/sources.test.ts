import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { ReadText } from '../adapters/document-reader.ts';
import { knowledgeTable } from '../adapters/knowledge-table.ts';
import { DocumentDue } from '../contract.ts';
import { decodeText } from '../domain/decode-text.ts';
import { keyOf, parseDocumentKey } from '../domain/document-name.ts';
import { Unreadable } from '../domain/unreadable.ts';
import { addSource } from './add-source.ts';
import { listSources } from './list-sources.ts';
import { putDocument } from './put-document.ts';
import { refreshSource } from './refresh-source.ts';
import { removeDocument } from './remove-document.ts';
import { removeSource } from './remove-source.ts';
import { requestIngestion } from './request-ingestion.ts';

const now = new Date('2026-01-01T00:00:00.000Z');
const call: Call = {
  principal: systemPrincipal('acme', 'kim'),
  principalToken: '',
  authorise: () => {},
  now: () => now,
  requestId: 'r1',
};
const bucketName = 'documents';
const prefix = 'acme/documents/runbooks/';

/** Of a PDF what is written in its name, as `read-document` would read it. */
const readText: ReadText = async (path, bytes) => {
  if (path.endsWith('scanned.pdf')) {
    throw new Unreadable('it has no text');
  }
  return path.endsWith('.pdf') ? `# Read\n\n${Buffer.from(bytes).toString('latin1').slice(5)}\n` : decodeText(bytes);
};

const setUp = () => {
  const table = knowledgeTable(memoryStore());
  const objects = new Map<string, string>();
  const due: string[] = [];
  let afterPut = async () => {};
  const bucket = {
    list: async (below: string) => [...objects.keys()].filter((key) => key.startsWith(below)),
    has: async (key: string) => objects.has(key),
    put: async (key: string, text: string) => {
      objects.set(key, text);
      await afterPut();
    },
    remove: async (keys: readonly string[]) => {
      for (const key of keys) {
        objects.delete(key);
      }
    },
  };
  const request = requestIngestion({
    bucket,
    putEvents: async (_source, _type, events) => void due.push(...events.map((event) => DocumentDue.parse(event).key)),
  });
  const deps = {
    tableOf: () => table,
    bucket,
    bucketName,
    request,
    readText,
    maskingOf: async () => ({ key: Buffer.from('k') }),
  };
  const put = putDocument(deps);
  return {
    table,
    objects,
    due,
    add: (source = 'runbooks') => addSource(deps)({ source }, call),
    list: async () => (await listSources(deps)({ limit: 25 }, call)).items,
    refresh: (source = 'runbooks') => refreshSource(deps)({ source }, call),
    remove: (source = 'runbooks') => removeSource(deps)({ source }, call),
    put: (path: string, text: string, source = 'runbooks') => put({ source, path, text }, call),
    putBytes: (path: string, text: string) => put({ source: 'runbooks', path, text, encoding: 'base64' }, call),
    removeDocument: (path: string) => removeDocument(deps)({ source: 'runbooks', path }, call),
    afterPut: (happens: () => Promise<void>) => {
      afterPut = happens;
    },
    /** As `ingest-document` does. */
    takeIn: async (key: string) => {
      const name = parseDocumentKey(key);
      const desk = name && table.documentDesk(name);
      await desk?.sign({ again: false });
      const work = await desk?.take(now);
      return work && desk?.noteTakenIn(work, { hash: 'a'.repeat(64), passages: 3, bytes: 10, at: now });
    },
    forget: async (key: string) => {
      const name = parseDocumentKey(key);
      const desk = name && table.documentDesk(name);
      await desk?.sign({ again: false });
      const work = await desk?.take(now);
      return work && desk?.noteGone(work, now);
    },
  };
};

let world: ReturnType<typeof setUp>;
beforeEach(async () => {
  world = setUp();
});

describe('sources', () => {
  it('of repositories are listed as long as they have documents', async () => {
    const key = keyOf({ tenant: 'acme', kind: 'repository', source: 'company/sales', path: 'README.md' });
    await world.takeIn(key);
    expect(await world.list()).toMatchObject([{ name: 'company/sales', kind: 'repository', documents: 1 }]);
    await world.forget(key);
    expect(await world.list()).toEqual([]);
  });

  it('that were added are listed with where their documents go', async () => {
    expect(await world.add()).toMatchObject({ name: 'runbooks', title: 'runbooks', documents: 0, passages: 0 });
    expect(await world.list()).toEqual([
      {
        name: 'runbooks',
        kind: 'documents',
        title: 'runbooks',
        location: 's3://documents/acme/documents/runbooks/',
        documents: 0,
        passages: 0,
      },
    ]);
    await expect(world.add()).rejects.toMatchObject({ code: 'resource.exists' });
  });

  it('of runs and repositories are there once something came from them, and are not for people to add or remove', async () => {
    await world.takeIn('acme/runs/runs/n-1.jsonl');
    await world.takeIn('acme/repository/company%2Fsales/README.md');
    expect(await world.list()).toMatchObject([
      { name: 'company/sales', kind: 'repository', location: 's3://documents/acme/repository/company%2Fsales/' },
      { name: 'runs', kind: 'runs', location: 's3://documents/acme/runs/runs/', documents: 1, passages: 3 },
    ]);
    for (const refused of [world.add('runs'), world.remove('runs'), world.put('a.md', 'Text', 'runs')]) {
      await expect(refused).rejects.toMatchObject({ code: 'input.invalid' });
    }
  });

  it('that are added take in what was put there before', async () => {
    world.objects.set(`${prefix}early.md`, 'Text');
    await world.add();
    expect(world.due).toEqual([`${prefix}early.md`]);
  });

  it('that are refreshed have each document looked at again, those that are gone as well', async () => {
    await world.add();
    await world.takeIn(`${prefix}gone.md`);
    world.objects.set(`${prefix}here.md`, 'Text');
    expect(await world.refresh()).toMatchObject({ name: 'runbooks', documents: 1 });
    expect(world.due.sort()).toEqual([`${prefix}gone.md`, `${prefix}here.md`]);
    await expect(world.refresh('unknown')).rejects.toMatchObject({ code: 'resource.unknown' });
  });

  it('that were removed are gone from the list at once, with their objects', async () => {
    await world.add();
    await world.put('a.md', 'Text');
    await world.takeIn(`${prefix}a.md`);
    expect(await world.remove()).toEqual({ source: 'runbooks', documents: 1 });
    expect(await world.list()).toEqual([]);
    expect(world.objects.size).toBe(0);
    expect(world.due).toContain(`${prefix}a.md`);
    expect(await world.takeIn(`${prefix}a.md`)).toBe(false);
    for (const refused of [world.put('b.md', 'Text'), world.refresh()]) {
      await expect(refused).rejects.toMatchObject({ code: 'resource.unknown' });
    }
  });

  it('that were removed may be added again once all is forgotten, and removed again where that broke off', async () => {
    await world.add();
    await world.takeIn(`${prefix}a.md`);
    await world.remove();
    await expect(world.add()).rejects.toMatchObject({ code: 'resource.conflict' });
    expect(await world.remove()).toMatchObject({ documents: 0 });
    await world.forget(`${prefix}a.md`);
    await expect(world.remove()).rejects.toMatchObject({ code: 'resource.unknown' });
    expect(await world.add()).toMatchObject({ documents: 0, passages: 0 });
    expect(await world.list()).toHaveLength(1);
  });
});

describe('documents', () => {
  it('are masked before they are put', async () => {
    await world.add();
    const secret = `AKIA${'IOSFODNN7EXAMPLQ'}`;
    const { bytes } = await world.put('on-call/warehouse.md', `Use ${secret}.`);
    const stored = world.objects.get(`${prefix}on-call/warehouse.md`) ?? '';
    expect(stored).not.toContain(secret);
    expect(bytes).toBe(Buffer.byteLength(stored));
  });

  it('that are PDF are read first, then masked', async () => {
    await world.add();
    const secret = `AKIA${'IOSFODNN7EXAMPLQ'}`;
    await world.putBytes('a.pdf', Buffer.from(`%PDF-Use ${secret}.`).toString('base64'));
    expect(world.objects.get(`${prefix}a.pdf`)).toMatch(/^# Read\n\nUse ‹/);
  });

  it.each([
    ['a PDF as text', () => world.put('a.pdf', '%PDF-1.4'), 'input.invalid', /encoding base64/],
    ['what is not base64', () => world.putBytes('a.pdf', 'no base64!'), 'input.invalid', /not base64/],
    ['what cannot be read', () => world.putBytes('scanned.pdf', 'AAAA'), 'input.invalid', /it has no text/],
    ['too long a text', () => world.put('a.md', 'x'.repeat(900_001)), 'payload.too-large', /900000/],
  ])('are refused where they are %s, and nothing is put', async (_name, put, code, message) => {
    await world.add();
    await expect(put()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(world.objects.size).toBe(0);
  });

  it('of 4 MB go through', async () => {
    await world.add();
    const { bytes } = await world.putBytes('a.txt', Buffer.from('word '.repeat(800_000)).toString('base64'));
    expect(bytes).toBe(4_000_000);
  });

  it('are refused where their key would be too long', async () => {
    await world.add();
    await expect(world.put('é'.repeat(600), 'Text')).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('do not stay where their source is removed meanwhile', async () => {
    await world.add();
    world.afterPut(async () => void (await world.table.markRemoved('runbooks', now)));
    await expect(world.put('a.md', 'Text')).rejects.toMatchObject({ code: 'resource.unknown' });
    expect(world.objects.size).toBe(0);
  });

  it('can be removed where they are', async () => {
    await world.add();
    await world.put('a.md', 'Text');
    expect(await world.removeDocument('a.md')).toEqual({ source: 'runbooks', path: 'a.md' });
    await expect(world.removeDocument('a.md')).rejects.toMatchObject({ code: 'resource.unknown' });
  });
});
