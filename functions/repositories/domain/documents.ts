import * as z from 'zod';
import { listFolder, type SelectedFile, treeLimits } from './tree.ts';

/** What is taken of a repository's documents. */
export const documentLimits = {
  files: 500,
  /** Bytes of one. */
  file: 1024 * 1024,
  /** Bytes of one that is read as PDF. */
  pdf: 4 * 1024 * 1024,
  /** Bytes of all. */
  total: 20 * 1024 * 1024,
  /** Folders looked into. */
  folders: 2_000,
} as const;

const Document = z.object({ path: z.string(), oid: z.string() });

/** By the Git id of a folder, the documents in and below it: a folder that is the same need not be looked into again. */
export const DocumentFolders = z.record(z.string(), z.array(Document));
export type DocumentFolders = z.infer<typeof DocumentFolders>;

/** A repository's documents, what people write first, and of that what is nearest to its root. */
export interface SelectedDocuments {
  readonly documents: readonly SelectedFile[];
  readonly folders: DocumentFolders;
  readonly notes: readonly string[];
}

/** What people write in a repository; what is HTML or PDF there was often made by a program. */
const isWritten = (name: string): boolean => /\.(md|markdown|rst)$/i.test(name);

const isDocument = (name: string): boolean => isWritten(name) || /\.(html?|xhtml|pdf)$/i.test(name);

/** Not what the team wrote, or not for readers. */
const isForeign = (name: string): boolean =>
  (name.startsWith('.') && name !== '.github') ||
  /^(node_modules|vendor|venv|site-packages|htmlcov|_build)$/.test(name);

interface Walk {
  readonly readTree: (oid: string) => Promise<Uint8Array>;
  readonly known: DocumentFolders;
  readonly folders: DocumentFolders;
  read: number;
  isCutOff: boolean;
}

/** The documents of a folder, their paths from there. */
const visit = async (walk: Walk, oid: string, depth: number): Promise<SelectedFile[]> => {
  const seen = walk.folders[oid] ?? walk.known[oid];
  if (seen) {
    walk.folders[oid] = seen;
    return seen;
  }
  if (walk.read >= documentLimits.folders || depth > treeLimits.depth) {
    walk.isCutOff = true;
    return [];
  }
  walk.read += 1;
  const found: SelectedFile[] = [];
  for (const { name, kind, oid: child } of listFolder(await walk.readTree(oid))) {
    if (kind === 'file' && isDocument(name)) {
      found.push({ path: name, oid: child });
    } else if (kind === 'folder' && !isForeign(name)) {
      const below = await visit(walk, child, depth + 1);
      found.push(...below.map((file) => ({ ...file, path: `${name}/${file.path}` })));
    }
    if (found.length > documentLimits.files * 2) {
      walk.isCutOff = true;
      break;
    }
  }
  if (!walk.isCutOff) {
    walk.folders[oid] = found;
  }
  return found;
};

const depthOf = ({ path }: SelectedFile): number => path.split('/').length;

const byWorth = (a: SelectedFile, b: SelectedFile): number =>
  Number(isWritten(b.path)) - Number(isWritten(a.path)) || depthOf(a) - depthOf(b) || (a.path < b.path ? -1 : 1);

/**
 * The documents anywhere in a repository (Markdown, reStructuredText, HTML, PDF), without those in hidden folders but `.github`, and
 * without other people's in `node_modules` and the like. `known` is what was found before.
 */
export const selectDocuments = async (
  readTree: Walk['readTree'],
  root: string,
  known: DocumentFolders,
): Promise<SelectedDocuments> => {
  const walk: Walk = { readTree, known, folders: {}, read: 0, isCutOff: false };
  const found = (await visit(walk, root, 1))
    .filter(({ path }) => Buffer.byteLength(path) <= treeLimits.path)
    .toSorted(byWorth);
  const documents = found.slice(0, documentLimits.files);
  const isLeftOut = walk.isCutOff || documents.length < found.length;
  const note = `Not all documents are searchable: of a repository ${documentLimits.files} are taken in, Markdown and reStructuredText first and those nearest to its root, and ${documentLimits.folders} folders are looked into.`;
  return { documents, folders: walk.folders, notes: isLeftOut ? [note] : [] };
};
