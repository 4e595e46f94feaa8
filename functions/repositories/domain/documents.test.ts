import { expect, test } from 'vitest';
import { documentLimits, selectDocuments } from './documents.ts';

interface Entry {
  readonly mode: string;
  readonly name: string;
  readonly oid: string;
}

const oid = (value: number) => value.toString(16).padStart(40, '0');
const file = (name: string, id = 9): Entry => ({ mode: '100644', name, oid: oid(id) });
const folder = (name: string, id: number): Entry => ({ mode: '40000', name, oid: oid(id) });

const encode = (entries: readonly Entry[]): Uint8Array =>
  Buffer.concat(
    entries.flatMap((entry) => [Buffer.from(`${entry.mode} ${entry.name}\0`), Buffer.from(entry.oid, 'hex')]),
  );

const reading = (trees: Record<string, readonly Entry[]>) => {
  const read: string[] = [];
  const readTree = async (id: string) => {
    const tree = trees[id];
    if (!tree) {
      throw new Error(`tree ${id} is not to be read`);
    }
    read.push(id);
    return encode(tree);
  };
  return { readTree, read };
};

test('documents come from anywhere in the repository, what people write first and of that what is nearest to its root', async () => {
  const { readTree } = reading({
    [oid(1)]: [file('a.py'), folder('dags', 2), folder('docs', 3), file('README.md', 8), folder('.github', 4)],
    [oid(2)]: [file('notes.RST'), file('etl.py'), file('manual.pdf'), file('report.html')],
    [oid(3)]: [folder('adr', 5), file('guide.markdown')],
    [oid(4)]: [file('CONTRIBUTING.md')],
    [oid(5)]: [file('0001-use-s3.md')],
  });
  const { documents, notes } = await selectDocuments(readTree, oid(1), {});
  expect(documents.map(({ path }) => path)).toEqual([
    'README.md',
    '.github/CONTRIBUTING.md',
    'dags/notes.RST',
    'docs/guide.markdown',
    'docs/adr/0001-use-s3.md',
    'dags/manual.pdf',
    'dags/report.html',
  ]);
  expect(documents[0]?.oid).toBe(oid(8));
  expect(notes).toEqual([]);
});

test('what others wrote, links, and names that are not safe are no documents', async () => {
  const { readTree } = reading({
    [oid(1)]: [
      ...['node_modules', 'vendor', 'venv', '.venv', '.git', '.hidden'].map((name) => folder(name, 99)),
      { mode: '120000', name: 'link.md', oid: oid(2) },
      { mode: '160000', name: 'library.md', oid: oid(3) },
      file('a\\b.md'),
      file('a\u202e.md'),
      file('ok.md'),
    ],
  });
  expect((await selectDocuments(readTree, oid(1), {})).documents).toEqual([{ path: 'ok.md', oid: oid(9) }]);
});

test('a folder that is the same as before is not looked into again', async () => {
  const before = reading({
    [oid(1)]: [folder('docs', 2), file('README.md')],
    [oid(2)]: [folder('adr', 3), file('a.md')],
    [oid(3)]: [file('b.md')],
  });
  const first = await selectDocuments(before.readTree, oid(1), {});
  const after = reading({ [oid(10)]: [folder('moved', 2), file('README.md')] });
  const second = await selectDocuments(after.readTree, oid(10), first.folders);
  expect(second.documents.map(({ path }) => path)).toEqual(['README.md', 'moved/a.md', 'moved/adr/b.md']);
  expect(after.read).toEqual([oid(10)]);
});

test('of very many documents some are taken, with a note', async () => {
  const { readTree } = reading({
    [oid(1)]: [folder('deep', 2), file('README.md')],
    [oid(2)]: Array.from({ length: documentLimits.files + 1 }, (_, index) => file(`${index}.md`)),
  });
  const { documents, notes } = await selectDocuments(readTree, oid(1), {});
  expect(documents).toHaveLength(documentLimits.files);
  expect(documents[0]?.path).toBe('README.md');
  expect(notes).toEqual([expect.stringContaining('Not all documents are searchable')]);
});

test('a tree that holds itself many times over ends, and is not remembered', async () => {
  const { readTree, read } = reading({
    [oid(1)]: Array.from({ length: 10 }, (_, index) => folder(`d${index}`, 1)),
  });
  const { folders, notes } = await selectDocuments(readTree, oid(1), {});
  expect(read.length).toBeLessThanOrEqual(documentLimits.folders);
  expect(notes).toHaveLength(1);
  expect(folders).toEqual({});
});
