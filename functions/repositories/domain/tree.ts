import { posix } from 'node:path';
import { DomainError } from '../../shared/errors.ts';

/** What may be published of one repository. */
export const treeLimits = {
  files: 2_000,
  /** Files of the repository's own tests. */
  tests: 1_000,
  /** Bytes of one file. */
  file: 5 * 1024 * 1024,
  /** Bytes of all files. */
  total: 50 * 1024 * 1024,
  /** Bytes of one path: with what goes before it, it must fit an S3 key. */
  path: 600,
  depth: 32,
  folders: 5_000,
  /** Entries that are counted before it is given up: a few trees that name one another may hold any number. */
  entries: 100_000,
  notes: 50,
} as const;

/** The repository is larger than what is published. */
export class TreeTooLarge extends DomainError {
  constructor(what: string) {
    super(
      'payload.too-large',
      `${what} Move what Airflow does not need out of the folder, or add the repository with a narrower path.`,
    );
  }
}

/** One line of a Git tree object. */
interface TreeEntry {
  readonly mode: string;
  readonly name: Uint8Array;
  readonly oid: string;
}

/** A file to publish. */
export interface SelectedFile {
  readonly path: string;
  readonly oid: string;
}

/** Files below a path, and notes on what was left out. */
export interface Selection {
  readonly files: readonly SelectedFile[];
  readonly notes: readonly string[];
  /** That the folder itself is not there. */
  readonly missing?: string;
}

const kinds: Record<string, 'folder' | 'link' | 'submodule'> = {
  '40000': 'folder',
  '120000': 'link',
  '160000': 'submodule',
};

const oidLength = 20;

/** The entries of a tree object: `mode SP name NUL oid`, without end. Throws `upstream.refused` where it is cut off. */
export const parseTree = (bytes: Uint8Array): TreeEntry[] => {
  const entries: TreeEntry[] = [];
  for (let start = 0; start < bytes.length; ) {
    const space = bytes.indexOf(0x20, start);
    const end = bytes.indexOf(0, space);
    const next = end + 1 + oidLength;
    if (space < 0 || end < 0 || next > bytes.length) {
      throw new DomainError('upstream.refused', 'The Git server sent a damaged folder listing.');
    }
    entries.push({
      mode: Buffer.from(bytes.subarray(start, space)).toString('latin1').replace(/^0+/, ''),
      name: bytes.subarray(space + 1, end),
      oid: Buffer.from(bytes.subarray(end + 1, next)).toString('hex'),
    });
    start = next;
  }
  return entries;
};

const decode = (name: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(name);
  } catch {
    return undefined;
  }
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point.
const control = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

const faultOf = (name: string | undefined): string | undefined => {
  if (name === undefined || name.includes('\ufffd')) {
    return 'its name is not UTF-8';
  }
  if (name === '' || name === '.' || name === '..' || name.toLowerCase() === '.git') {
    return 'its name is not one that Git allows';
  }
  if (/[/\\]/.test(name)) {
    return 'its name holds a slash or backslash';
  }
  return control.test(name) ? 'its name holds control characters' : undefined;
};

/** How a note shows a name that may be hostile. */
export const show = (path: string): string =>
  (path.length > 120 ? `${path.slice(0, 120)}…` : path).replace(new RegExp(control, 'g'), '?');

/** The note on something that is left out. */
export const leaveOut = (path: string, why: string): string => `${show(path)} is not published: ${why}.`;

/** One line of a folder whose name is safe. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'submodule';
  readonly oid: string;
}

/** What a tree object holds, but for what has an unsafe name. */
export const listFolder = (bytes: Uint8Array): FolderEntry[] =>
  parseTree(bytes).flatMap(({ mode, name: encoded, oid }) => {
    const name = decode(encoded);
    return name === undefined || faultOf(name) ? [] : [{ name, kind: kinds[mode] ?? 'file', oid }];
  });

const isHiddenFolder = (name: string): boolean => name.startsWith('.') || name === '__pycache__';

/** Where a repository has its own tests: at its root, or below its path. */
export const testsFolder = 'tests';

/** Names that a file system may take for one another. */
const foldName = (path: string): string => path.normalize('NFC').toLowerCase();

type ReadTree = (oid: string) => Promise<Uint8Array>;

interface Walk {
  readonly readTree: ReadTree;
  readonly withTests: boolean;
  readonly files: SelectedFile[];
  readonly notes: string[];
  /** Who has a name, and how it is spelt. */
  readonly taken: Map<string, string>;
  folders: number;
}

const skip = (walk: Walk, path: string, why: string): void => {
  walk.notes.push(leaveOut(path, why));
};

/** Why an entry cannot be published, apart from its kind. */
const obstacle = (walk: Walk, path: string, name: string | undefined): string | undefined => {
  const fault = faultOf(name);
  if (fault) {
    return fault;
  }
  if (Buffer.byteLength(path) > treeLimits.path) {
    return `its path is longer than ${treeLimits.path} bytes`;
  }
  const folded = foldName(path);
  const other = walk.taken.get(folded);
  walk.taken.set(folded, other ?? path);
  return other === undefined ? undefined : `some file systems cannot tell it from ${show(other)}`;
};

