import { createHash } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { memoryStore } from '../../../test/support/memory-store.ts';
import type { Tree } from '../../repositories/contract.ts';
import type { Artefacts } from '../../shared/artefacts.ts';
import { knowledgeTable } from '../adapters/knowledge-table.ts';
import { decodeText } from '../domain/decode-text.ts';
import { collectDocuments } from './collect-documents.ts';

const prefix = 'acme/repository/company%2Fsales/';
let clock = Date.parse('2026-01-01T00:00:00.000Z');
const now = () => new Date(clock);

const setUp = () => {
  const trees = new Map<string, Tree>();
  const blobs = new Map<string, Uint8Array>();
  const objects = new Map<string, string>();
  const puts: string[] = [];
  const table = knowledgeTable(memoryStore());
  const artefacts: Pick<Artefacts, 'getJson' | 'getBytes'> = {
    getJson: async (key, schema) => schema.parse(trees.get(key)),
    getBytes: async (key) => blobs.get(key) ?? new Uint8Array(),
  };
  let isGettingIn = async () => {};
  const bucket = {
    list: async () => [...objects.keys()],
    put: async (key: string, text: string, { isUnreadable }: { isUnreadable?: boolean } = {}) => {
      await isGettingIn();
      puts.push(key);
      objects.set(key, isUnreadable ? `unreadable: ${text}` : text);
    },
    remove: async (keys: readonly string[]) => {
      for (const key of keys) {
        objects.delete(key);
      }
    },
  };
  const collect = collectDocuments({
    tableOf: () => table,
    artefacts,
    bucket,
    readText: async (path, bytes) => (path.endsWith('.pdf') ? `read: ${decodeText(bytes)}` : decodeText(bytes)),
    maskingOf: async () => ({ key: Buffer.from('key') }),
    now,
  });
  return {
    objects,
    puts,
    table,
    /** What happens before the next object is put. */
    before: (happens: () => Promise<void>) => {
      isGettingIn = async () => {
        isGettingIn = async () => {};
        await happens();
      };
    },
    settle: async (push: string, documents: Record<string, string | Uint8Array> | undefined) => {
      const tree = documents && `acme/trees/company-sales/${push}.json`;
      if (tree) {
        const files = Object.entries(documents).map(([path, content]) => {
          const bytes = Buffer.from(content);
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          blobs.set(sha256, bytes);
          return { path, sha256, size: bytes.length, key: sha256 };
        });
        const nothing = { files: [], leftOut: [], tests: { files: [] }, notes: [] };
        trees.set(tree, { commit: 'c'.repeat(40), documents: files, ...nothing });
      }
      await collect({
        'detail-type': 'push.settled',
        detail: {
          ...{ id: push, time: now().toISOString(), tenant: 'acme', correlationId: push, repository: 'company/sales' },
          ...{ outcome: 'live', tree },
        },
      });
    },
  };
};

let world: ReturnType<typeof setUp>;
beforeEach(() => {
  world = setUp();
});
const paths = () => [...world.objects.keys()].map((key) => key.replace(prefix, '')).sort();

it('brings the bucket in step: what is new or changed is put, what is gone removed, the rest left alone', async () => {
  await world.settle('p-1', { 'README.md': 'Read me', 'docs/a.md': 'A', 'docs/b.md': 'B' });
  expect(paths()).toEqual(['README.md', 'docs/a.md', 'docs/b.md']);
  world.puts.length = 0;
  await world.settle('p-2', { 'README.md': 'Read me', 'docs/a.md': 'A2', 'docs/c.md': 'C' });
  expect(paths()).toEqual(['README.md', 'docs/a.md', 'docs/c.md']);
  expect(world.objects.get(`${prefix}docs/a.md`)).toBe('A2');
  expect(world.puts).toEqual([`${prefix}docs/a.md`, `${prefix}docs/c.md`]);
});

it('masks before anything is put', async () => {
  const secret = `AKIA${'IOSFODNN7EXAMPLQ'}`;
  await world.settle('p-1', { 'README.md': `The key is ${secret}.` });
  expect(world.objects.get(`${prefix}README.md`)).toMatch(/^The key is ‹/);
  expect([...world.objects.values()].join()).not.toContain(secret);
});

it('puts again what the bucket has lost', async () => {
  await world.settle('p-1', { 'README.md': 'Read me' });
  world.objects.clear();
  await world.settle('p-2', { 'README.md': 'Read me' });
  expect(paths()).toEqual(['README.md']);
});

it('removes all where the branch is gone', async () => {
  await world.settle('p-1', { 'README.md': 'Read me' });
  await world.settle('p-2', {});
  expect(paths()).toEqual([]);
});

it('does nothing where nothing was fetched, and nothing new for a push that is older or came before', async () => {
  await world.settle('p-2', { 'new.md': 'New' });
  world.puts.length = 0;
  await world.settle('p-3', undefined);
  await world.settle('p-1', { 'old.md': 'Old' });
  await world.settle('p-2', { 'new.md': 'New' });
  expect(paths()).toEqual(['new.md']);
  expect(world.puts).toEqual([]);
});

it('ends with the newer of two pushes that come at once', async () => {
  world.before(() => world.settle('p-2', { 'new.md': 'New' }));
  await world.settle('p-1', { 'old.md': 'Old' });
  expect(paths()).toEqual(['new.md']);
});

it('puts of one that cannot be read why, once, and nothing of what it was before', async () => {
  await world.settle('p-1', { 'a.md': 'Text', 'b.md': 'Text' });
  await world.settle('p-2', { 'a.md': Uint8Array.from([0, 1, 2]), 'b.md': 'Text' });
  expect(world.objects.get(`${prefix}a.md`)).toBe('unreadable: it is binary, not text');
  world.puts.length = 0;
  await world.settle('p-3', { 'a.md': Uint8Array.from([0, 1, 2]), 'b.md': 'Text' });
  expect(world.puts).toEqual([]);
  await world.settle('p-4', { 'b.md': 'Text' });
  expect(paths()).toEqual(['b.md']);
});

it('reads a PDF before it masks it', async () => {
  const secret = `AKIA${'IOSFODNN7EXAMPLQ'}`;
  await world.settle('p-1', { 'a.pdf': secret });
  expect(world.objects.get(`${prefix}a.pdf`)).toMatch(/^read: ‹/);
});

it('goes on where it ran out of time, or failed', async () => {
  const documents = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`${at}.md`, `Text ${at}`]));
  const passTime = async () => {
    clock += 30_000;
  };
  world.before(passTime);
  await expect(world.settle('p-1', documents)).rejects.toThrow('8 of 12 documents are in step');
  expect(world.puts).toHaveLength(8);
  world.before(async () => {
    throw new Error('S3 is away');
  });
  await expect(world.settle('p-1', documents)).rejects.toThrow('S3 is away');
  await world.settle('p-1', documents);
  expect(world.puts.toSorted()).toEqual(
    Object.keys(documents)
      .map((path) => `${prefix}${path}`)
      .toSorted(),
  );
});
