import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundNotes, parseTree, selectFiles, selectTests, TreeTooLarge, treeLimits } from './tree.ts';

interface Entry {
  readonly mode: string;
  readonly name: string | Uint8Array;
  readonly oid: string;
}

const oid = (value: number) => value.toString(16).padStart(40, '0');

const encode = (entries: readonly Entry[]): Uint8Array =>
  Buffer.concat(
    entries.flatMap((entry) => [
      Buffer.from(`${entry.mode} `),
      Buffer.from(entry.name as string),
      Buffer.from([0]),
      Buffer.from(entry.oid, 'hex'),
    ]),
  );

const readerOf = (trees: Record<string, readonly Entry[]>) => async (id: string) => {
  const tree = trees[id];
  if (!tree) {
    throw new Error(`tree ${id} is not to be read`);
  }
  return encode(tree);
};

const file = (name: string | Uint8Array, id = 9): Entry => ({ mode: '100644', name, oid: oid(id) });
const folder = (name: string, id: number): Entry => ({ mode: '40000', name, oid: oid(id) });

const selectFrom = (entries: readonly Entry[]) => selectFiles(readerOf({ [oid(1)]: entries }), oid(1), '');

const hostile = fc.constantFrom(
  '..',
  '.',
  '.git',
  '.GIT',
  'a\\b',
  '..\\x',
  'a/b',
  '/etc',
  '../x',
  'a\nb',
  'a\u001b[31m',
  'a\u202eyp.b',
  '\ufffd',
  Buffer.from([0x66, 0xff]),
);
const ordinary = fc.constantFrom('dag.py', 'Dag.py', 'é.py', 'e\u0301.py', 'a b.sql', 'STRASSE', '~', 'x:y', '-rf');
const anyName = fc.oneof(
  hostile,
  ordinary,
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((each) => !each.includes('\0')),
  fc.uint8Array({ minLength: 1, maxLength: 12 }).filter((each) => !each.includes(0)),
);

test('whatever names a tree has, what is selected is safe as a path and unlike any other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyName, { maxLength: 12 }), async (names) => {
      const { files, notes } = await selectFrom(names.map((name) => file(name)));
      const paths = files.map(({ path }) => path);
      for (const path of paths) {
        expect(path).not.toMatch(/[\\/\p{Cc}\ufffd]/u);
        expect(['', '.', '..', '.git']).not.toContain(path.toLowerCase());
        expect(Buffer.from(path).toString()).toBe(path);
      }
      expect(new Set(paths.map((path) => path.normalize('NFC').toLowerCase())).size).toBe(paths.length);
      const silent = names.filter((name) =>
        Buffer.from(name as string)
          .toString()
          .endsWith('.pyc'),
      ).length;
      expect(paths.length + notes.length).toBeGreaterThanOrEqual(names.length - silent);
      expect(notes.join('')).not.toMatch(/\p{Cc}/u);
    }),
    { numRuns: 500 },
  );
});

test('links and submodules are left out with a note, tests and caches without', async () => {
  const { files, notes } = await selectFrom([
    { mode: '120000', name: 'link.py', oid: oid(2) },
    { mode: '160000', name: 'library', oid: oid(3) },
    file('dag.py'),
    file('dag.pyc'),
    folder('tests', 4),
    folder('.github', 5),
    folder('__pycache__', 6),
  ]);
  expect(files).toEqual([{ path: 'dag.py', oid: oid(9) }]);
  expect(notes).toEqual([
    'link.py is not published: it is a symbolic link. Commit the file itself.',
    'library is not published: it is a submodule. Commit its files, or add its repository as one of its own.',
  ]);
});

test('only the folder of the path is read, and paths start there', async () => {
  const readTree = readerOf({
    [oid(1)]: [folder('other', 7), folder('team', 2), file('README.md')],
    [oid(2)]: [folder('dags', 3)],
    [oid(3)]: [file('a.py', 4), folder('sql', 5)],
    [oid(5)]: [file('q.sql', 6)],
  });
  const { files, notes } = await selectFiles(readTree, oid(1), 'team/dags/');
  expect(files.map(({ path }) => path)).toEqual(['a.py', 'sql/q.sql']);
  expect(notes).toEqual([]);
});

