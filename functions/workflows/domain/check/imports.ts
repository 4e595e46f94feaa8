import type { ImportedName } from './read-imports.ts';

const packageOf = (path: string): string[] => path.split('/').slice(0, -1);

/** The absolute dotted base of an import, or `undefined` where a relative one leaves the root. */
const absoluteModule = (path: string, { level, module }: ImportedName): string | undefined => {
  if (level === 0) {
    return module;
  }
  const folders = packageOf(path);
  if (level > folders.length) {
    return undefined;
  }
  return [...folders.slice(0, folders.length - level + 1), ...(module === '' ? [] : [module])].join('.');
};

/**
 * The dotted modules that importing the file at `path` (relative to the root of imports) surely imports. `from a import b`
 * yields `a` and `a.b`, which is a module or a name. Guarded, conditional and function-level imports are left to Airflow.
 */
export const listImports = (path: string, imports: readonly ImportedName[]): readonly string[] => {
  const modules = imports
    .filter(({ certain }) => certain)
    .flatMap((imported) => {
      const module = absoluteModule(path, imported);
      if (module === undefined) {
        return [];
      }
      return imported.name === undefined || imported.name === '*' ? [module] : [module, `${module}.${imported.name}`];
    });
  return [...new Set(modules)];
};

/** The files that importing a dotted module runs: each package's `__init__.py` on the way, then the module. */
const filesOf = (module: string, paths: ReadonlySet<string>): readonly string[] => {
  const parts = module.split('.');
  const prefixes = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  const [root = ''] = parts;
  // Already imported by whoever imports the file, so never found below the root.
  if (root === 'airflow') {
    return [];
  }
  return prefixes.flatMap((prefix) => {
    const asPackage = `${prefix}/__init__.py`;
    if (paths.has(asPackage)) {
      return [asPackage];
    }
    return paths.has(`${prefix}.py`) ? [`${prefix}.py`] : [];
  });
};

/** A file and the dotted modules it imports, as `FileCheck` has them. */
export interface ImportingFile {
  readonly path: string;
  readonly imports: readonly string[];
}

/** The static import graph of a tree: for each file all files of the tree that importing it surely runs, itself excepted. */
export const resolveImports = (files: readonly ImportingFile[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const paths = new Set(files.map(({ path }) => path));
  const direct = new Map(
    files.map(({ path, imports }) => [path, new Set(imports.flatMap((module) => filesOf(module, paths)))]),
  );
  const reach = (path: string): ReadonlySet<string> => {
    const reached = new Set<string>();
    const waiting = [...(direct.get(path) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next !== path && !reached.has(next)) {
        reached.add(next);
        waiting.push(...(direct.get(next) ?? []));
      }
    }
    return reached;
  };
  return new Map(files.map(({ path }) => [path, reach(path)]));
};
