import { readFileSync, writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, posix } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Job } from '../domain/interpreter-lines.ts';
import { bootInterpreter, type FileSystem, type Interpreter } from './boot-interpreter.ts';
import { unpackFiles } from './file-pack.ts';

/*
 * The program of the child process: Python as it was when the snapshot was made, one job from standard input, a line of
 * JSON on standard output before and after each file. Between two files memory is set back to what it was.
 */

const dags = '/usr/local/airflow/dags';
const root = `${dags}/releases/repository/release`;
const scratch = '/tmp';
const scratchAtMost = 32 * 1024 * 1024;
const errno = { noPermission: 63, readOnly: 69, noSpace: 51 } as const;
const writing = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000;

const isBelow = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

const pause = (milliseconds: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
};

/** How much of it was written; nothing while whoever reads has not read what was said before. */
const writeSome = (bytes: Uint8Array): number => {
  try {
    return writeSync(1, bytes);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') {
      pause(2);
      return 0;
    }
    throw error;
  }
};

const say = (line: object): void => {
  let bytes = Buffer.from(`${JSON.stringify(line)}\n`);
  while (bytes.length > 0) bytes = bytes.subarray(writeSome(bytes));
};

const readJob = async (): Promise<Job> => JSON.parse(await text(process.stdin));

/** Which files an import looked for: those of the tree, and those that only Airflow's machine has. */
const watchLookUps = (FS: FileSystem, missing: ReadonlySet<string>) => {
  const reads = new Set<string>();
  const elsewhere = new Set<string>();
  const known = ['/site', '/lib', '/navigator', '/dev', dags, scratch];
  const { lookupPath } = FS as FileSystem & { lookupPath: (path: string, options?: object) => unknown };
  const watched = (path: string, options?: object): unknown => {
    const full = posix.resolve(FS.cwd(), String(path));
    if (isBelow(full, root)) {
      const own = full.slice(root.length + 1);
      if (own && !full.includes('/__pycache__')) reads.add(own);
      if (missing.has(own)) elsewhere.add(own);
    } else if (!full.endsWith('>') && !known.some((folder) => isBelow(full, folder) || isBelow(folder, full))) {
      elsewhere.add(full);
    }
    return lookupPath(path, options);
  };
  Object.assign(FS, { lookupPath: watched });
  return {
    reads,
    elsewhere,
    clear: (): void => {
      reads.clear();
      elsewhere.clear();
    },
  };
};

/** Leaves `/tmp` alone writable, and that for little. */
const makeReadOnly = (FS: FileSystem): void => {
  const refuse = (number: number): never => {
    throw new FS.ErrnoError(number);
  };
  const check = (path: unknown): void => {
    // By anything but its name only an open file can be meant, and only what may be written was opened for that.
    if (typeof path !== 'string') return;
    const full = posix.resolve(FS.cwd(), path);
    if (!isBelow(full, scratch) && !isBelow(full, '/dev')) refuse(errno.readOnly);
  };
  const operations = FS as unknown as Record<string, (...args: unknown[]) => unknown>;
  const guard = (name: string, inspect: (...args: unknown[]) => void): void => {
    const original = operations[name];
    if (!original) throw new Error(`the file system has no ${name}`);
    operations[name] = (...args) => {
      inspect(...args);
      return original.apply(FS, args);
    };
  };
  for (const name of ['mkdir', 'rmdir', 'unlink', 'truncate', 'chmod', 'chown', 'utime']) guard(name, check);
  guard('rename', (from, to) => {
    check(from);
    check(to);
  });
  for (const name of ['symlink', 'link', 'mount', 'unmount', 'mkdev'].filter((each) => operations[each])) {
    guard(name, () => refuse(errno.noPermission));
  }
  guard('open', (path, flags) => {
    const isWriting = typeof flags === 'string' ? /[wax+]/.test(flags) : (Number(flags) & writing) !== 0;
    if (isWriting) check(path);
  });
  guard('write', (stream, _buffer, _offset, length, position) => {
    const { node, position: at } = stream as { node?: { mode: number }; position: number };
    const end = (typeof position === 'number' ? position : at) + Number(length);
    if (node && (node.mode & 0o170000) === 0o100000 && end > scratchAtMost) refuse(errno.noSpace);
  });
};

