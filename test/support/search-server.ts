import { rmSync } from 'node:fs';
import { directoryOf } from '../../local/instance-state.ts';
import { opensearchServer } from '../../local/opensearch.ts';
import { findBlock } from '../../local/ports.ts';
import { launch, stopServer, waitUntilReady } from '../../local/server.ts';

/** An OpenSearch of its own, without the rest of the cloud. */
export interface SearchServer {
  readonly url: string;
  /** Ends it and removes what it held. */
  readonly stop: () => Promise<void>;
}

/** Starts an OpenSearch that is empty. */
export const startSearchServer = async (): Promise<SearchServer> => {
  const block = await findBlock(6560);
  const directory = directoryOf(`search-${process.pid}`);
  const server = opensearchServer({ directory, ports: block.ports });
  const stop = async (): Promise<void> => {
    await stopServer(directory, server.name, 15);
    rmSync(directory, { recursive: true, force: true });
    await block.release();
  };
  try {
    launch(directory, server);
    await waitUntilReady(directory, server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${block.ports.opensearch}`, stop };
};
