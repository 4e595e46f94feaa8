import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { airflowServers, airflowUrl } from './airflow.ts';
import { administratorOf, type Outputs, outputOf } from './deploy.ts';
import { readJson, writeJson } from './files.ts';
import { gitServer, gitUrl } from './git-server-process.ts';
import { awsUrl, ministackServer } from './ministack.ts';
import { opensearchServer } from './opensearch.ts';
import { instancesDirectory } from './paths.ts';
import { type Ports, portsOf } from './ports.ts';
import { postgresServer } from './postgres.ts';
import type { Server } from './server.ts';
import { testRunner } from './test-runner-process.ts';

/** What an instance remembers between one start and the next. */
export interface InstanceState {
  readonly portBase: number;
  /** Signs Airflow's own sessions and tokens. */
  readonly secret: string;
  /** Absent until the application has been deployed. */
  readonly outputs?: Outputs;
}

const stateFile = (directory: string): string => join(directory, 'instance.json');

/** The file that names the process which runs the instance. */
export const supervisorFile = (directory: string): string => join(directory, 'supervisor.json');

export const directoryOf = (name: string): string => join(instancesDirectory, name);

/** Names of the instances that were ever started and not removed. */
export const listInstances = (): string[] =>
  existsSync(instancesDirectory) ? readdirSync(instancesDirectory).filter((name) => existsSync(directoryOf(name))) : [];

export const readState = (directory: string): InstanceState | undefined =>
  readJson<InstanceState>(stateFile(directory));
export const writeState = (directory: string, state: InstanceState): void => writeJson(stateFile(directory), state);

/** Every server of an instance in the order they start in; those that need the deployed application are among them then. */
export const serversOf = (directory: string, { portBase, secret, outputs }: InstanceState): Server[] => {
  const ports = portsOf(portBase);
  const base = { directory, ports };
  return [
    ministackServer(base),
    postgresServer(directory, ports.postgres),
    opensearchServer(base),
    gitServer(base),
    ...(outputs === undefined
      ? []
      : [...airflowServers({ ...base, outputs, secret }), testRunner({ ...base, outputs })]),
  ];
};

/** Addresses of an instance, and the administrator's environment for AWS tools. */
export interface Addresses {
  readonly directory: string;
  readonly region: string;
  readonly ports: Ports;
  readonly outputs: Outputs;
  /** The API. */
  readonly url: string;
  readonly webSocketUrl: string;
  readonly awsUrl: string;
  readonly airflowUrl: string;
  readonly opensearchUrl: string;
  readonly gitUrl: string;
  /** For a process that is to act as the local account's administrator. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Addresses of the instance in a folder, for any process.
 * @throws Error where it has not been deployed.
 */
export const addressesOf = (directory: string): Addresses => {
  const state = readState(directory);
  if (state?.outputs === undefined) throw new Error(`${directory} holds no deployed instance: run \`npm start\``);
  const { outputs, portBase } = state;
  const ports = portsOf(portBase);
  const { region, credentials, endpoint } = administratorOf(ports);
  return {
    directory,
    region,
    ports,
    outputs,
    url: outputOf(outputs, 'ApiUrl'),
    webSocketUrl: outputOf(outputs, 'WebSocketUrl'),
    awsUrl: awsUrl(ports),
    airflowUrl: airflowUrl(ports),
    opensearchUrl: `http://127.0.0.1:${ports.opensearch}`,
    gitUrl: gitUrl(ports),
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
  };
};
