import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { Failure } from './failure.ts';

const Credentials = z.object({ url: z.url({ protocol: /^https?$/ }), key: z.string().min(1) });

/** Where the API is, and the key that opens it. */
export type Credentials = z.infer<typeof Credentials>;

/** What the command line says; both may come from elsewhere. */
export interface CredentialFlags {
  readonly url?: string;
  readonly apiKey?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the command keeps what belongs to this user on this machine. */
export const configFolder = (env: Environment): string =>
  join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'navigator');

const configFile = (env: Environment): string => join(configFolder(env), 'config.json');

/** The credentials that `npm start` left in the nearest `.local` at or above a folder. */
const localFile = (folder: string): string | undefined => {
  const file = join(folder, '.local', 'instances', 'main', 'navigator.json');
  if (existsSync(file)) {
    return file;
  }
  return dirname(folder) === folder ? undefined : localFile(dirname(folder));
};

const readCredentials = async (file: string | undefined): Promise<Credentials | undefined> => {
  if (file === undefined || !existsSync(file)) {
    return undefined;
  }
  const text = await readFile(file, 'utf8');
  try {
    return Credentials.parse(JSON.parse(text));
  } catch {
    throw new Failure(`${file} is not valid: it needs a url and a key. Run \`navigator login\` to write it again.`);
  }
};

const trimUrl = (url: string): string => url.replace(/\/+$/, '');

/**
 * Finds the API: flags, NAVIGATOR_URL and NAVIGATOR_API_KEY, the config file, then the local platform of this checkout.
 * A stored key is only used for the address it was stored with. `key` is absent where none fits.
 */
export const findCredentials = async (
  flags: CredentialFlags,
  env: Environment,
  checkout: string,
): Promise<Partial<Credentials>> => {
  const stored = [await readCredentials(configFile(env)), await readCredentials(localFile(checkout))];
  const [nearest] = stored.filter((each) => each !== undefined);
  const url = flags.url || env.NAVIGATOR_URL || nearest?.url;
  const fitting = stored.find((each) => each && url && trimUrl(each.url) === trimUrl(url));
  return { url, key: flags.apiKey || env.NAVIGATOR_API_KEY || fitting?.key };
};

/** Like `findCredentials`, but fails where something is missing. */
export const requireCredentials = async (
  flags: CredentialFlags,
  env: Environment,
  checkout: string,
): Promise<Credentials> => {
  const { url, key } = await findCredentials(flags, env, checkout);
  if (url === undefined) {
    throw new Failure(
      'There is no address to talk to. Start the platform with `npm start`, or log in with `navigator login --url URL`.',
    );
  }
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new Failure(`"${url}" is not an http(s) address; it comes from --url or NAVIGATOR_URL.`, 'usage');
  }
  if (key === undefined) {
    throw new Failure(`There is no API key for ${url}. Log in with \`navigator login --url ${url}\`.`);
  }
  return { url, key };
};

/** Stores credentials for this user only; answers the file's path. */
export const saveCredentials = async (credentials: Credentials, env: Environment): Promise<string> => {
  const file = configFile(env);
  const fresh = `${file}.${process.pid}`;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(fresh, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
  await rename(fresh, file);
  return file;
};
