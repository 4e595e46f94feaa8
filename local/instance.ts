import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { airflowPythonVersion } from './airflow.ts';
import { deployApplication } from './deploy.ts';
import { emptyAirflow, installTools } from './install.ts';
import {
  type Addresses,
  addressesOf,
  directoryOf,
  type InstanceState,
  listInstances,
  readState,
  serversOf,
  supervisorFile,
  writeState,
} from './instance-state.ts';
import { holderOf, tryLock } from './lock.ts';
import { createAirflowEnvironment, occupyDagPrefix } from './mwaa.ts';
import { defaultPortBase, findBlock, portsOf } from './ports.ts';
import { copyDatabase } from './postgres.ts';
import { hasEnded, signal } from './processes.ts';
import { launch, type Server, stopServer, waitUntilReady } from './server.ts';
import { supervise } from './supervise.ts';

interface Options {
  /** `main` is what `npm start` runs; the tests have their own. */
  readonly name: string;
  /** Where to look for free ports. @default NAVIGATOR_PORT_BASE, or 4560 */
  readonly portBase?: number;
  /** Begin with an empty cloud. @default false */
  readonly fresh?: boolean;
  readonly onProgress: (line: string) => void;
  /** Interrupts the start; what was started by then is stopped. */
  readonly abort?: AbortSignal;
}

/** A running instance of the local cloud, with the application deployed. */
export interface Instance extends Addresses {
  readonly name: string;
  /** Settles, with the reason, when the instance cannot go on by itself. */
  readonly lost: Promise<string>;
  /** Stops every server, the local AWS with time to save its state; `remove` also deletes all of it. */
  stop(options?: { readonly remove?: boolean }): Promise<void>;
}

/** What writes is stopped before what it writes to; the local AWS, which saves its state then, has most time. */
const stopOrder = [
  {
    names: ['test-runner', 'airflow-processor', 'airflow-scheduler', 'airflow-api', 'git', 'opensearch'],
    seconds: 15,
  },
  { names: ['postgres', 'ministack'], seconds: 60 },
];

const stopServers = async (directory: string): Promise<void> => {
  for (const { names, seconds } of stopOrder) {
    await Promise.all(names.map((name) => stopServer(directory, name, seconds)));
  }
};

const start = async (directory: string, server: Server, abort?: AbortSignal): Promise<void> => {
  launch(directory, server);
  await waitUntilReady(directory, server, abort);
};

const find = (servers: readonly Server[], name: string): Server => {
  const server = servers.find((each) => each.name === name);
  if (server === undefined) throw new Error(`there is no server ${name}`);
  return server;
};

/** Starts the servers in the order they need each other, and deploys the application between them. */
const bringUp = async (directory: string, state: InstanceState, { onProgress, abort }: Options): Promise<void> => {
  const early = serversOf(directory, state);
  const begun = (name: string) => start(directory, find(early, name), abort);
  const besides = Promise.all(['postgres', 'opensearch', 'git'].map(begun));
  besides.catch(() => {}); // Awaited below; until then its failure is no unhandled one.
  await begun('ministack');
  onProgress('the local AWS is up; deploying the application to it');
  const ports = portsOf(state.portBase);
  const outputs = await deployApplication({ directory, ports, pythonVersion: airflowPythonVersion(), abort });
  const deployed = { ...state, outputs };
  writeState(directory, deployed);
  onProgress('deployed; starting Airflow');
  await Promise.all([createAirflowEnvironment(ports, outputs), occupyDagPrefix(ports, outputs)]);
  const late = serversOf(directory, deployed).filter(({ name }) => early.every((server) => server.name !== name));
  await Promise.all([...late.map((server) => start(directory, server, abort)), besides]);
};

const begin = async (directory: string, options: Options): Promise<Instance> => {
  const { name, onProgress, abort } = options;
  await stopServers(directory); // Those of a start whose process was killed.
  if (options.fresh) removeAllBut(directory, supervisorFile(directory));
  await installTools(onProgress, abort);
  copyDatabase(emptyAirflow, directory);
  const before = readState(directory);
  const block = await findBlock(before?.portBase ?? options.portBase ?? defaultPortBase);
  const state = { portBase: block.base, secret: before?.secret ?? randomBytes(48).toString('hex') };
  writeState(directory, state);
  try {
    await bringUp(directory, state, options);
  } catch (error) {
    await stopServers(directory);
    await block.release();
    throw error;
  }
  const deployed = readState(directory) ?? state;
  const supervision = supervise(directory, serversOf(directory, deployed), onProgress);
  return {
    ...addressesOf(directory),
    name,
    lost: supervision.lost,
    stop: async ({ remove = false } = {}) => {
      supervision.end();
      await stopServers(directory);
      await block.release();
      rmSync(remove ? directory : supervisorFile(directory), { recursive: true, force: true });
    },
  };
};

const removeAllBut = (directory: string, file: string): void => {
  for (const entry of readdirSync(directory)) {
    const path = join(directory, entry);
    if (path !== file) rmSync(path, { recursive: true, force: true });
  }
};

/**
 * Starts an instance and deploys the application to it; goes on from what it saved unless `fresh`.
 * @throws Error where it runs already, or where a part of it cannot start; then nothing is left running.
 */
export const startInstance = async (options: Options): Promise<Instance> => {
  const directory = directoryOf(options.name);
  mkdirSync(directory, { recursive: true });
  const holder = tryLock(supervisorFile(directory));
  if (holder !== undefined) {
    throw new Error(`the instance "${options.name}" is already run by process ${holder.pid}; \`npm stop\` ends it`);
  }
  try {
    return await begin(directory, options);
  } catch (error) {
    rmSync(supervisorFile(directory), { force: true });
    throw error;
  }
};

/** Stops an instance from any process, also when the one that ran it is gone. */
export const stopInstance = async (name: string): Promise<void> => {
  const directory = directoryOf(name);
  const supervisor = holderOf(supervisorFile(directory));
  if (supervisor !== undefined && supervisor.pid !== process.pid) {
    signal(supervisor, 'SIGTERM');
    await hasEnded(supervisor, 90);
  }
  await stopServers(directory);
};

/** Removes test instances whose process was killed before it could. */
export const removeAbandoned = async (): Promise<void> => {
  for (const name of listInstances().filter((each) => each.startsWith('test-'))) {
    if (holderOf(supervisorFile(directoryOf(name))) !== undefined) continue;
    await stopInstance(name);
    rmSync(directoryOf(name), { recursive: true, force: true });
  }
};

/** Starts a server of a running instance again after `killServer`, from any process, and waits until it serves. */
export const restartServer = async (directory: string, name: string): Promise<void> => {
  const state = readState(directory);
  if (state === undefined) throw new Error(`${directory} holds no instance`);
  await start(directory, find(serversOf(directory, state), name));
};
