import {
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';

/** Bytes at which a log is set aside; with the one before it, a server keeps at most twice as much. */
const bound = 10 * 1024 * 1024;

/** The folder of an instance's logs. */
export const logsDirectory = (directory: string): string => join(directory, 'logs');

/** Where a server or a step of the set-up logs to. */
export const logFile = (directory: string, name: string): string => join(logsDirectory(directory), `${name}.log`);

/** Opens a log for appending, so that it goes on where it was, and stays bounded by `boundLogs` while it is written. */
export const openLog = (directory: string, name: string): number => {
  mkdirSync(logsDirectory(directory), { recursive: true });
  return openSync(logFile(directory, name), 'a');
};

/** Names of the logs of an instance. */
export const listLogs = (directory: string): string[] =>
  existsSync(logsDirectory(directory))
    ? readdirSync(logsDirectory(directory))
        .filter((file) => file.endsWith('.log'))
        .map((file) => file.slice(0, -'.log'.length))
        .sort()
    : [];

/** Sets aside each log that has grown too large. Writers append, so they go on in the emptied file. */
export const boundLogs = (directory: string): void => {
  for (const name of listLogs(directory)) {
    const file = logFile(directory, name);
    if (statSync(file).size < bound) continue;
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
  }
};

/** The last lines of a log, for a person to see why something failed. */
export const lastLines = (directory: string, name: string, count = 15): string => {
  const file = logFile(directory, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n') : '(no log)';
};
