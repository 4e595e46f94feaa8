import fs from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What is used of Pyodide (https://pyodide.org), of which the artefact has a copy. */
export interface Interpreter {
  readonly FS: FileSystem;
  readonly _module: { readonly HEAPU8: Uint8Array };
  runPython(code: string): unknown;
  makeMemorySnapshot(): Uint8Array;
  setStdout(options: { batched: (text: string) => void }): void;
  setStderr(options: { batched: (text: string) => void }): void;
}

/** What is used of Emscripten's file system, which is in memory. */
export interface FileSystem {
  readonly ErrnoError: new (errno: number) => Error;
  readonly streams: readonly (object | null)[];
  readonly filesystems: Record<string, unknown>;
  readonly mkdirTree: (path: string) => void;
  readonly writeFile: (path: string, data: Uint8Array | string, options?: { canOwn: boolean }) => void;
  readonly closeStream: (fd: number) => void;
  readonly readdir: (path: string) => string[];
  readonly stat: (path: string) => { mode: number };
  readonly isDir: (mode: number) => boolean;
  readonly unlink: (path: string) => void;
  readonly rmdir: (path: string) => void;
  readonly chdir: (path: string) => void;
  readonly cwd: () => string;
  readonly mount: (type: unknown, options: { root: string }, at: string) => void;
}

interface Settings {
  dynamicLibraries?: readonly string[];
  locateFile?: (path: string) => string;
}

interface RunningModule {
  readonly HEAPU8: Uint8Array;
  readonly growMemory: (size: number) => unknown;
}

/** Where Pyodide is in the artefact. */
export const pyodideFolder = 'pyodide';

/** Compiled modules of the packages, in the order in which they are loaded: where they lie in memory depends on it. */
export const libraries = ['msgspec/_core', 'pydantic_core/_pydantic_core'].map(
  (name) => `${name}.cpython-314-wasm32-emscripten.so`,
);

const pageSize = 65_536;

/** More than this many bytes of memory Python does not get: it raises `MemoryError`. */
const greatestMemory = 512 * 1024 * 1024;

const environment = {
  HOME: '/tmp',
  AIRFLOW_HOME: '/usr/local/airflow',
  _AIRFLOW__AS_LIBRARY: '1',
  AIRFLOW__CORE__UNIT_TEST_MODE: 'False',
  AIRFLOW__LOGGING__LOGGING_LEVEL: 'CRITICAL',
};

/** Node's permission model forbids `process.binding`, of which Pyodide wants the constants only. */
const provideConstants = (): void => {
  Object.assign(process, { binding: () => ({ fs: fs.constants }) });
};

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

const limitMemory = (): void => {
  const { Memory } = Reflect.get(globalThis, 'WebAssembly') as { Memory: { prototype: Memory } };
  const { grow } = Memory.prototype;
  Memory.prototype.grow = function (pages) {
    if (this.buffer.byteLength + pages * pageSize > greatestMemory) {
      throw new RangeError('more memory than the sandbox has');
    }
    return grow.call(this, pages);
  };
};

/**
 * Starts Python from the artefact in `directory`: anew, or as it was when the snapshot was made. The file system is
 * empty but for the standard library. `libraryRoot` is where the files of `/site` are on disk.
 */
export const bootInterpreter = async (
  directory: string,
  { snapshot, libraryRoot }: { snapshot?: Uint8Array; libraryRoot: string },
): Promise<Interpreter> => {
  provideConstants();
  limitMemory();
  const folder = join(directory, pyodideFolder);
  const { loadPyodide } = await import(pathToFileURL(join(folder, 'pyodide.mjs')).href);
  const { default: create } = await import(pathToFileURL(join(folder, 'pyodide.asm.mjs')).href);
  return loadPyodide({
    indexURL: folder,
    // Python reaches nothing of JavaScript by name.
    jsglobals: Object.create(null),
    env: environment,
    createPyodideModule: async (settings: Settings): Promise<RunningModule> => {
      const { locateFile } = settings;
      settings.dynamicLibraries = libraries.map((path) => `/site/${path}`);
      settings.locateFile = (path) =>
        path.startsWith('/site/') ? join(libraryRoot, path.slice('/site/'.length)) : (locateFile?.(path) ?? path);
      const module: RunningModule = await create(settings);
      if (snapshot && snapshot.length > module.HEAPU8.length) {
        module.growMemory(snapshot.length);
      }
      return module;
    },
    ...(snapshot ? { _loadSnapshot: snapshot } : { _makeSnapshot: true }),
  });
};
