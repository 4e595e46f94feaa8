import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serverEnvironment } from './environment.ts';
import { readJson, writeJson } from './files.ts';
import { commitsPerEvent, noCommit, type PushedCommit, type RefUpdate } from './webhook.ts';
import type { WebhookFormat } from './webhook-formats.ts';

const execute = promisify(execFile);

/** Git without the settings of this machine and of whoever started us. */
export const gitEnvironment = (): NodeJS.ProcessEnv =>
  serverEnvironment({ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' });

/** Runs git in a folder; answers what it printed. */
export const git = async (directory: string, ...args: string[]): Promise<string> => {
  const { stdout } = await execute('git', ['-C', directory, ...args], {
    env: gitEnvironment(),
    maxBuffer: 256 * 1024 * 1024,
  });
  return stdout;
};

/** Where a repository's pushes are told to, and how its deliveries go wrong on purpose. */
export interface Hook {
  readonly url?: string;
  readonly secret?: string;
  /** Whose webhooks it sends; by default GitHub's. */
  readonly format?: WebhookFormat;
  readonly drop?: boolean;
  /** How often each delivery is made. */
  readonly times?: number;
  readonly delayMs?: number;
}

/** Who may do what with a repository, and how its server is unwell on purpose. What is absent is open to anybody. */
export interface Access {
  readonly username?: string;
  readonly password?: string;
  /** What the vendors' REST APIs want. */
  readonly apiToken?: string;
  readonly app?: {
    readonly id: string;
    readonly installation: string;
    readonly publicKey: string;
    /** By default those that it needs here. */
    readonly permissions?: Readonly<Record<string, string>>;
  };
  /** Whether the GitLab knows signing tokens. */
  readonly signs?: boolean;
  /** The status that everything is answered with. */
  readonly status?: number;
}

const validName = /^[a-z0-9][a-z0-9._-]{0,99}$/i;

/** Bare repositories in a folder, each with its hook and who may use it in JSON files beside it. */
export const gitRepositories = (directory: string) => {
  const folder = (name: string): string => join(directory, `${name}.git`);
  const hookFile = (name: string): string => join(directory, `${name}.hook.json`);
  const accessFile = (name: string): string => join(directory, `${name}.access.json`);
  const exists = (name: string): boolean => validName.test(name) && existsSync(folder(name));

  return {
    directory,
    exists,
    folder,
    /** Creates an empty repository whose branch is `main`; one that exists stays as it is. */
    create: async (name: string): Promise<void> => {
      if (!validName.test(name)) throw new Error(`"${name}" cannot be a repository's name`);
      if (exists(name)) return;
      await git(directory, 'init', '--quiet', '--bare', '--initial-branch=main', folder(name));
      await git(folder(name), 'config', 'http.receivepack', 'true');
      await git(folder(name), 'config', 'receive.denyDeleteCurrent', 'ignore');
    },
    hook: (name: string): Hook => readJson<Hook>(hookFile(name)) ?? {},
    changeHook: (name: string, change: Hook): void => {
      if (!exists(name)) throw new Error(`there is no repository "${name}"`);
      writeJson(hookFile(name), { ...readJson<Hook>(hookFile(name)), ...change });
    },
    access: (name: string): Access => readJson<Access>(accessFile(name)) ?? {},
    setAccess: (name: string, access: Access): void => {
      if (!exists(name)) throw new Error(`there is no repository "${name}"`);
      writeJson(accessFile(name), access);
    },
    /** Commit of each ref. */
    refs: async (name: string): Promise<Map<string, string>> => {
      const lines = await git(folder(name), 'for-each-ref', '--format=%(refname) %(objectname)');
      return new Map(
        lines
          .split('\n')
          .filter(Boolean)
          .map((line) => line.split(' ') as [string, string]),
      );
    },
  };
};
export type GitRepositories = ReturnType<typeof gitRepositories>;

/** What a push moved: the difference between the refs before and after. */
export const refUpdates = async (
  folder: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Promise<RefUpdate[]> => {
  const moved = [...new Set([...before.keys(), ...after.keys()])].filter((ref) => before.get(ref) !== after.get(ref));
  const isAncestor = (old: string, tip: string): Promise<boolean> =>
    git(folder, 'merge-base', '--is-ancestor', old, tip).then(
      () => true,
      () => false,
    );
  return Promise.all(
    moved.map(async (ref) => {
      const [old = noCommit, tip = noCommit] = [before.get(ref), after.get(ref)];
      const forced = old !== noCommit && tip !== noCommit && !(await isAncestor(old, tip));
      return { ref, before: old, after: tip, forced };
    }),
  );
};

/** Fields of a commit, apart by units of 0x1f; records begin with 0x1e. */
const format = '%x1e%H%x1f%T%x1f%aI%x1f%an%x1f%ae%x1f%cn%x1f%ce%x1f%B%x1f';

const parseCommit = (record: string): PushedCommit => {
  const [
    id = '',
    tree = '',
    timestamp = '',
    author = '',
    authorEmail = '',
    name = '',
    email = '',
    message = '',
    changes = '',
  ] = record.split('\x1f');
  const paths = changes
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t') as [string, string]);
  const those = (kind: RegExp): string[] => paths.flatMap(([state, path]) => (kind.test(state) ? [path] : []));
  return {
    id,
    tree,
    message: message.trim(),
    timestamp,
    author: { name: author, email: authorEmail },
    committer: { name, email },
    added: those(/^A/),
    removed: those(/^D/),
    modified: those(/^[^AD]/),
  };
};

/** The commits that an update brought, oldest first. */
export const commitsOf = async (folder: string, { before, after }: RefUpdate): Promise<PushedCommit[]> => {
  if (after === noCommit) return [];
  const range = before === noCommit ? [after] : [`${before}..${after}`];
  const log = ['log', '--reverse', '--no-renames', '--root', '--name-status', `--format=${format}`];
  const output = await git(folder, ...log, `--max-count=${commitsPerEvent}`, ...range, '--');
  return output.split('\x1e').filter(Boolean).map(parseCommit);
};
