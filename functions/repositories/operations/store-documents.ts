import { inParallel } from '../../shared/in-parallel.ts';
import { logger } from '../../shared/observability.ts';
import type { OpenCommit } from '../adapters/git.ts';
import type { Tree } from '../contract.ts';
import { type DocumentFolders, documentLimits, selectDocuments } from '../domain/documents.ts';
import { type SelectedFile, show } from '../domain/tree.ts';
import { type BlobStore, megabytes, type StoredBlob, storeBlob } from './store-blob.ts';

/** A commit's documents, and what the next fetch wants to know of them. */
export interface StoredDocuments {
  readonly documents: Tree['documents'];
  readonly folders: DocumentFolders;
  readonly blobs: Readonly<Record<string, StoredBlob>>;
  readonly notes: readonly string[];
}

const uploadsAtOnce = 16;
const notesShown = 5;

interface ReadDocument extends SelectedFile {
  readonly stored?: StoredBlob;
  readonly bytes: Uint8Array;
}

const noBytes = new Uint8Array();

const boundNotes = (notes: readonly string[]): string[] =>
  notes.length > notesShown
    ? [...notes.slice(0, notesShown), `${notes.length - notesShown} more documents are not searchable.`]
    : [...notes];

/** Those that fit, in their order; new ones with their bytes. */
const readFitting = async (
  known: BlobStore['known'],
  open: OpenCommit,
  documents: readonly SelectedFile[],
): Promise<{ fitting: ReadDocument[]; notes: string[] }> => {
  const fitting: ReadDocument[] = [];
  const notes: string[] = [];
  let total = 0;
  for (const document of documents) {
    const stored = known[document.oid];
    const bytes = stored ? noBytes : await open.read(document.oid);
    const size = stored?.size ?? bytes.length;
    const most = /\.pdf$/i.test(document.path) ? documentLimits.pdf : documentLimits.file;
    if (size > most) {
      notes.push(
        `${show(document.path)} is not searchable: it has ${megabytes(size)}, and a document may have ${megabytes(most)}.`,
      );
    } else if (total + size > documentLimits.total) {
      notes.push(
        `${show(document.path)} is not searchable: the documents have ${megabytes(documentLimits.total)} without it.`,
      );
    } else {
      total += size;
      fitting.push({ ...document, stored, bytes });
    }
  }
  return { fitting, notes };
};

/**
 * Stores the documents of a commit that are not stored yet. A push is about workflows: whatever goes wrong here is told
 * by a note, and the documents stay as they were.
 */
export const storeDocuments = async (
  store: BlobStore,
  open: OpenCommit,
  before: { readonly documents: Tree['documents']; readonly documentFolders: DocumentFolders } | undefined,
): Promise<StoredDocuments> => {
  try {
    const selected = await selectDocuments(open.read, open.tree, before?.documentFolders ?? {});
    const { fitting, notes } = await readFitting(store.known, open, selected.documents);
    const stored = await inParallel(fitting, uploadsAtOnce, async ({ path, oid, stored: there, bytes }) => ({
      path,
      oid,
      blob: there ?? (await storeBlob(store, bytes)),
    }));
    const known = new Map(before?.documents.map((document) => [document.path, document]));
    return {
      documents: stored.map(({ path, blob }) => {
        const last = known.get(path);
        const { commit, at } = last?.sha256 === blob.sha256 && last.commit !== undefined ? last : open;
        return { path, ...blob, commit, at };
      }),
      folders: selected.folders,
      blobs: Object.fromEntries(stored.map(({ oid, blob }) => [oid, blob])),
      notes: [...selected.notes, ...boundNotes(notes)],
    };
  } catch (error) {
    logger.error('documents.not-stored', { tenant: store.tenant, error: error as Error });
    return {
      documents: before?.documents ?? [],
      folders: {},
      blobs: {},
      notes: ['The documents of this commit could not be stored. They stay as they were until the next push.'],
    };
  }
};
