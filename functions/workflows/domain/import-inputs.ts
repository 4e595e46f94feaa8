import type { Tree } from '../../repositories/contract.ts';
import type { CheckedFile } from './check/check-tree.ts';
import { hashOf } from './content-hash.ts';

/** What the import of a file depended on: the file, the modules beside it, and whatever else it looked for. */
export interface ImportInputs {
  readonly contentHash: string;
  /** Of all modules of the tree; one that is added may take another's place. */
  readonly modulesHash: string;
  /** Hash by path or folder that it looked for; empty where nothing was there. */
  readonly reads: Readonly<Record<string, string>>;
}

type Files = readonly Pick<Tree['files'][number], 'path' | 'sha256'>[];

/** Hash of every module: of the Python files that are no DAG files. */
export const hashModules = (files: Files, checks: ReadonlyMap<string, CheckedFile>): string =>
  hashOf(files.filter(({ path }) => path.endsWith('.py') && !checks.get(path)?.isDagFile));

/** Answers what is at a path of a tree: a file's hash, a folder's listing (its path ending with `/`), or nothing. */
export const readerOf = (files: Files): ((path: string) => string) => {
  const hashes = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  const listings = new Map<string, Set<string>>();
  for (const { path } of files) {
    const parts = path.split('/');
    for (const [depth, name] of parts.entries()) {
      const folder = `${parts.slice(0, depth).join('/')}/`;
      listings.set(folder, (listings.get(folder) ?? new Set()).add(name));
    }
  }
  return (path) => {
    const listing = listings.get(path);
    if (listing) return [...listing].sort().join('\n');
    return hashes.get(path) ?? (listings.has(`${path}/`) ? 'folder' : '');
  };
};

/** Whether an import would find everything as it did. */
export const isUnchanged = (
  inputs: ImportInputs,
  contentHash: string,
  modulesHash: string,
  read: (path: string) => string,
) =>
  inputs.contentHash === contentHash &&
  inputs.modulesHash === modulesHash &&
  Object.entries(inputs.reads).every(([path, hash]) => read(path) === hash);
