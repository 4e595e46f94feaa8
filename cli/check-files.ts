import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { CheckTarget, FileCheck } from '../functions/workflows/domain/check/check-file.ts';
import type { CheckedFile } from '../functions/workflows/domain/check/check-tree.ts';
import { Failure } from './failure.ts';
import type { CheckedSource } from './sarif.ts';

/** Tests are not published: they run elsewhere. */
const skippedFolders = ['node_modules', '__pycache__', 'venv', 'site-packages', 'tests'];
const requirementsFile = 'requirements.txt';

const isSkipped = async (folder: string): Promise<boolean> => {
  const name = basename(folder);
  if (name.startsWith('.') || skippedFolders.includes(name)) {
    return true;
  }
  return (await readdir(folder)).includes('pyvenv.cfg');
};

/** Symbolic links are not followed: they are not published either. */
const listPython = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<string[]> => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return (await isSkipped(path)) ? [] : listPython(path);
      }
      return entry.isFile() && entry.name.endsWith('.py') ? [path] : [];
    }),
  );
  return found.flat().sort();
};

/** Files to check and the folder their imports start from. */
interface Root {
  readonly folder: string;
  readonly files: readonly string[];
}

const readRoot = async (path: string): Promise<Root> => {
  const about = await stat(path).catch(() => undefined);
  if (!about) {
    throw new Failure(`${path} does not exist.`, 'usage');
  }
  if (about.isDirectory()) {
    return { folder: path, files: await listPython(path) };
  }
  if (!path.endsWith('.py')) {
    throw new Failure(`${path} is not a Python file; only those are checked.`, 'usage');
  }
  return { folder: dirname(path), files: [path] };
};

/** Files given one by one belong together where they are in one folder; a file given twice is checked once. */
const readRoots = async (paths: readonly string[]): Promise<Root[]> => {
  const roots = new Map<string, Root>();
  const known = new Set<string>();
  for (const root of await Promise.all(paths.map(readRoot))) {
    const fresh = root.files.filter((file) => !known.has(resolve(file)));
    for (const file of fresh) {
      known.add(resolve(file));
    }
    const before = roots.get(resolve(root.folder));
    roots.set(resolve(root.folder), { folder: root.folder, files: [...(before?.files ?? []), ...fresh] });
  }
  return [...roots.values()];
};

/** Corrections of corrections, as one patch may make room for the next. */
const mostRounds = 5;

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

const byteOrderMark = '\ufeff';

type CheckFile = (path: string, bytes: Uint8Array) => FileCheck;
type ApplyEdits = typeof import('../functions/workflows/domain/check/apply-edits.ts')['applyEdits'];

/** The bytes with every patch of the findings applied, until none is left. */
const correct = (path: string, bytes: Uint8Array, checkFile: CheckFile, applyEdits: ApplyEdits): Uint8Array => {
  let corrected = bytes;
  for (let round = 0; round < mostRounds; round++) {
    const text = decode(corrected);
    const patches = checkFile(path, corrected).findings.flatMap(({ edits }) => (edits ? [edits] : []));
    if (text === undefined || patches.length === 0) {
      break;
    }
    const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
    corrected = Buffer.from(mark + applyEdits(text.slice(mark.length), patches));
  }
  return corrected;
};

const readRequirementsText = async (folder: string): Promise<{ path: string; text: string } | undefined> => {
  const path = join(folder, requirementsFile);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : { path, text };
};

/** What the checks say of files and folders. */
export interface Checked {
  readonly checks: readonly FileCheck[];
  /** Files that are no Python, and what was found in them. */
  readonly others: readonly CheckedSource[];
  /** Files that were corrected. */
  readonly corrected: readonly string[];
}

/** Checks files and folders as a push would; with `isFixing` it corrects first what it knows how to. */
export const checkFiles = async (
  paths: readonly string[],
  target: CheckTarget,
  { isFixing }: { readonly isFixing: boolean },
): Promise<Checked> => {
  const roots = await readRoots(paths);
  // Loaded only here: the analyser is ten megabytes, and no other command needs it.
  const { createChecker } = await import('../functions/workflows/domain/check/check-file.ts');
  const { checkTree, toCheckedFiles } = await import('../functions/workflows/domain/check/check-tree.ts');
  const { findMissingPackages } = await import('../functions/workflows/domain/check/find-missing-packages.ts');
  const { readRequirements } = await import('../functions/workflows/domain/check/requirements.ts');
  const { applyEdits } = await import('../functions/workflows/domain/check/apply-edits.ts');
  const { checkFile } = createChecker(target);
  const checks: FileCheck[] = [];
  const others: CheckedSource[] = [];
  const corrected: string[] = [];
  const tree = new Map<string, CheckedFile>();

  const readSource = async (file: string, path: string): Promise<Uint8Array> => {
    const bytes = await readFile(file);
    const better = isFixing ? correct(path, bytes, checkFile, applyEdits) : bytes;
    if (!bytes.equals(better)) {
      await writeFile(file, better);
      corrected.push(file);
    }
    return better;
  };

  for (const { folder, files } of roots) {
    const inRoot: FileCheck[] = [];
    for (const file of files) {
      const path = relative(folder, file).split(sep).join('/');
      inRoot.push(checkFile(path, await readSource(file, path)));
    }
    const asked = await readRequirementsText(folder);
    const requirements = readRequirements(asked?.text ?? '');
    if (asked) {
      others.push({ path: asked.path, findings: requirements.findings });
    }
    for (const [path, file] of toCheckedFiles(inRoot)) {
      tree.set(join(folder, path), { ...file, imports: file.imports.map((each) => join(folder, each)) });
    }
    const complete = findMissingPackages(inRoot, await readdir(folder), requirements.packages);
    checks.push(...complete.map((check) => ({ ...check, path: join(folder, check.path) })));
  }
  return { checks: checkTree(checks, tree), others, corrected };
};
