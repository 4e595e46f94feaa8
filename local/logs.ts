import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { CloudWatchLogsClient, type FilteredLogEvent, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { administratorOf } from './deploy.ts';
import { type Addresses, addressesOf, directoryOf } from './instance-state.ts';
import { listLogs, logFile } from './server-logs.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    follow: { type: 'boolean', short: 'f', default: false },
    instance: { type: 'string', default: 'main' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const help = `npm run logs -- NAME [-f] [--instance NAME]

Shows the end of the log of a server or a Lambda function of the local cloud; -f goes on showing what is added.`;

const directory = directoryOf(values.instance);

/** Names of the deployed functions by what they are called in the source: \`runs/api\`. */
const functionsOf = ({ outputs }: Addresses): Record<string, string> =>
  Object.assign(
    {},
    ...Object.keys(outputs)
      .filter((name) => name.endsWith('FunctionNames'))
      .map((name) => JSON.parse(outputs[name] ?? '{}') as Record<string, string>),
  );

const lookUp = (): Addresses | undefined => {
  try {
    return addressesOf(directory);
  } catch {
    return undefined; // Nothing deployed yet: there are only the logs of the servers.
  }
};

const showFile = (name: string): void => {
  const child = spawn('tail', ['-n', '100', ...(values.follow ? ['-F'] : []), logFile(directory, name)], {
    stdio: 'inherit',
  });
  process.on('SIGINT', () => child.kill());
};

const showFunction = async ({ ports }: Addresses, name: string): Promise<void> => {
  const client = new CloudWatchLogsClient(administratorOf(ports));
  let startTime = Date.now() - 15 * 60 * 1000;
  const shown = new Set<string>();
  do {
    const events: FilteredLogEvent[] = [];
    for await (const page of paginateFilterLogEvents({ client }, { logGroupName: `/aws/lambda/${name}`, startTime })) {
      events.push(...(page.events ?? []));
    }
    for (const { timestamp = 0, message = '' } of events.sort((a, b) => (a.timestamp ?? 0) - (b.timestamp ?? 0))) {
      const line = `${new Date(timestamp).toISOString()} ${message.trimEnd()}`;
      if (!shown.has(line)) console.log(line);
      shown.add(line);
      startTime = Math.max(startTime, timestamp);
    }
    if (values.follow) await sleep(1000);
  } while (values.follow);
};

const [name] = positionals;
const addresses = lookUp();
const functions = addresses === undefined ? {} : functionsOf(addresses);
if (values.help) console.log(help);
else if (name === undefined) {
  console.log(
    `${help}\n\nServers:   ${listLogs(directory).join(', ')}\nFunctions: ${Object.keys(functions).join(', ')}`,
  );
} else if (listLogs(directory).includes(name)) showFile(name);
else if (addresses !== undefined && (functions[name] !== undefined || Object.values(functions).includes(name))) {
  await showFunction(addresses, functions[name] ?? name);
} else {
  console.error(`there is no log "${name}"; without a name, all are listed`);
  process.exitCode = 1;
}
