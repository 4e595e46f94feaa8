import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Identity and settings that do not depend on the machine's own Git configuration. */
const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Kim',
  GIT_AUTHOR_EMAIL: 'kim@example.com',
  GIT_COMMITTER_NAME: 'Kim',
  GIT_COMMITTER_EMAIL: 'kim@example.com',
};

/** A developer's clone, driven with the real git. */
export interface Clone {
  readonly dir: string;
  git(...args: string[]): Promise<string>;
  write(files: Record<string, string | Uint8Array>): Promise<void>;
  remove(...paths: string[]): Promise<void>;
  /** Commits everything and answers the commit id. */
  commit(message: string): Promise<string>;
  /** Commits everything and pushes; answers the commit id and the moment `git push` returned. */
  push(message: string, ...args: string[]): Promise<{ commit: string; returnedAt: number }>;
}

/** Clones the repository at `url` (an empty one too) into a folder of its own. */
export const cloneRepository = async (url: string): Promise<Clone> => {
  const dir = await mkdtemp(join(tmpdir(), 'navigator-clone-'));
  const git = async (...args: string[]): Promise<string> =>
    (await run('git', ['-C', dir, ...args], { env: environment, maxBuffer: 64 * 1024 * 1024 })).stdout.trim();
  await git('init', '--quiet', '--initial-branch=main');
  await git('remote', 'add', 'origin', url);
  if ((await git('ls-remote', 'origin', 'refs/heads/main')) !== '') {
    await git('fetch', '--quiet', 'origin', 'main');
    await git('reset', '--quiet', '--hard', 'origin/main');
  }
  const commit = async (message: string): Promise<string> => {
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message', message);
    return git('rev-parse', 'HEAD');
  };
  return {
    dir,
    git,
    commit,
    write: async (files) => {
      for (const [path, content] of Object.entries(files)) {
        const file = join(dir, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      }
    },
    remove: async (...paths) => {
      for (const path of paths) await rm(join(dir, path), { recursive: true });
    },
    push: async (message, ...args) => {
      const id = await commit(message);
      await git('push', '--quiet', ...args, 'origin', 'HEAD:main');
      return { commit: id, returnedAt: Date.now() };
    },
  };
};
