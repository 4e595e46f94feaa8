import * as z from 'zod';
import type { Artefacts } from '../../shared/artefacts.ts';
import { Slug } from '../../shared/fields.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { systemPrincipal } from '../../shared/principal.ts';
import type { GitProvider, OpenCommit, Tip } from '../adapters/git.ts';
import type { HeldRepository } from '../adapters/repository-table.ts';
import { type FetchTipOutput, Tree } from '../contract.ts';
import { DocumentFolders } from '../domain/documents.ts';
import { pushIdOf } from '../domain/receipt.ts';
import { boundNotes, leaveOut, type SelectedFile, selectFiles, TreeTooLarge, treeLimits } from '../domain/tree.ts';
import { type BlobStore, megabytes, StoredBlob, storeBlob } from './store-blob.ts';
import { storeDocuments } from './store-documents.ts';
import type { TableOf } from './table-of.ts';

/** What `fetch-tip` is told by the state machine. */
export const FetchTipInput = z.object({ tenant: z.string(), repositoryId: Slug, execution: z.string() });

interface Dependencies {
  readonly tableOf: TableOf;
  readonly provider: GitProvider;
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

/**
 * Stores the blobs that are not stored yet, except those too large, which get a note; throws `TreeTooLarge` once they
 * come to more than may be published.
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
      if (bytes.length > treeLimits.file) {
        leftOut.push({ path, why: tooLarge(bytes.length) });
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

const emptyTree = ({ branch, url }: HeldRepository, tip: Exclude<Tip, { kind: 'commit' }>): StoredTree => ({
  commit: noCommit,
  files: [],
  leftOut: [],
  documents: [],
  documentFolders: {},
  notes: [tip.kind === 'no-commits' ? `${url} has no commits.` : `${url} has no branch ${branch}.`],
  blobs: {},
});

/**
 * Takes the lease, finds the branch's tip and stores its tree. A branch that is gone and a repository without commits
 * have an empty tree, so that everything retires. Throws `ProviderUnavailable`, `ProviderRefused`, `TreeTooLarge`, and
 * `LeaseLost` where another reconciler took over meanwhile.
 */
export const fetchTip = (deps: Dependencies) => {
  const readLastTree = async ({ lastTree }: HeldRepository): Promise<StoredTree | undefined> =>
    lastTree && (await deps.artefacts.getJson(lastTree.key, StoredTree));

  const fetchTree = async (tenant: string, repository: HeldRepository, commit: string): Promise<StoredTree> => {
    const known = await readLastTree(repository);
    return deps.provider.withCommit(repository.url, commit, async (open) => {
      const { files, notes } = await selectFiles(open.read, open.tree, repository.path);
      const storing = { artefacts: deps.artefacts, tenant, known: known?.blobs ?? {} };
      const stored = await storeFiles(storing, open, files);
      const { author, message } = open;
      const large = stored.leftOut.map(({ path, why }) => leaveOut(path, why)).sort();
      const withFiles = { ...storing, known: { ...storing.known, ...stored.blobs } };
      const read = await storeDocuments(withFiles, open, known);
      return {
        ...stored,
        commit,
        documents: read.documents,
        documentFolders: read.folders,
        blobs: { ...stored.blobs, ...read.blobs },
        notes: [...boundNotes([...notes, ...large]), ...read.notes],
        author,
        message,
      };
    });
  };

  const treeOf = async (tenant: string, repository: HeldRepository, tip: Tip): Promise<StoredTree> => {
    if (tip.kind !== 'commit') {
      return emptyTree(repository, tip);
    }
    const isLast = repository.lastTree?.commit === tip.commit;
    return (isLast && (await readLastTree(repository))) || fetchTree(tenant, repository, tip.commit);
  };

  return async (input: z.infer<typeof FetchTipInput>): Promise<z.infer<typeof FetchTipOutput>> => {
    const { tenant, repositoryId, execution } = input;
    const table = deps.tableOf(systemPrincipal(tenant, 'fetch-tip'));
    const repository = await table.takeLease(repositoryId, execution, deps.now());
    if (!repository) {
      return { outcome: 'busy' };
    }
    const { url, branch, fence, lease } = repository;
    const tip = await deps.provider.findTip(url, branch);
    const commit = tip.kind === 'commit' ? tip.commit : undefined;
    await table.noteTip(repositoryId, fence, deps.now(), commit);
    const tree = await treeOf(tenant, repository, tip);
    const key = `${tenant}/trees/${repositoryId}/${tree.commit}.json`;
    await deps.artefacts.putJson(key, tree);
    const fetchedAt = deps.now();
    await table.noteTree(repositoryId, fence, fetchedAt, { commit: tree.commit, key });
    const { name, id, path, environment, newWorkflows } = repository;
    return {
      outcome: 'fetched',
      tenant,
      repository: { name, id, path, branch, environment, newWorkflows },
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
      },
    };
  };
};
