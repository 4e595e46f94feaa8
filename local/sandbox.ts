import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestReport } from '../functions/repositories/domain/test-run.ts';
import { airflowDatabase, airflowPython, pytestDirectory } from './install.ts';
import { root } from './paths.ts';
import { treeOf } from './processes.ts';

/** Files to test, packed as `tar` and `gzip` do, where Python imports from among them, and the seconds they may take. */
interface Tests {
  readonly archive: Uint8Array;
  readonly path: string;
  readonly timeout: number;
}

/** Bytes of memory that all processes of a run may have together, beside what its files in memory take. */
const mostMemory = 3 * 1024 ** 3;

/** Characters of output kept, its end. */
const keptOutput = 64_000;

/** What Debian and others look for commands in; `pivot_root` is not on everybody's path. */
const systemPath = '/usr/sbin:/usr/bin:/sbin:/bin';

/** Unpacks standard input, then has pytest look for tests in the folders that are there. */
const program = `
tar -xz -C /work || exit 70
cd /work
places=
for place in tests "$1/tests"; do if [ -d "$place" ]; then places="$places $place"; fi; done
exec python -m pytest -q --color=no --tb=short -p no:cacheprovider $places`;

const pythonInstallation = (): string =>
  execFileSync(airflowPython, ['-c', 'import sys; print(sys.base_prefix)'], { encoding: 'utf8' }).trim();

/** Starts a command in namespaces of its own, with nothing of this machine but what it runs with; see `confine.sh`. */
const confine = (
  stage: string,
  { path, timeout }: Omit<Tests, 'archive'>,
  command: readonly string[],
): ChildProcess => {
  const withoutRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const namespaces = [...withoutRoot, '--mount', '--pid', '--net', '--ipc', '--fork', '--kill-child'];
  const script = join(root, 'local', 'test-runner', 'confine.sh');
  // Should this process be killed, the kernel kills the child, and with it the namespaces and all that is in them.
  return spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...namespaces, 'sh', script, ...command], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: systemPath,
      STAGE: stage,
      PYTHON: pythonInstallation(),
      AIRFLOW: dirname(dirname(airflowPython)),
      PYTEST: pytestDirectory,
      DATABASE: airflowDatabase,
      PYTHON_ROOT: join('/work', path),
      SECONDS_OF_CPU: String(2 * timeout),
    },
  });
};

/** Ends `unshare`, whose end is that of process 1 in the namespaces, and so of all others. */
const kill = (child: ChildProcess): boolean => child.kill('SIGKILL');

/** Kills what takes too long or too much, and says which; `end` once it has ended. */
const watch = (child: ChildProcess, timeout: number) => {
  const faults = { isTimedOut: false, isTooLarge: false };
  const time = setTimeout(() => {
    faults.isTimedOut = true;
    kill(child);
  }, timeout * 1000);
  const memory = setInterval(() => {
    const used = treeOf(child.pid ?? 0).reduce((sum, process) => sum + process.memory, 0);
    if (used > mostMemory) {
      faults.isTooLarge = true;
      kill(child);
    }
  }, 500);
  return {
    faults,
    end: () => {
      clearTimeout(time);
      clearInterval(memory);
    },
  };
};

const ended = (child: ChildProcess): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? undefined));
  });

const withStage = async <T>(directory: string, use: (stage: string) => Promise<T>): Promise<T> => {
  mkdirSync(directory, { recursive: true });
  const stage = mkdtempSync(join(directory, 'tests-'));
  try {
    return await use(stage);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
};

/**
 * Runs tests that nobody trusts: without network, credentials or environment, in memory of their own beside a read-only
 * system, bounded in time, memory and processes. `directory` is where an empty folder may be made.
 */
export const runTests = (directory: string, { archive, path, timeout }: Tests): Promise<TestReport> =>
  withStage(directory, async (stage) => {
    const startedAt = Date.now();
    const child = confine(stage, { path, timeout }, ['sh', '-c', program, 'sh', path]);
    const { faults, end } = watch(child, timeout);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-keptOutput);
      });
    }
    // The tests may end, or be killed, before they have been read.
    child.stdin?.on('error', () => {});
    child.stdin?.end(archive);
    try {
      const exitCode = await ended(child);
      const isKilled = faults.isTimedOut || faults.isTooLarge;
      return {
        ...(!isKilled && exitCode !== undefined && { exitCode }),
        isTimedOut: faults.isTimedOut,
        seconds: (Date.now() - startedAt) / 1000,
        output,
      };
    } finally {
      end();
    }
  });

/** Why nothing can be confined on this machine; undefined where it can. Nothing is ever run unconfined. */
export const whyUnconfinable = (directory: string): Promise<string | undefined> =>
  withStage(directory, async (stage) => {
    if (process.platform !== 'linux') {
      return `Tests are run in Linux namespaces, which ${process.platform} does not have.`;
    }
    const child = confine(stage, { path: '', timeout: 10 }, ['true']);
    let output = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stdin?.end();
    const { end } = watch(child, 10);
    try {
      const code = await ended(child);
      const [reason = ''] = output.trim().split('\n');
      return code === 0 ? undefined : `Linux namespaces cannot be made on this machine: ${reason}`;
    } catch (error) {
      return `Linux namespaces cannot be made on this machine: ${(error as Error).message}`;
    } finally {
      end();
    }
  });
