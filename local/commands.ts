import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { lastLines, logFile, openLog } from './server-logs.ts';

interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Where its output goes: `directory`/logs/`name`.log. */
  readonly directory: string;
  readonly name: string;
  readonly abort?: AbortSignal;
}

/**
 * Runs a command to its end.
 * @throws Error with the end of its log where it fails; the abort's reason where it was interrupted.
 */
export const runCommand = ({ command, args, env, cwd, directory, name, abort }: Command): Promise<void> =>
  new Promise((resolve, reject) => {
    abort?.throwIfAborted();
    const log = openLog(directory, name);
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', log, log] });
    closeSync(log);
    const interrupt = () => child.kill('SIGTERM');
    abort?.addEventListener('abort', interrupt);
    child.on('error', (error) => reject(new Error(`${command} cannot be started: ${error.message}`)));
    child.on('exit', (code) => {
      abort?.removeEventListener('abort', interrupt);
      if (code === 0) resolve();
      else if (abort?.aborted) reject(abort.reason);
      else
        reject(
          new Error(
            `${name} failed. The end of its log (${logFile(directory, name)}):\n\n${lastLines(directory, name, 25)}`,
          ),
        );
    });
  });
