import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../local/paths.ts';
import { table, writeSection } from './measurements.ts';

const run = promisify(execFile);

const seconds = async (work: () => Promise<unknown>): Promise<string> => {
  const start = performance.now();
  await work();
  return ((performance.now() - start) / 1000).toFixed(0);
};

/** Memory of each server once its functions are warm, in MB, as `npm run status -- --json` tells it. */
const memoryOf = async (clone: string): Promise<number> => {
  const { stdout } = await run('npm', ['run', '--silent', 'status', '--', '--json'], { cwd: clone });
  const instances = JSON.parse(stdout) as { servers: { memoryMB?: number }[] }[];
  return instances.flatMap(({ servers }) => servers).reduce((sum, { memoryMB = 0 }) => sum + memoryMB, 0);
};

/** `npm start` as a newcomer meets it: in a fresh clone with nothing under `.local/`, then once more. */
export const benchStart = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'navigator-start-'));
  const clone = join(folder, 'navigator');
  const start = () => run('npm', ['start', '--', '--exit'], { cwd: clone, maxBuffer: 64 * 1024 * 1024 });
  try {
    await run('git', ['clone', '--quiet', root, clone]);
    const first = await seconds(start);
    const second = await seconds(start);
    const up = execFile('npm', ['start'], { cwd: clone });
    await new Promise<void>((resolve) => up.stdout?.on('data', (text) => String(text).includes('Ctrl-C') && resolve()));
    const memory = await memoryOf(clone);
    await run('npm', ['stop'], { cwd: clone });
    writeSection(
      'From a fresh clone to a green demo',
      `${table(
        ['what', 'figure'],
        [
          [
            'first `npm start -- --exit` (nothing under `.local/`; package managers’ own caches as they were)',
            `${first} s`,
          ],
          ['second `npm start -- --exit`', `${second} s`],
          ['memory of all servers and warm functions after the demo', `${memory} MB`],
        ],
      )}

Each figure includes the demo (a push to live and a run) and the clean stop.`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
