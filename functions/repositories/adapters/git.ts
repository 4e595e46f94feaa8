import fs from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import git, { type HttpClient } from 'isomorphic-git';
import type { DomainError } from '../../shared/errors.ts';
import { gitHttp, ProviderRefused, ProviderUnavailable } from './git-http.ts';
import { fetchPack, HttpStatus } from './git-protocol.ts';

/** A repository at its server. */
export interface Remote {
  readonly url: string;
  /** The `Authorization` header to ask with; absent where anybody may read it. */
  readonly authorization?: string;
}

/** Where a branch or tag stands. */
export type Tip =
  | { readonly kind: 'commit'; readonly commit: string }
  /** There are others of its kind, of which some are named. */
  | { readonly kind: 'no-ref'; readonly others: readonly string[] }
  /** Nothing was ever pushed. */
  | { readonly kind: 'no-commits' };

/** A fetched commit, open for reading. */
export interface OpenCommit {
  readonly commit: string;
  readonly tree: string;
  /** When it was written, by its author's clock. */
  readonly at: string;
  readonly author: string;
  /** First line of the message. */
  readonly message: string;
  /** The bytes of a tree or blob. */
  readonly read: (oid: string) => Promise<Uint8Array>;
}

/** A Git server, over smart HTTP. All it throws is `ProviderUnavailable` or `ProviderRefused`. */
export interface GitProvider {
  /** The ref is given in full: `refs/heads/main`. */
  findTip(remote: Remote, ref: string): Promise<Tip>;
  /** Fetches one commit without its history into a folder that is gone when `use` ends. */
  withCommit<Result>(remote: Remote, commit: string, use: (open: OpenCommit) => Promise<Result>): Promise<Result>;
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

const fromStatus = ({ url, authorization }: Remote, status: number, cause: unknown): DomainError => {
  if (status === 429 || status >= 500) {
    return new ProviderUnavailable(`${url} answered with status ${status}. It is asked again by itself.`, { cause });
  }
  const why = authorization
    ? 'there is no such repository, or these credentials may not read it. Check the address, and that they have not expired: `navigator repo credentials` sets new ones.'
    : 'there is no such repository, or it needs a sign-in. Check the address, and give credentials: `navigator repo credentials`, or --auth with `repo add`.';
  return new ProviderRefused(`${url} answered with status ${status}: ${why}`, { cause });
};

const wrongAddress = [git.Errors.SmartHttpError, git.Errors.ParseError, git.Errors.EmptyServerResponseError] as const;

const textOf = (error: unknown, field: 'name' | 'code'): string =>
  error instanceof Error && field in error ? String(Reflect.get(error, field)) : '';

/** What to tell of an error of the network or of Git; any other is a fault of ours and stays what it is. */
const toProviderError = (remote: Remote, error: unknown): unknown => {
  const { url } = remote;
  const status = statusOf(error);
  if (status !== undefined) {
    return fromStatus(remote, status, error);
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

const asking = async <Answer>(remote: Remote, ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask();
  } catch (error) {
    throw toProviderError(remote, error);
  }
};

/** Refs below a prefix with their commits; a tag that is an object of its own leads to one. */
const listRefs = async (http: HttpClient, { url, authorization }: Remote, prefix: string) => {
  const headers: Record<string, string> = authorization ? { authorization } : {};
  const refs = await git.listServerRefs({ http, url, headers, prefix, peelTags: true, protocolVersion: 2 });
  return refs.map(({ ref, oid, peeled }) => ({ ref, commit: peeled ?? oid }));
};

const heads = 'refs/heads/';

const folderOf = (ref: string): string => ref.replace(/^(refs\/[^/]+\/).*$/, '$1');

const findTip = async (http: HttpClient, remote: Remote, ref: string): Promise<Tip> => {
  const found = (await listRefs(http, remote, ref)).find((each) => each.ref === ref);
  if (found) {
    if (found.commit.length !== 40) {
      throw new ProviderRefused(`${remote.url} uses SHA-256 object names, which are not supported yet.`);
    }
    return { kind: 'commit', commit: found.commit };
  }
  const folder = folderOf(ref);
  const others = await listRefs(http, remote, folder);
  const hasCommits = others.length > 0 || (folder !== heads && (await listRefs(http, remote, heads)).length > 0);
  const names = others.slice(0, 5).map((each) => each.ref.slice(folder.length));
  return hasCommits ? { kind: 'no-ref', others: names } : { kind: 'no-commits' };
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
    commit,
    tree: found.tree,
    at: new Date(found.author.timestamp * 1000).toISOString(),
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
    findTip: (remote, ref) => asking(remote, () => findTip(refs, remote, ref)),
    withCommit: async (remote, commit, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'navigator-fetch-'));
      try {
        const open = await asking(remote, async () => openPack(folder, await fetchPack(packs, remote, commit), commit));
        return await use(open);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
};
