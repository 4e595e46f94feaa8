import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addedPackages } from './added-packages.ts';
import { account, region, serverEnvironment } from './environment.ts';
import { writeJson } from './files.ts';
import { airflowPython, ministackPython } from './install.ts';
import { root, toolsDirectory } from './paths.ts';
import type { Ports } from './ports.ts';
import type { Server } from './server.ts';

const shim = join(root, 'local', 'ministack');

/** The local AWS's address. An IP address, because the SDK then puts the S3 bucket in the path and not in a host name. */
export const awsUrl = (ports: Ports): string => `http://127.0.0.1:${ports.aws}`;

/** The AWS of an instance: every service on one port, IAM enforced, state saved when it is asked to stop. */
export const ministackServer = ({ directory, ports }: { directory: string; ports: Ports }): Server => {
  const state = join(directory, 'aws');
  const tmp = join(directory, 'tmp');
  for (const folder of [state, tmp]) mkdirSync(folder, { recursive: true });
  // It writes its CommonJS Lambda runtime below here, which Node would take for what our own package.json says.
  writeJson(join(tmp, 'package.json'), { type: 'commonjs' });
  const withShim = existsSync(join(shim, 'navigator_ministack'));
  return {
    name: 'ministack',
    command: ministackPython,
    args: ['-m', withShim ? 'navigator_ministack' : 'ministack'],
    env: serverEnvironment({
      ...(withShim ? { PYTHONPATH: shim } : {}),
      PYTHONUNBUFFERED: '1',
      NODE_PATH: join(root, 'node_modules'),
      TMPDIR: tmp,
      GATEWAY_PORT: String(ports.aws),
      BIND_HOST: '127.0.0.1',
      MINISTACK_REGION: region,
      MINISTACK_ACCOUNT_ID: account,
      AUTH: 'true',
      PERSIST_STATE: '1',
      S3_PERSIST: '1',
      STATE_DIR: join(state, 'state'),
      S3_DATA_DIR: join(state, 's3'),
      MWAA_BASE_PORT: String(ports.airflow),
      NAVIGATOR_UV: join(toolsDirectory, 'uv', 'bin', 'uv'),
      NAVIGATOR_AIRFLOW_PYTHON: airflowPython,
      NAVIGATOR_PACKAGES: addedPackages(directory),
      MINISTACK_OPENSEARCH_ENDPOINT: `127.0.0.1:${ports.opensearch}`,
      LAMBDA_EXECUTOR: 'local',
      LAMBDA_WARM_TTL_SECONDS: '3600',
      // Never the containers of whoever has Docker: the real servers beside it are ours.
      DOCKER_HOST: `unix://${join(tmp, 'no-docker.sock')}`,
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
    }),
    isReady: async () => {
      const answer = await fetch(`${awsUrl(ports)}/_ministack/ready`, { signal: AbortSignal.timeout(2000) });
      return answer.ok;
    },
    secondsToReady: 60,
  };
};
