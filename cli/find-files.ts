import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure } from './failure.ts';

/** Tests are not published: they run elsewhere. */
const skippedFolders = ['node_modules', '__pycache__', 'venv', 'site-packages', 'tests'];

const isSkipped = async (folder: string): Promise<boolean> => {
  const name = basename(folder);
  if (name.startsWith('.') || skippedFolders.includes(name)) {
    return true;
  }
  return (await readdir(folder)).includes('pyvenv.cfg');
};

/** Symbolic links are not followed: they are not published either. */
const listPython = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<string[]> => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return (await isSkipped(path)) ? [] : listPython(path);
      }
      return entry.isFile() && entry.name.endsWith('.py') ? [path] : [];
    }),
  );
  return found.flat().sort();
};

/** Files to check and the folder their imports start from. */
export interface Root {
  readonly folder: string;
  readonly files: readonly string[];
}

const readRoot = async (path: string): Promise<Root> => {
  const about = await stat(path).catch(() => undefined);
  if (!about) {
    throw new Failure(`${path} does not exist.`, 'usage');
  }
  if (about.isDirectory()) {
    return { folder: path, files: await listPython(path) };
  }
  if (!path.endsWith('.py')) {
    throw new Failure(`${path} is not a Python file; only those are checked.`, 'usage');
  }
  return { folder: dirname(path), files: [path] };
};

/** Files given one by one belong together where they are in one folder; a file given twice is checked once. */
export const findRoots = async (paths: readonly string[]): Promise<Root[]> => {
  const roots = new Map<string, Root>();
  const known = new Set<string>();
  for (const root of await Promise.all(paths.map(readRoot))) {
    const fresh = root.files.filter((file) => !known.has(resolve(file)));
    for (const file of fresh) {
      known.add(resolve(file));
    }
    const before = roots.get(resolve(root.folder));
    roots.set(resolve(root.folder), { folder: root.folder, files: [...(before?.files ?? []), ...fresh] });
  }
  return [...roots.values()];
};
