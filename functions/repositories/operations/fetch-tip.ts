import * as z from 'zod';
import type { Artefacts } from '../../shared/artefacts.ts';
import { Slug } from '../../shared/fields.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { GitProvider, OpenCommit, Remote, Tip } from '../adapters/git.ts';
import { ProviderRefused } from '../adapters/git-http.ts';
import type { HeldRepository, RepositoryTable } from '../adapters/repository-table.ts';
import type { TestRuns } from '../adapters/test-runs.ts';
import { type FetchTipOutput, type Reconciliation, Tree } from '../contract.ts';
import { DocumentFolders } from '../domain/documents.ts';
import { pushIdOf } from '../domain/receipt.ts';
import { isElsewhere, refOf } from '../domain/repository.ts';
import { progressOf, testIdOf } from '../domain/test-run.ts';
import {
  boundNotes,
  leaveOut,
  type SelectedFile,
  selectFiles,
  selectTests,
  show,
  TreeTooLarge,
  treeLimits,
} from '../domain/tree.ts';
import { describeMissing } from './check-ref.ts';
import type { SignIn } from './sign-in.ts';
import { type BlobStore, megabytes, StoredBlob, storeBlob } from './store-blob.ts';
import { storeDocuments } from './store-documents.ts';
import type { TableOf } from './table-of.ts';

/** What `fetch-tip` is told by the state machine. */
export const FetchTipInput = z.object({ tenant: z.string(), repositoryId: Slug, execution: z.string() });

interface Dependencies {
  readonly tableOf: TableOf;
  readonly runsOf: (principal: Principal) => TestRuns;
  readonly provider: GitProvider;
  readonly signIn: SignIn;
  readonly artefacts: Artefacts;
  readonly now: () => Date;
}

/** The tree as its next fetch wants it: with Git's ids of what is stored already, and what a receipt says of the commit. */
const StoredTree = Tree.extend({
  author: z.string().optional(),
  message: z.string().optional(),
  blobs: z.record(z.string(), StoredBlob),
  documentFolders: DocumentFolders.default({}),
});
type StoredTree = z.infer<typeof StoredTree>;

/** How Git itself writes "no commit". */
const noCommit = '0'.repeat(40);
const uploadsAtOnce = 16;

const tooLarge = (size: number): string =>
  `it has ${megabytes(size)}, and a file may have ${megabytes(treeLimits.file)}`;

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const lfsPointer = Buffer.from('version https://git-lfs.github.com/spec/');

/** Why a file cannot be published. */
const whyNot = (bytes: Uint8Array): string | undefined => {
  if (Buffer.compare(bytes.subarray(0, lfsPointer.length), lfsPointer) === 0) {
    return 'it is kept in Git LFS, which is not supported: the commit holds only where it is. Commit the file itself';
  }
  return bytes.length > treeLimits.file ? tooLarge(bytes.length) : undefined;
};

/**
 * Stores the blobs that are not stored yet, except those that cannot be published, which get a note; throws
 * `TreeTooLarge` once they come to more than may be published.
 */
const storeFiles = async (
  store: BlobStore,
  open: OpenCommit,
  files: readonly SelectedFile[],
): Promise<Pick<StoredTree, 'files' | 'blobs' | 'leftOut'>> => {
  const blobs: StoredTree['blobs'] = {};
  const leftOut: StoredTree['leftOut'] = [];
  let total = 0;
  const storeFile = async ({ path, oid }: SelectedFile): Promise<void> => {
    let blob = blobs[oid] ?? store.known[oid];
    if (!blob) {
      const bytes = await open.read(oid);
      const why = whyNot(bytes);
      if (why) {
        leftOut.push({ path, why });
        return;
      }
      blob = await storeBlob(store, bytes);
    }
    blobs[oid] = blob;
    total += blob.size;
    if (total > treeLimits.total) {
      throw new TreeTooLarge(
        `The ${files.length} files below the path have more than ${megabytes(treeLimits.total)} together, the most that can be published.`,
      );
    }
  };
  await inParallel(files, uploadsAtOnce, storeFile);
  const stored = files.flatMap(({ path, oid }) => {
    const blob = blobs[oid];
    return blob ? [{ path, ...blob }] : [];
  });
  return { files: stored, blobs, leftOut };
};

