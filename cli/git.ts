import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const ask = async (...args: readonly string[]): Promise<string | undefined> => {
  try {
    return (await run('git', [...args])).stdout.trim();
  } catch {
    return undefined;
  }
};

/** The clone one stands in: its remote's address and the commit checked out. */
export interface Clone {
  readonly url: string;
  readonly commit: string | undefined;
}

/** Reads the clone of the working directory; `undefined` where there is none, or none with an `origin`. */
export const readClone = async (): Promise<Clone | undefined> => {
  const [url, commit] = await Promise.all([ask('remote', 'get-url', 'origin'), ask('rev-parse', 'HEAD')]);
  return url === undefined ? undefined : { url, commit };
};

/** The full id of a commit as the clone knows it, so `HEAD~1` and short ids work too. */
export const resolveCommit = (name: string): Promise<string | undefined> =>
  ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);

/** Addresses of one repository compare equal: over https or ssh, with and without a user or `.git`. */
export const normaliseRemote = (url: string): string =>
  url
    .replace(/^[\w+]+:\/\//, '')
    .replace(/^[^/@]*@/, '')
    .replace(/^([^/:]+):(?!\d+\/)/, '$1/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
