import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readJson, writeJson } from './files.ts';
import { endTree, hasEnded, identify, isAlive, type ProcessIdentity, signal } from './processes.ts';
import { lastLines, logFile, openLog } from './server-logs.ts';

/** One server of an instance: how it is started, when it serves, and how long it may take. */
export interface Server {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Whether it serves; `started` is when this process of it was started, in epoch milliseconds. */
  readonly isReady: (started: number) => Promise<boolean>;
  readonly secondsToReady: number;
}

interface ServerRecord extends ProcessIdentity {
  readonly startedAt: number;
  /** False where it was ended on purpose and is not to be brought back. */
  readonly wanted: boolean;
}

const recordFile = (directory: string, name: string): string => join(directory, 'run', `${name}.json`);

/** What is known of a server's process, also from another process than the one that started it. */
export const serverRecord = (directory: string, name: string): ServerRecord | undefined =>
  readJson<ServerRecord>(recordFile(directory, name));

/** Whether the server's process is running. */
export const isRunning = (directory: string, name: string): boolean => {
  const record = serverRecord(directory, name);
  return record !== undefined && isAlive(record);
};

/** Starts the server in a process group of its own, which survives this process, and records who it is. */
export const launch = (directory: string, server: Server): void => {
  mkdirSync(directory, { recursive: true });
  const log = openLog(directory, server.name);
  const child = spawn(server.command, server.args, {
    cwd: directory,
    env: server.env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.on('error', () => {}); // A command that cannot be started has no id, and is reported as such below.
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (identity === undefined) throw new Error(`${server.name} cannot be started: is ${server.command} there?`);
  child.unref();
  writeJson(recordFile(directory, server.name), { ...identity, startedAt: Date.now(), wanted: true });
};

const failure = (directory: string, name: string, what: string): Error =>
  new Error(
    `${name} ${what}. The end of its log (${logFile(directory, name)}):\n\n${lastLines(directory, name)}\n\n` +
      'Run `npm stop`, then `npm start` again; what was installed and saved is kept.',
  );

/**
 * Waits until the server serves.
 * @throws Error with the end of its log where it ends or is not ready in time.
 */
export const waitUntilReady = async (directory: string, server: Server, abort?: AbortSignal): Promise<void> => {
  const deadline = Date.now() + server.secondsToReady * 1000;
  const startedAt = serverRecord(directory, server.name)?.startedAt ?? Date.now();
  for (;;) {
    abort?.throwIfAborted();
    // Asked before the answer, so that a stranger on the same port is not taken for a server that has ended.
    if (!isRunning(directory, server.name)) throw failure(directory, server.name, 'ended before it was ready');
    if (await server.isReady(startedAt).catch(() => false)) return;
    if (Date.now() > deadline) {
      throw failure(directory, server.name, `was not ready within ${server.secondsToReady} seconds`);
    }
    await sleep(200);
  }
};

/** Ends a server with everything it started, and forgets it. */
export const stopServer = async (directory: string, name: string, seconds: number): Promise<void> => {
  const record = serverRecord(directory, name);
  if (record === undefined) return;
  await endTree(record, seconds);
  rmSync(recordFile(directory, name), { force: true });
};

/** Kills a server the hard way, to see what survives it; nothing brings it back before it is launched again. */
export const killServer = async (directory: string, name: string, how: NodeJS.Signals): Promise<void> => {
  const record = serverRecord(directory, name);
  if (record === undefined || !isAlive(record)) throw new Error(`${name} is not running`);
  writeJson(recordFile(directory, name), { ...record, wanted: false });
  signal(record, how);
  if (!(await hasEnded(record, 30))) throw new Error(`${name} did not end by ${how}`);
  await endTree(record, 0);
};

/** Answers JSON of a local server within `seconds`, or fails. */
export const getJson = async <T>(url: string, seconds = 2): Promise<T> => {
  const answer = await fetch(url, { signal: AbortSignal.timeout(seconds * 1000) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as T;
};
