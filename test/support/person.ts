import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cloud } from './cloud.ts';
import { bin, commandEnvironment } from './command.ts';

/** What a command printed, and how it ended. */
export interface Answer {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Types a command; `input` is what is piped into it. */
export type Person = (
  args: readonly string[],
  options?: { readonly cwd?: string; readonly input?: string },
) => Promise<Answer>;

/** The command as a person types it, in a home folder and working folder of their own. */
export const person = async ({ url }: Pick<Cloud, 'url'>): Promise<Person> => {
  const home = await mkdtemp(join(tmpdir(), 'navigator-home-'));
  const env = { ...commandEnvironment, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), NAVIGATOR_URL: url };
  return (args, { cwd = home, input = '' } = {}) =>
    new Promise((resolve) => {
      const child = execFile(process.execPath, [bin, ...args], { env, cwd, timeout: 120_000 }, (error, out, err) =>
        resolve({ exit: error ? Number(error.code ?? 1) : 0, out, err }),
      );
      child.stdin?.end(input);
    });
};

/** The same, logged in. */
export const personLoggedIn = async (cloud: Cloud): Promise<Person> => {
  const navigator = await person(cloud);
  const { exit, err } = await navigator(['login', '--key-stdin'], { input: `${cloud.key}\n` });
  if (exit !== 0) throw new Error(`logging in failed: ${err}`);
  return navigator;
};
