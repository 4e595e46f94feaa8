import { parseArgs } from 'node:util';
import { credentialsFile } from './demo.ts';
import { addressesOf, directoryOf, listInstances, readState, serversOf, supervisorFile } from './instance-state.ts';
import { holderOf } from './lock.ts';
import { treeOf } from './processes.ts';
import { isRunning, type Server, serverRecord } from './server.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
});

if (values.help) {
  console.log(`npm run status [-- --json]

Shows each instance of the local cloud of this checkout: its servers, their health, processes and memory, its addresses.`);
  process.exit(0);
}

const describeServer = async (directory: string, server: Server) => {
  const record = serverRecord(directory, server.name);
  if (record === undefined || !isRunning(directory, server.name))
    return { name: server.name, state: 'stopped' as const };
  const isReady = await server.isReady(record.startedAt).catch(() => false);
  const tree = treeOf(record.pid);
  return {
    name: server.name,
    state: isReady ? ('ready' as const) : ('not ready' as const),
    pid: record.pid,
    processes: tree.length,
    memoryMB: Math.round(tree.reduce((sum, { memory }) => sum + memory, 0) / 1024 / 1024),
  };
};

const describeInstance = async (name: string) => {
  const directory = directoryOf(name);
  const state = readState(directory);
  const servers = state === undefined ? [] : serversOf(directory, state);
  const { url, airflowUrl, opensearchUrl, gitUrl, awsUrl, ports } =
    state?.outputs === undefined ? ({} as Partial<ReturnType<typeof addressesOf>>) : addressesOf(directory);
  return {
    name,
    runBy: holderOf(supervisorFile(directory))?.pid,
    servers: await Promise.all(servers.map((server) => describeServer(directory, server))),
    addresses: { api: url, airflow: airflowUrl, opensearch: opensearchUrl, git: gitUrl, aws: awsUrl },
    ports,
    credentials: credentialsFile(directory),
  };
};

const instances = await Promise.all(listInstances().map(describeInstance));
if (values.json) {
  console.log(JSON.stringify(instances, null, 2));
} else if (instances.length === 0) {
  console.log('Nothing was started from this checkout; `npm start` does.');
} else {
  for (const { name, runBy, servers, addresses } of instances) {
    console.log(`${name}: ${runBy === undefined ? 'not running' : `run by process ${runBy}`}`);
    console.table(servers);
    if (runBy !== undefined) console.table(addresses);
  }
}