const countFolder = (walk: Walk): void => {
  walk.folders += 1;
  if (walk.folders > treeLimits.folders) {
    throw new TreeTooLarge(`There are over ${treeLimits.folders} folders below the path.`);
  }
};

const visit = async (walk: Walk, oid: string, parent: string, depth: number): Promise<void> => {
  countFolder(walk);
  for (const { mode, name: bytes, oid: child } of parseTree(await walk.readTree(oid))) {
    const name = decode(bytes);
    const path = `${parent}${name ?? Buffer.from(bytes).toString('utf8')}`;
    if (walk.taken.size + walk.notes.length > treeLimits.entries) {
      throw new TreeTooLarge(`There are over ${treeLimits.entries} files and folders below the path.`);
    }
    const kind = kinds[mode] ?? 'file';
    const isHidden = name !== undefined && (isHiddenFolder(name) || (name === testsFolder && !walk.withTests));
    if (kind === 'folder' && isHidden && !faultOf(name)) {
      continue;
    }
    const why = obstacle(walk, path, name);
    if (why) {
      skip(walk, path, why);
    } else if (kind === 'link') {
      skip(walk, path, 'it is a symbolic link. Commit the file itself');
    } else if (kind === 'submodule') {
      skip(walk, path, 'it is a submodule. Commit its files, or add its repository as one of its own');
    } else if (kind === 'file') {
      if (!path.endsWith('.pyc')) {
        walk.files.push({ path, oid: child });
      }
    } else if (depth >= treeLimits.depth) {
      skip(walk, path, `it is more than ${treeLimits.depth} folders deep`);
    } else {
      await visit(walk, child, `${path}/`, depth + 1);
    }
  }
};

/** As many notes as a receipt may hold. */
export const boundNotes = (notes: readonly string[]): string[] =>
  notes.length > treeLimits.notes
    ? [...notes.slice(0, treeLimits.notes), `${notes.length - treeLimits.notes} more files are not published.`]
    : [...notes];

/** The tree object of a folder; a string says why there is none. */
const findFolder = async (
  readTree: ReadTree,
  root: string,
  path: string,
): Promise<{ oid: string } | { note: string }> => {
  let oid = root;
  for (const part of path.split('/').filter(Boolean)) {
    const found = parseTree(await readTree(oid)).find(({ name }) => decode(name) === part);
    if (!found) {
      return { note: `There is no folder ${show(path)} in this commit, so there is nothing to publish.` };
    }
    if (kinds[found.mode] !== 'folder') {
      return { note: `${show(path)} is not a folder in this commit, so there is nothing to publish.` };
    }
    oid = found.oid;
  }
  return { oid };
};

/**
 * The files below `path` that are published. Folders named `tests` or `__pycache__`, hidden folders and `*.pyc` are
 * left out silently, what cannot be published safely with a note. Throws `TreeTooLarge` where there are too many.
 */
export const selectFiles = async (readTree: ReadTree, root: string, path: string): Promise<Selection> => {
  const folder = await findFolder(readTree, root, path);
  if ('note' in folder) {
    return { files: [], notes: [folder.note], missing: folder.note };
  }
  const walk: Walk = { readTree, withTests: false, files: [], notes: [], taken: new Map(), folders: 0 };
  await visit(walk, folder.oid, '', 1);
  if (walk.files.length > treeLimits.files) {
    throw new TreeTooLarge(
      `There are ${walk.files.length} files below the path, and ${treeLimits.files} can be published.`,
    );
  }
  return { files: walk.files, notes: walk.notes };
};

/** Files at the root that say how pytest runs. */
const testSettings = ['conftest.py', 'pytest.ini', 'pyproject.toml'];

const isTestFile = ({ path }: { readonly path: string }): boolean => /(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(path);

/**
 * The repository's own tests: what is in `tests/` at its root and below its path, and the settings of pytest at the root;
 * nothing where there is no file that pytest would look for tests in. Paths are from the root. Throws `TreeTooLarge`.
 */
export const selectTests = async (readTree: ReadTree, root: string, path: string): Promise<SelectedFile[]> => {
  const folders = new Set([testsFolder, posix.join(path, testsFolder)]);
  const walk: Walk = { readTree, withTests: true, files: [], notes: [], taken: new Map(), folders: 0 };
  for (const place of folders) {
    const folder = await findFolder(readTree, root, place);
    await ('oid' in folder && visit(walk, folder.oid, `${place}/`, 1));
  }
  if (walk.files.length > treeLimits.tests) {
    throw new TreeTooLarge(`There are ${walk.files.length} files of tests, and ${treeLimits.tests} can be run.`);
  }
  if (!walk.files.some(isTestFile)) {
    return [];
  }
  // Of the whole repository they are published, too.
  const outside = path === '' ? [] : listFolder(await readTree(root));
  const settings = outside.filter(({ name, kind }) => kind === 'file' && testSettings.includes(name));
  return [...walk.files, ...settings.map(({ name, oid }) => ({ path: name, oid }))];
};
