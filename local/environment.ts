import { delimiter, join } from 'node:path';
import { root } from './paths.ts';

/** Settings of the caller's shell that would change what the servers do, or let them reach a real AWS account. */
const foreign = /^(AWS_|AIRFLOW|MINISTACK|PYTHON|VIRTUAL_ENV|NODE_OPTIONS|NODE_PATH|NODE_ENV|VITEST|GIT_|UV_|npm_)/;

/**
 * The environment every local server starts from: the caller's without what is foreign to it, our Node.js 24 first on
 * the path, and no proxy between the servers.
 */
export const serverEnvironment = (extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  const direct = ['127.0.0.1', 'localhost', own.NO_PROXY ?? own.no_proxy].filter(Boolean).join(',');
  return {
    ...own,
    PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${own.PATH ?? ''}`,
    NO_PROXY: direct,
    no_proxy: direct,
    ...extra,
  };
};

/** The emulator's administrator, by whom stacks are deployed. The pair is the emulator's own fixed one, no secret. */
export const administrator = { accessKeyId: 'test', secretAccessKey: 'test' } as const;

/** The region of the local cloud. */
export const region = 'us-east-1';

/** The account of the local cloud. */
export const account = '000000000000';
