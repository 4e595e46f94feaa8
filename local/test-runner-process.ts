import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { assumedRole } from './aws-profile.ts';
import { type Outputs, outputOf } from './deploy.ts';
import { region, serverEnvironment } from './environment.ts';
import { awsUrl } from './ministack.ts';
import { root } from './paths.ts';
import type { Ports } from './ports.ts';
import type { Server } from './server.ts';

interface Options {
  readonly directory: string;
  readonly ports: Ports;
  readonly outputs: Outputs;
}

/** What runs repositories' own tests, a process of its own with a role of its own. */
export const testRunner = ({ directory, ports, outputs }: Options): Server => {
  const home = join(directory, 'test-runner');
  mkdirSync(home, { recursive: true });
  return {
    name: 'test-runner',
    command: join(root, 'node_modules', '.bin', 'node'),
    args: [join(root, 'local', 'test-runner.ts'), outputOf(outputs, 'TestQueueUrl'), home],
    env: serverEnvironment({
      ...assumedRole(join(home, 'aws-config'), 'test-runner', outputOf(outputs, 'TestRunnerRoleArn')),
      AWS_REGION: region,
      AWS_ENDPOINT_URL: awsUrl(ports),
    }),
    // It serves nobody: whether it works is seen by what it takes from its queue.
    isReady: async () => true,
    secondsToReady: 5,
  };
};
