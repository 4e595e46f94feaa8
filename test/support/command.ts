import { join } from 'node:path';
import { root } from '../../local/paths.ts';

/** The command as it is installed. */
export const bin = join(root, 'cli', 'navigator.mjs');

/** What it finds about itself in all tests: no one's own settings, and what was compiled for an earlier test. */
export const commandEnvironment = {
  PATH: process.env.PATH,
  XDG_CACHE_HOME: join(root, '.local', 'cache'),
} as const;