test('tests are those at the root and below the path, with the settings at the root, and are not published', async () => {
  const readTree = readerOf({
    [oid(1)]: [folder('dags', 2), folder('other', 7), folder('tests', 3), file('pyproject.toml'), file('setup.py')],
    [oid(2)]: [file('a.py'), folder('tests', 4)],
    [oid(3)]: [file('conftest.py'), file('test_root.py'), folder('.cache', 7), folder('tests', 5)],
    [oid(4)]: [file('a_test.py')],
    [oid(5)]: [file('data.csv')],
  });
  expect((await selectFiles(readTree, oid(1), 'dags')).files.map(({ path }) => path)).toEqual(['a.py']);
  expect((await selectTests(readTree, oid(1), 'dags/')).map(({ path }) => path)).toEqual([
    'tests/conftest.py',
    'tests/test_root.py',
    'tests/tests/data.csv',
    'dags/tests/a_test.py',
    'pyproject.toml',
  ]);
});

test('a folder of tests without any that pytest would find is none', async () => {
  const readTree = readerOf({ [oid(1)]: [folder('tests', 2)], [oid(2)]: [file('conftest.py'), file('latest.py')] });
  expect(await selectTests(readTree, oid(1), '')).toEqual([]);
});

test('a path that is not there, or is a file, is an empty tree with a note', async () => {
  const readTree = readerOf({ [oid(1)]: [file('dags')] });
  expect(await selectFiles(readTree, oid(1), 'dags')).toEqual({
    files: [],
    notes: [expect.stringContaining('not a folder')],
    missing: expect.stringContaining('not a folder'),
  });
  expect(await selectFiles(readTree, oid(1), 'none')).toEqual({
    files: [],
    notes: [expect.stringContaining('no folder none')],
    missing: expect.stringContaining('no folder none'),
  });
});

test('a file and a folder that some file systems cannot tell apart do not both go out', async () => {
  const readTree = readerOf({ [oid(1)]: [file('Etl'), folder('etl', 2)], [oid(2)]: [file('a.py')] });
  const { files, notes } = await selectFiles(readTree, oid(1), '');
  expect(files.map(({ path }) => path)).toEqual(['Etl']);
  expect(notes).toEqual(['etl is not published: some file systems cannot tell it from Etl.']);
});

test('too many files are refused with their number and the limit', async () => {
  const many = Array.from({ length: treeLimits.files + 1 }, (_, index) => file(`f${index}.sql`));
  await expect(selectFrom(many)).rejects.toThrow('There are 2001 files below the path, and 2000 can be published.');
  await expect(selectFrom(many.slice(1))).resolves.toMatchObject({ notes: [] });
});

test('a tree that holds itself many times over ends', async () => {
  const bomb = Array.from({ length: 10 }, (_, index) => folder(`d${index}`, 1));
  await expect(selectFrom(bomb)).rejects.toBeInstanceOf(TreeTooLarge);
});

test('folders that share one long list of files end long before all are counted', async () => {
  const shared = Array.from({ length: 5_000 }, (_, index) => file(`f${index}`));
  const folders = Array.from({ length: 4_000 }, (_, index) => folder(`d${index}`, 2));
  const readTree = readerOf({ [oid(1)]: folders, [oid(2)]: shared });
  await expect(selectFiles(readTree, oid(1), '')).rejects.toThrow('There are over 100000 files and folders');
});

test('hundreds of hostile names do not make hundreds of notes', async () => {
  const selection = await selectFrom(Array.from({ length: 300 }, (_, index) => file(`a\\${index}`)));
  const notes = boundNotes(selection.notes);
  expect(notes).toHaveLength(treeLimits.notes + 1);
  expect(notes.at(-1)).toBe('250 more files are not published.');
});

test('a listing that is cut off is refused, wherever it is cut', () => {
  const whole = encode([file('a.py'), folder('b', 2)]);
  const first = encode([file('a.py')]).length;
  for (let length = 1; length < whole.length; length += 1) {
    if (length !== first) {
      expect(() => parseTree(whole.subarray(0, length))).toThrow('damaged');
    }
  }
});
