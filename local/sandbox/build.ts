import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import {
  bootInterpreter,
  type Interpreter,
  libraries,
  pyodideFolder,
} from '../../functions/workflows/sandbox/boot-interpreter.ts';
import { packFiles, unpackFiles } from '../../functions/workflows/sandbox/file-pack.ts';
import { root } from '../paths.ts';

/*
 * Makes the sandbox's artefact of the packages in `DIRECTORY/site`: compiled, packed, imported once and kept as a
 * snapshot of memory. A process of its own, as it changes the one it runs in.
 */

const directory = process.argv[2] ?? '';
const site = join(directory, 'site');
const sources = join(root, 'functions', 'workflows', 'sandbox');

/** Of no use to an import, and much of what the wheels hold. */
const isLeftOut = (path: string): boolean =>
  !libraries.includes(path) &&
  [
    /^airflow\/(ui|migrations|example_dags|api_fastapi\/.*\/(static|templates))\//,
    /^airflow\/providers\/.*\/example_dags\//,
    /^botocore\/data\/[^/]+\//,
    /^(bin|share)\//,
    /(^|\/)(tests?|__pycache__)\//,
    /\.(so|pyi|c|h|pyx|pxd|js|css|svg|png)$/,
    /\.dist-info\/(?!(METADATA|entry_points\.txt)$)/,
  ].some((pattern) => pattern.test(path));

const listFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

const copyPyodide = (): void => {
  const from = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'));
  mkdirSync(join(directory, pyodideFolder));
  const files = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip', 'pyodide-lock.json'];
  for (const file of files) cpSync(join(from, file), join(directory, pyodideFolder, file));
};

/** Compiled modules are loaded before there is a file system; Python wants to see that there is such a file. */
const moveLibraries = (): void => {
  for (const path of libraries) {
    cpSync(join(site, path), join(directory, 'libraries', path));
    writeFileSync(join(site, path), '');
  }
};

const addOwnModules = (): void => {
  cpSync(join(sources, 'python'), site, { recursive: true });
  cpSync(join(root, 'airflow', 'bundle', 'navigator_release.py'), join(site, 'navigator_release.py'));
};

const compile = `
import compileall, pathlib, py_compile
compileall.compile_dir('/disk', quiet=2, legacy=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH, stripdir='/disk', prependdir='/site')
`;

const warmUp = `
import sys
# Finders of Pyodide's that know of packages elsewhere, or make modules of JavaScript.
sys.meta_path[:] = [each for each in sys.meta_path if not each.__module__.startswith('_pyodide')]
sys.path[:] = [entry for entry in sys.path if entry] + ['/site']
from _navigator.warm_up import warm_up
missing = warm_up()
from _navigator import inspect_file, seal
chr(10).join(missing)
`;

const pack = (): Buffer => {
  const kept = listFiles(site).filter((path) => !path.endsWith('.py') && !isLeftOut(path));
  return packFiles(kept.map((path) => [`site/${path}`, readFileSync(join(site, path))]));
};

const prune = (): void => {
  for (const path of listFiles(site)) if (isLeftOut(path)) rmSync(join(site, path));
};

/** Python's own words on an error; Node would print a megabyte of Pyodide with it. */
const run = (interpreter: Interpreter, code: string): string => {
  try {
    return String(interpreter.runPython(code) ?? '');
  } catch (error) {
    throw new Error(error instanceof Error ? error.message : String(error));
  }
};

copyPyodide();
moveLibraries();
addOwnModules();
prune();
const python = await bootInterpreter(directory, { libraryRoot: join(directory, 'libraries') });
python.FS.mkdirTree('/disk');
python.FS.mount(python.FS.filesystems.NODEFS, { root: site }, '/disk');
run(python, compile);
const packed = pack();
writeFileSync(join(directory, 'site.bin'), packed);
const fresh = await bootInterpreter(directory, { libraryRoot: join(directory, 'libraries') });
unpackFiles(fresh.FS, '/', packed);
fresh.FS.mkdirTree('/usr/local/airflow');
const missing = run(fresh, warmUp);
if (missing) throw new Error(`These cannot be imported:\n${missing}`);
writeFileSync(join(directory, 'snapshot.bin'), fresh.makeMemorySnapshot());
rmSync(site, { recursive: true });
const version = run(fresh, "import importlib.metadata; importlib.metadata.version('apache-airflow')");
writeFileSync(join(directory, 'about.json'), JSON.stringify({ airflowVersion: version }));
