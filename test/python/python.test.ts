import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { root, toolsDirectory } from '../../local/paths.ts';

/**
 * Runs the unittest tests in `folder`/tests with the Python of one of our tools, from within the folder: at the root,
 * our own `airflow/` would hide Airflow.
 */
const runUnittest = async (tool: string, folder: string): Promise<string> => {
  const python = join(toolsDirectory, tool, 'bin', 'python');
  const { stderr } = await promisify(execFile)(python, ['-m', 'unittest', 'discover', '-s', 'tests'], {
    cwd: join(root, folder),
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    maxBuffer: 16 * 1024 * 1024,
  });
  return stderr;
};

const expectPassed = (report: string): void => {
  expect(report).toMatch(/Ran [1-9]\d* tests?/);
  expect(report).toMatch(/\nOK/);
};

test('the start-up shim of the local AWS', async () => {
  expectPassed(await runUnittest('ministack', 'local/ministack'));
});

test('the loader of releases and the listener, in real Airflow', async () => {
  expectPassed(await runUnittest('airflow', 'airflow'));
});

test('the reader of what Airflow documents, in real Airflow', async () => {
  expectPassed(await runUnittest('airflow', 'local/corpus'));
});
