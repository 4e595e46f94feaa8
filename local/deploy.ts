import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { runCommand } from './commands.ts';
import { account, administrator, region, serverEnvironment } from './environment.ts';
import { readJson } from './files.ts';
import { awsUrl } from './ministack.ts';
import { root } from './paths.ts';
import type { Ports } from './ports.ts';

/** The stacks that make up the application; what only AWS can run is not among them. */
const stacks = ['NavigatorData', 'NavigatorApplication', 'NavigatorConversation'];

/** Outputs of the deployed stacks, by name. */
export type Outputs = Readonly<Record<string, string>>;

/** @throws Error that names the output where the stacks have none of this name. */
export const outputOf = (outputs: Outputs, name: string): string => {
  const value = outputs[name];
  if (value === undefined) throw new Error(`the stacks ${stacks.join(' and ')} have no output ${name}`);
  return value;
};

/** Client settings for an administrator of the local AWS. */
export const administratorOf = (ports: Ports) => ({
  endpoint: awsUrl(ports),
  region,
  credentials: administrator,
});

const isBootstrapped = async (ports: Ports): Promise<boolean> => {
  const cloudformation = new CloudFormationClient(administratorOf(ports));
  const stack = await cloudformation
    .send(new DescribeStacksCommand({ StackName: 'CDKToolkit' }))
    .catch(() => undefined);
  return stack?.Stacks?.[0]?.StackStatus?.endsWith('_COMPLETE') ?? false;
};

interface Deployment {
  readonly directory: string;
  readonly ports: Ports;
  readonly pythonVersion: string;
  readonly abort?: AbortSignal;
}

/** Deploys the application's stacks, unmodified, to the local AWS with the CDK command; answers their outputs. */
export const deployApplication = async ({ directory, ports, pythonVersion, abort }: Deployment): Promise<Outputs> => {
  const cdk = (args: readonly string[]): Promise<void> =>
    runCommand({
      command: join(root, 'node_modules', '.bin', 'cdk'),
      args: [...args, '--output', join(directory, 'cdk.out'), '--no-notices', '--ci'],
      cwd: root,
      directory,
      name: 'deploy',
      abort,
      env: serverEnvironment({
        AWS_ACCESS_KEY_ID: administrator.accessKeyId,
        AWS_SECRET_ACCESS_KEY: administrator.secretAccessKey,
        AWS_REGION: region,
        AWS_ENDPOINT_URL: awsUrl(ports),
        CDK_DISABLE_CLI_TELEMETRY: 'true',
      }),
    });
  const context = {
    stage: 'local',
    apiUrl: `${awsUrl(ports)}/_aws/execute-api/{api}/$default`,
    slackUrl: `http://127.0.0.1:${ports.slack}`,
    webSocketUrl: `${awsUrl(ports).replace(/^http/, 'ws')}/_aws/execute-api/{api}/ws`,
    airflowUrl: `http://127.0.0.1:${ports.airflow}`,
    pythonVersion,
  };
  const settings = Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  if (!(await isBootstrapped(ports))) await cdk(['bootstrap', `aws://${account}/${region}`, ...settings]);
  const file = join(directory, 'outputs.json');
  rmSync(file, { force: true });
  const deployment = ['--require-approval', 'never', '--version-reporting=false', '--outputs-file', file];
  await cdk(['deploy', ...stacks, ...deployment, ...settings]);
  const outputs = readJson<Record<string, Record<string, string>>>(file) ?? {};
  return Object.assign({}, ...Object.values(outputs)) as Outputs;
};
