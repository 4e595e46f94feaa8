import { join } from 'node:path';
import { serverEnvironment } from './environment.ts';
import { opensearchClasses, opensearchLibrary } from './install.ts';
import type { Ports } from './ports.ts';
import { getJson, type Server } from './server.ts';

/** OpenSearch of an instance, a single node. */
export const opensearchServer = ({ directory, ports }: { directory: string; ports: Ports }): Server => ({
  name: 'opensearch',
  command: 'java',
  args: [
    '-Xms256m',
    '-Xmx512m',
    '-XX:+UseSerialGC',
    `-Djava.io.tmpdir=${join(directory, 'tmp')}`,
    '-cp',
    `${opensearchClasses}:${join(opensearchLibrary, '*')}`,
    'Main',
    join(directory, 'opensearch'),
    String(ports.opensearch),
    String(ports.opensearchTransport),
  ],
  env: serverEnvironment({}),
  isReady: async () => {
    const { status } = await getJson<{ status: string }>(`http://127.0.0.1:${ports.opensearch}/_cluster/health`);
    return status === 'green' || status === 'yellow';
  },
  secondsToReady: 90,
});
