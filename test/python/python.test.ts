import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { toolsDirectory } from '../../local/paths.ts';

const root = join(import.meta.dirname, '../..');

/** Runs a folder of unittest tests with the Python of one of our tools. */
const runUnittest = async (tool: string, folder: string, path: string): Promise<string> => {
  const python = join(toolsDirectory, tool, 'bin', 'python');
  const { stderr } = await promisify(execFile)(python, ['-m', 'unittest', 'discover', '-s', folder], {
    cwd: root,
    env: { PATH: process.env.PATH, PYTHONPATH: join(root, path), HOME: process.env.HOME },
    maxBuffer: 16 * 1024 * 1024,
  }).catch((error: { stderr: string }) => error);
  return stderr;
};

test('the start-up shim of the local AWS', async () => {
  expect(await runUnittest('ministack', 'local/ministack/tests', 'local/ministack')).toMatch(/\nOK/);
});

test('the loader of releases and the listener, in real Airflow', async () => {
  expect(await runUnittest('airflow', 'airflow/tests', 'airflow/bundle')).toMatch(/\nOK/);
});
