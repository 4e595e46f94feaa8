import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Outcome {
  readonly exit: number | string;
  readonly output: string;
}

/** How a tool ended and, where it did not end with 0, what it said. */
const run = (command: string, ...args: string[]): Promise<Outcome> =>
  promisify(execFile)(process.execPath, [join(root, 'node_modules', '.bin', command), ...args], { cwd: root }).then(
    () => ({ exit: 0, output: '' }),
    ({ code, signal, stdout, stderr }) => ({ exit: code ?? signal ?? 'unknown', output: stdout + stderr }),
  );

const passed: Outcome = { exit: 0, output: '' };

test('the code type-checks', async () => {
  expect(await run('tsc', '--noEmit')).toEqual(passed);
}, 120_000);

test('the code is formatted and linted', async () => {
  expect(await run('biome', 'check', '.')).toEqual(passed);
}, 60_000);

test('no room imports what it may not', async () => {
  expect(
    await run('depcruise', '--config', '.dependency-cruiser.mjs', 'functions', 'lib', 'bin', 'cli', 'local', 'test'),
  ).toEqual(passed);
}, 60_000);
