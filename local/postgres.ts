import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './commands.ts';
import { serverEnvironment } from './environment.ts';
import { writePrivately } from './files.ts';
import { toolsDirectory } from './paths.ts';
import type { Server } from './server.ts';

/** Where PostgreSQL itself is installed. */
export const postgresDirectory = join(toolsDirectory, 'postgres');

const user = 'airflow';
const dataOf = (directory: string): string => join(directory, 'postgres', 'data');
const passwordFile = (directory: string): string => join(directory, 'postgres', 'password');

/** PostgreSQL refuses to run as root: then it runs as nobody, who is still let into the folders of this checkout. */
const asNobody = ['--reuid=65534', '--clear-groups', '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];

const unprivileged = (program: string, args: readonly string[]): Pick<Server, 'command' | 'args'> => {
  const command = join(postgresDirectory, 'bin', program);
  return process.getuid?.() === 0 ? { command: 'setpriv', args: [...asNobody, command, ...args] } : { command, args };
};

/** The address of the database below `directory`, for SQLAlchemy, with the password in it. */
export const databaseUrl = (directory: string, port: number): string =>
  `postgresql+psycopg2://${user}:${readFileSync(passwordFile(directory), 'utf8')}@127.0.0.1:${port}/postgres`;

/** Makes an empty database below `directory`, with a password of its own. */
export const createDatabase = async (directory: string, abort?: AbortSignal): Promise<void> => {
  writePrivately(passwordFile(directory), randomBytes(24).toString('hex'));
  const access = ['--username', user, '--pwfile', passwordFile(directory), '--auth', 'scram-sha-256'];
  const words = ['--encoding', 'UTF8', '--locale-provider', 'builtin', '--locale', 'C.UTF-8'];
  const initdb = unprivileged('initdb', ['--pgdata', dataOf(directory), ...access, ...words]);
  await runCommand({ ...initdb, directory: toolsDirectory, name: 'postgres', abort, env: serverEnvironment({}) });
};

/** Gives `to` the database below `from` where it has none yet, with its owner; neither is being served. */
export const copyDatabase = (from: string, to: string): void => {
  if (!existsSync(dataOf(to))) execFileSync('cp', ['-pR', join(from, 'postgres'), to]);
};

const settings = (port: number): readonly string[] => [
  'listen_addresses=127.0.0.1',
  `port=${port}`,
  'unix_socket_directories=',
  'shared_buffers=64MB',
  // A crash of the machine may cost the last moment, never the whole.
  'synchronous_commit=off',
];

/** What `pg_ctl --wait` reads too: the third line is when the server began, in whole seconds, the eighth its state. */
const isServing = (directory: string, started: number): boolean => {
  const lines = readFileSync(join(dataOf(directory), 'postmaster.pid'), 'utf8').split('\n');
  return Number(lines[2]) * 1000 > started - 2000 && lines[7]?.trim() === 'ready';
};

/** The database of an instance's Airflow: PostgreSQL, as on MWAA. */
export const postgresServer = (directory: string, port: number): Server => ({
  name: 'postgres',
  ...unprivileged('postgres', ['-D', dataOf(directory), ...settings(port).flatMap((setting) => ['-c', setting])]),
  env: serverEnvironment({}),
  isReady: async (started) => isServing(directory, started),
  secondsToReady: 60,
});
