import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { Failure } from './failure.ts';
import { note } from './terminal.ts';

const run = promisify(execFile);
const mark = '# Written by `navigator hook`.';

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Checks the folder only where something in it is about to be committed. */
const scriptFor = (folder: string): string => `#!/bin/sh
${mark}
git diff --cached --quiet --diff-filter=d -- ${quote(folder)} && exit 0
exec ${quote(process.execPath)} ${quote(fileURLToPath(new URL('navigator.mjs', import.meta.url)))} check ${quote(folder)}
`;

const findHook = async (): Promise<string> => {
  try {
    const { stdout } = await run('git', ['rev-parse', '--git-path', 'hooks']);
    return join(stdout.trim(), 'pre-commit');
  } catch (cause) {
    throw new Failure('This folder is not within a Git repository.', 'usage', { cause });
  }
};

const installHook = async (folder: string): Promise<void> => {
  const path = await findHook();
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before !== undefined && !before.includes(mark)) {
    throw new Failure(`There is a hook already, ${path}. Add a line to it: navigator check ${folder}`, 'usage');
  }
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, scriptFor(folder), { mode: 0o755 });
  note(`${path} checks ${folder} before each commit; git commit --no-verify goes past it`);
};

/** Adds `navigator hook`. */
export const addHook = (program: Command): void => {
  program
    .command('hook')
    .description('Check workflows before each commit: write a Git hook into the repository one stands in')
    .argument('<folder>', 'the folder with the workflows, from the root of the repository')
    .addHelpText('after', '\nExamples:\n  $ navigator hook dags')
    .action(installHook);
};
