import { join } from 'node:path';
import { serverEnvironment } from './environment.ts';
import { root } from './paths.ts';
import type { Ports } from './ports.ts';
import type { Server } from './server.ts';

/** Where an instance's repositories are: `URL/NAME.git`. */
export const gitUrl = (ports: Ports): string => `http://127.0.0.1:${ports.git}`;

/** The Git server of an instance, a process of its own. */
export const gitServer = ({ directory, ports }: { directory: string; ports: Ports }): Server => ({
  name: 'git',
  command: join(root, 'node_modules', '.bin', 'node'),
  args: [join(root, 'local', 'git-server.ts'), join(directory, 'git'), String(ports.git)],
  env: serverEnvironment({}),
  isReady: async () => (await fetch(`${gitUrl(ports)}/_health`, { signal: AbortSignal.timeout(2000) })).ok,
  secondsToReady: 20,
});
