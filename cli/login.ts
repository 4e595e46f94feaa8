import type { Command } from 'commander';
import { createClient } from '../functions/shared/client.ts';
import { findCredentials, saveCredentials } from './config.ts';
import { Failure } from './failure.ts';
import { checkout, type GlobalOptions } from './session.ts';
import { paint, print, printJson, readKey } from './terminal.ts';

const logIn = async (command: Command): Promise<void> => {
  const options = command.optsWithGlobals<GlobalOptions & { keyStdin?: boolean }>();
  if (options.apiKey !== undefined) {
    throw new Failure('A key on the command line stays in the shell history: pipe it in with --key-stdin.', 'usage');
  }
  const { url } = await findCredentials(options, process.env, checkout);
  if (url === undefined || !URL.canParse(url) || !/^https?:/.test(url)) {
    throw new Failure('Name the address of the platform: `navigator login --url https://…`.', 'usage');
  }
  const key = await readKey(options.keyStdin ?? false);
  const principal = await createClient({ url, key }).call('identity.whoami', {});
  const file = await saveCredentials({ url, key }, process.env);
  if (options.json) {
    printJson(principal);
  } else {
    print(`${paint('green', '✔')} logged in to ${url} · tenant ${principal.tenant} · saved in ${file}`);
  }
};

/** Adds `navigator login`. */
export const addLogin = (program: Command): void => {
  const command = program
    .command('login')
    .description('Check an API key and keep it for the next commands')
    .option('--key-stdin', 'read the key from standard input instead of asking');
  command.addHelpText(
    'after',
    '\nExamples:\n  $ navigator login --url https://navigator.example.com\n  $ pass navigator/key | navigator login --key-stdin',
  );
  command.action(() => logIn(command));
};
