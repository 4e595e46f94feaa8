import fs from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import git, { type HttpClient } from 'isomorphic-git';
import type { DomainError } from '../../shared/errors.ts';
import { gitHttp, ProviderRefused, ProviderUnavailable } from './git-http.ts';
import { fetchPack, HttpStatus } from './git-protocol.ts';

/** Where a branch stands. */
export type Tip =
  | { readonly kind: 'commit'; readonly commit: string }
  /** There are other branches, of which some are named. */
  | { readonly kind: 'no-branch'; readonly branches: readonly string[] }
  /** Nothing was ever pushed. */
  | { readonly kind: 'no-commits' };

/** A fetched commit, open for reading. */
export interface OpenCommit {
  readonly tree: string;
  readonly author: string;
  /** First line of the message. */
  readonly message: string;
  /** The bytes of a tree or blob. */
  readonly read: (oid: string) => Promise<Uint8Array>;
}

/** A Git server, over smart HTTP. All it throws is `ProviderUnavailable` or `ProviderRefused`. */
export interface GitProvider {
  findTip(url: string, branch: string): Promise<Tip>;
  /** Fetches one commit without its history into a folder that is gone when `use` ends. */
  withCommit<Result>(url: string, commit: string, use: (open: OpenCommit) => Promise<Result>): Promise<Result>;
}

/** Milliseconds and bytes. Together they leave time within a lease. */
const limits = {
  refs: { timeout: 10_000, size: 20 * 1024 * 1024 },
  pack: { timeout: 30_000, size: 60 * 1024 * 1024 },
} as const;

const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpStatus) {
    return error.status;
  }
  if (error instanceof git.Errors.HttpError) {
    return error.data.statusCode;
  }
  return undefined;
};

const fromStatus = (url: string, status: number, cause: unknown): DomainError => {
  if (status === 429 || status >= 500) {
    return new ProviderUnavailable(`${url} answered with status ${status}. It is asked again by itself.`, { cause });
  }
  return new ProviderRefused(
    `${url} answered with status ${status}: there is no such repository, or it needs a sign-in. Check the address and that it may be read without signing in.`,
    { cause },
  );
};

const wrongAddress = [git.Errors.SmartHttpError, git.Errors.ParseError, git.Errors.EmptyServerResponseError] as const;

const textOf = (error: unknown, field: 'name' | 'code'): string =>
  error instanceof Error && field in error ? String(Reflect.get(error, field)) : '';

/** What to tell of an error of the network or of Git; any other is a fault of ours and stays what it is. */
const toProviderError = (url: string, error: unknown): unknown => {
  const status = statusOf(error);
  if (status !== undefined) {
    return fromStatus(url, status, error);
  }
  if (wrongAddress.some((kind) => error instanceof kind)) {
    return new ProviderRefused(`${url} does not answer like a Git repository. Check the address.`, { cause: error });
  }
  if (error instanceof Error && 'isIsomorphicGitError' in error) {
    return new ProviderUnavailable(`${url} sent what Git cannot read. It is asked again by itself.`, { cause: error });
  }
  if (textOf(error, 'code') === 'ENOTFOUND') {
    return new ProviderUnavailable(`There is no host as in ${url}. Check the address.`, { cause: error });
  }
  if (/Timeout|Abort/.test(textOf(error, 'name'))) {
    return new ProviderUnavailable(`${url} did not answer in time. It is asked again by itself.`, { cause: error });
  }
  return textOf(error, 'code').startsWith('E')
    ? new ProviderUnavailable(`${url} cannot be reached. It is asked again by itself.`, { cause: error })
    : error;
};

const asking = async <Answer>(url: string, ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask();
  } catch (error) {
    throw toProviderError(url, error);
  }
};

const headsPrefix = 'refs/heads/';

const listBranches = async (http: HttpClient, url: string, prefix: string) => {
  const refs = await git.listServerRefs({ http, url, prefix: headsPrefix + prefix, protocolVersion: 2 });
  return refs.map(({ ref, oid }) => ({ branch: ref.slice(headsPrefix.length), commit: oid }));
};

const findTip = async (http: HttpClient, url: string, branch: string): Promise<Tip> => {
  const found = (await listBranches(http, url, branch)).find((each) => each.branch === branch);
  if (found) {
    if (found.commit.length !== 40) {
      throw new ProviderRefused(`${url} uses SHA-256 object names, which are not supported yet.`);
    }
    return { kind: 'commit', commit: found.commit };
  }
  const others = await listBranches(http, url, '');
  return others.length === 0
    ? { kind: 'no-commits' }
    : { kind: 'no-branch', branches: others.slice(0, 5).map((each) => each.branch) };
};

/** Bounded, on one line, without control characters: it is shown in terminals. */
const plain = (text: string): string => (text.split('\n', 1)[0] ?? '').replace(/\p{C}/gu, '').trim().slice(0, 200);

const openPack = async (folder: string, pack: Buffer, commit: string): Promise<OpenCommit> => {
  const filepath = `objects/pack/pack-${pack.subarray(-20).toString('hex')}.pack`;
  await mkdir(join(folder, 'objects/pack'), { recursive: true });
  await writeFile(join(folder, filepath), pack);
  const from = { fs, dir: folder, gitdir: folder, cache: {} };
  await git.indexPack({ ...from, filepath });
  const { commit: found } = await git.readCommit({ ...from, oid: commit });
  return {
    tree: found.tree,
    author: plain(found.author.name),
    message: plain(found.message),
    read: async (oid) => {
      const { object } = await git.readObject({ ...from, oid, format: 'content' });
      if (!(object instanceof Uint8Array)) {
        throw new TypeError(`object ${oid} came without bytes`);
      }
      return object;
    },
  };
};

/** Reads repositories over smart HTTP; each fetch has a folder of its own below the system's temporary one. */
export const gitProvider = (): GitProvider => {
  const refs = gitHttp(limits.refs);
  const packs = gitHttp(limits.pack);
  return {
    findTip: (url, branch) => asking(url, () => findTip(refs, url, branch)),
    withCommit: async (url, commit, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'navigator-fetch-'));
      try {
        const open = await asking(url, async () => openPack(folder, await fetchPack(packs, url, commit), commit));
        return await use(open);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
};
