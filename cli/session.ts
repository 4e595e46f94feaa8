import { dirname } from 'node:path';
import type { Command } from 'commander';
import { type Client, createClient } from '../functions/shared/client.ts';
import { type CredentialFlags, requireCredentials } from './config.ts';
import type { Connect } from './feed.ts';
import { connectTo } from './web-socket.ts';

/** This checkout, whose local platform is the last place to look for an address. */
export const checkout = dirname(import.meta.dirname);

/** Options that every command takes. */
export interface GlobalOptions extends CredentialFlags {
  readonly json?: boolean;
}

/** A client for one command, and what it was told. */
export interface Session {
  readonly client: Client;
  readonly url: string;
  /** How to connect to a WebSocket of this API. */
  readonly connectTo: (webSocketUrl: string) => Connect;
  readonly json: boolean;
}

/** Opens the API for a command; fails where there is no address or key. */
export const openSession = async (command: Command): Promise<Session> => {
  const options = command.optsWithGlobals<GlobalOptions>();
  const { url, key } = await requireCredentials(options, process.env, checkout);
  return {
    client: createClient({ url, key }),
    url,
    connectTo: (webSocketUrl) => connectTo(webSocketUrl, key),
    json: options.json ?? false,
  };
};