const whyEmpty = (repository: HeldRepository, tip: Exclude<Tip, { kind: 'commit' }>): string => {
  if (repository.removing !== undefined) {
    return `${repository.name} is being removed.`;
  }
  return tip.kind === 'no-commits'
    ? `${repository.url} has no commits.`
    : describeMissing(repository.url, refOf(repository), []);
};

/** The files of the tests, stored; what keeps them from being run keeps no push from being fetched. */
const storeTests = async (
  store: BlobStore,
  open: OpenCommit,
  path: string,
): Promise<{ tests: StoredTree['tests']; blobs: StoredTree['blobs'] }> => {
  try {
    const selected = await selectTests(open.read, open.tree, path);
    const { files, blobs, leftOut } = await storeFiles(store, open, selected);
    const [large] = leftOut;
    const fault = large && `${show(large.path)} cannot be had: ${large.why}.`;
    return { tests: { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), fault }, blobs };
  } catch (error) {
    if (error instanceof TreeTooLarge) {
      return { tests: { files: [], fault: error.message }, blobs: {} };
    }
    throw error;
  }
};

const emptyTree = (repository: HeldRepository, tip: Exclude<Tip, { kind: 'commit' }>): StoredTree => ({
  commit: noCommit,
  files: [],
  leftOut: [],
  documents: [],
  documentFolders: {},
  tests: { files: [] },
  notes: [whyEmpty(repository, tip)],
  blobs: {},
});

/** What is to be removed has nothing any more, whatever its provider says. */
const nothing: Tip = { kind: 'no-ref', others: [] };

/**
 * Takes the lease, finds the branch's tip and stores its tree. A branch that is gone and a repository without commits
 * have an empty tree, so that everything retires. Throws `ProviderUnavailable`, `ProviderRefused`, `TreeTooLarge`, and
 * `LeaseLost` where another reconciler took over meanwhile.
 */
