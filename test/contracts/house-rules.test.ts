import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const run = (command: string, ...args: string[]): Promise<string> =>
  promisify(execFile)(process.execPath, [join(root, 'node_modules', '.bin', command), ...args], { cwd: root }).then(
    () => '',
    (error: { stdout: string; stderr: string }) => error.stdout + error.stderr,
  );

test('the code type-checks', async () => {
  expect(await run('tsc', '--noEmit')).toBe('');
}, 120_000);

test('the code is formatted and linted', async () => {
  expect(await run('biome', 'check', '.')).toBe('');
}, 60_000);

test('no room imports what it may not', async () => {
  expect(
    await run('depcruise', '--config', '.dependency-cruiser.mjs', 'functions', 'lib', 'bin', 'cli', 'local', 'test'),
  ).toBe('');
}, 60_000);