const emptyFolder = (FS: FileSystem, folder: string): void => {
  for (const name of FS.readdir(folder).filter((each) => each !== '.' && each !== '..')) {
    const path = `${folder}/${name}`;
    if (FS.isDir(FS.stat(path).mode)) {
      emptyFolder(FS, path);
      FS.rmdir(path);
    } else {
      FS.unlink(path);
    }
  }
};

/** What JavaScript itself offers a program that gets out of Python: as good as nothing. */
const lockDown = (FS: FileSystem): void => {
  registerHooks({
    resolve: () => {
      throw new Error('nothing is loaded any more');
    },
  });
  for (const name of Object.keys(FS.filesystems)) if (name !== 'MEMFS') delete FS.filesystems[name];
  const offered = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'Worker', 'BroadcastChannel', 'navigator'];
  for (const name of [...offered, 'MessageChannel', 'localStorage', 'sessionStorage', 'Deno', 'Bun', 'require']) {
    Reflect.deleteProperty(globalThis, name);
  }
  Object.defineProperty(globalThis, 'process', { value: Object.freeze({ versions: {} }), configurable: false });
};

interface Inspection {
  readonly error: { readonly isCertain: boolean } | null;
  readonly assumptions: readonly string[];
  readonly listings: readonly string[];
}

/** Adds what only the file system knows. */
const complete = (
  { listings, ...found }: Inspection,
  reads: ReadonlySet<string>,
  elsewhere: ReadonlySet<string>,
): object => ({
  ...found,
  error: found.error && { ...found.error, isCertain: found.error.isCertain && elsewhere.size === 0 },
  assumptions: [...found.assumptions, ...[...elsewhere].slice(0, 10).map((path) => `the file ${path}`)],
  reads: [...new Set([...reads, ...listings.map((path) => `${path}/`)])].sort(),
});

const start = async (directory: string): Promise<{ python: Interpreter; inspect: (path: string) => string }> => {
  const snapshot = readFileSync(join(directory, 'snapshot.bin'));
  const python = await bootInterpreter(directory, { snapshot, libraryRoot: join(directory, 'libraries') });
  unpackFiles(python.FS, '/', readFileSync(join(directory, 'site.bin')));
  python.setStdout({ batched: () => undefined });
  python.setStderr({ batched: () => undefined });
  const inspect = python.runPython('from _navigator.inspect_file import inspect; inspect') as (path: string) => string;
  const seal = python.runPython('from _navigator.seal import seal; seal') as () => void;
  seal();
  return { python, inspect };
};

const run = async (): Promise<void> => {
  const { python, inspect } = await start(import.meta.dirname);
  const { FS, _module: module } = python;
  const memory = module.HEAPU8.slice();
  say({ ready: true });
  const job = await readJob();
  for (const [path, content] of Object.entries(job.files)) {
    const full = `${root}/${path}`;
    FS.mkdirTree(posix.dirname(full));
    FS.writeFile(full, Buffer.from(content, 'base64'));
  }
  for (const path of job.dagFiles) {
    const pointer = `${dags}/live/repository/${path}`;
    FS.mkdirTree(posix.dirname(pointer));
    FS.writeFile(pointer, '');
  }
  FS.chdir('/usr/local/airflow');
  const { reads, elsewhere, clear } = watchLookUps(FS, new Set(job.missing));
  makeReadOnly(FS);
  lockDown(FS);
  const opened = FS.streams.length;
  for (const path of job.check) {
    clear();
    say({ begins: path });
    say({ observed: { ...complete(JSON.parse(inspect(path)), reads, elsewhere), path } });
    module.HEAPU8.set(memory);
    module.HEAPU8.fill(0, memory.length);
    for (let fd = opened; fd < FS.streams.length; fd += 1) if (FS.streams[fd]) FS.closeStream(fd);
    emptyFolder(FS, scratch);
    FS.chdir('/usr/local/airflow');
  }
};

await run();