export const fetchTip = (deps: Dependencies) => {
  const readLastTree = async ({ lastTree }: HeldRepository): Promise<StoredTree | undefined> =>
    lastTree && (await deps.artefacts.getJson(lastTree.key, StoredTree));

  /** A branch, tag or folder that was just chosen and is not there is an error of whoever chose it: what is live stays. */
  const refuseMissing = (repository: HeldRepository, why: string | undefined): void => {
    if (why && isElsewhere(repository) && repository.removing === undefined) {
      throw new ProviderRefused(`${why} What is live stays live: choose again with \`navigator repo update\`.`);
    }
  };

  const findTip = async (repository: HeldRepository, remote: Remote): Promise<Tip> => {
    const tip = await deps.provider.findTip(remote, refOf(repository));
    const missing = tip.kind === 'no-ref' ? describeMissing(remote.url, refOf(repository), tip.others) : undefined;
    refuseMissing(repository, missing);
    return tip;
  };

  const fetchTree = async (
    tenant: string,
    repository: HeldRepository,
    remote: Remote,
    commit: string,
  ): Promise<StoredTree> => {
    const known = await readLastTree(repository);
    return deps.provider.withCommit(remote, commit, async (open) => {
      const { files, notes, missing } = await selectFiles(open.read, open.tree, repository.path);
      refuseMissing(repository, missing);
      const storing = { artefacts: deps.artefacts, tenant, known: known?.blobs ?? {} };
      const stored = await storeFiles(storing, open, files);
      const { author, message } = open;
      const large = stored.leftOut.map(({ path, why }) => leaveOut(path, why)).sort();
      const withFiles = { ...storing, known: { ...storing.known, ...stored.blobs } };
      const { tests, blobs } = await storeTests(withFiles, open, repository.path);
      const read = await storeDocuments(withFiles, open, known);
      return {
        ...stored,
        commit,
        documents: read.documents,
        documentFolders: read.folders,
        tests,
        blobs: { ...stored.blobs, ...blobs, ...read.blobs },
        notes: [
          ...boundNotes([...notes, ...large]),
          ...read.notes,
          ...(tests.fault ? [`The tests are not run. ${tests.fault}`] : []),
        ],
        author,
        message,
      };
    });
  };

  const treeOf = async (tenant: string, repository: HeldRepository, remote: Remote, tip: Tip): Promise<StoredTree> => {
    if (tip.kind !== 'commit') {
      return emptyTree(repository, tip);
    }
    const { lastTree, path } = repository;
    const isLast = lastTree?.commit === tip.commit && lastTree.path === path;
    return (isLast && (await readLastTree(repository))) || fetchTree(tenant, repository, remote, tip.commit);
  };

  /** How far the tests of a tree are. Throws `TreeTooLarge` where they cannot be run and nothing goes live without them. */
  const lookAtTests = async (
    tenant: string,
    repository: HeldRepository,
    tree: StoredTree,
  ): Promise<Reconciliation['push']['tests']> => {
    const { id, path, tests } = repository;
    if (tests === 'block' && tree.tests.fault) {
      throw new TreeTooLarge(`Nothing goes live before the tests pass, and they cannot be run. ${tree.tests.fault}`);
    }
    if (tests === 'off' || tree.tests.files.length === 0) {
      return undefined;
    }
    const test = testIdOf(path, tree);
    const run = await deps.runsOf(systemPrincipal(tenant, 'fetch-tip')).find(id, test);
    return progressOf(test, run, repository, deps.now());
  };

  const look = async (
    table: RepositoryTable,
    tenant: string,
    repository: HeldRepository,
  ): Promise<{ commit?: string; tree: StoredTree }> => {
    const { id, fence } = repository;
    const askedAt = deps.now();
    const isLeaving = repository.removing !== undefined;
    const remote = isLeaving ? { url: repository.url } : await deps.signIn(repository);
    const tip = isLeaving ? nothing : await findTip(repository, remote);
    const commit = tip.kind === 'commit' ? tip.commit : undefined;
    await table.noteTip(id, fence, deps.now(), { commit, askedAt });
    return { commit, tree: await treeOf(tenant, repository, remote, tip) };
  };

  return async (input: z.infer<typeof FetchTipInput>): Promise<z.infer<typeof FetchTipOutput>> => {
    const { tenant, repositoryId, execution } = input;
    const table = deps.tableOf(systemPrincipal(tenant, 'fetch-tip'));
    const repository = await table.takeLease(repositoryId, execution, deps.now());
    if (!repository) {
      return { outcome: 'busy' };
    }
    const { name, id, path, branch, environment, newWorkflows, fence, lease } = repository;
    const { commit, tree } = await look(table, tenant, repository);
    const tests = await lookAtTests(tenant, repository, tree);
    const key = `${tenant}/trees/${repositoryId}/${tree.commit}.json`;
    await deps.artefacts.putJson(key, tree);
    const fetchedAt = deps.now();
    await table.noteTree(repositoryId, fence, fetchedAt, { commit: tree.commit, key, ref: refOf(repository), path });
    return {
      outcome: 'fetched',
      tenant,
      repository: { name, id, path, branch: repository.tag ?? branch, environment, newWorkflows },
      fence,
      push: {
        id: pushIdOf(lease.takenAt, fence),
        generation: lease.generation,
        commit,
        author: tree.author,
        message: tree.message,
        noticedAt: lease.noticedAt,
        fetchedAt: fetchedAt.toISOString(),
        tree: key,
        tests,
      },
    };
  };
};
