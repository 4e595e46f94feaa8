import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { applyEdits } from '../functions/workflows/domain/check/apply-edits.ts';
import { type CheckTarget, createChecker, type FileCheck } from '../functions/workflows/domain/check/check-file.ts';
import { type CheckedFile, checkTree, toCheckedFiles } from '../functions/workflows/domain/check/check-tree.ts';
import { decodeSource } from '../functions/workflows/domain/check/decode-source.ts';
import {
  type Advisories,
  AdvisoryFeed,
  noAdvisories,
  readAdvisories,
} from '../functions/workflows/domain/check/dependencies/advisories.ts';
import { checkDependencies } from '../functions/workflows/domain/check/dependencies/check-dependencies.ts';
import { readRequirements, requirementsFile } from '../functions/workflows/domain/check/dependencies/requirements.ts';
import { Failure } from './failure.ts';
import { findRoots, type Root } from './find-files.ts';
import type { CheckedSource } from './sarif.ts';

/** Corrections of corrections, as one patch may make room for the next. */
const mostRounds = 5;

const byteOrderMark = Buffer.from('\ufeff');

/** The text without its mark, where it is UTF-8 for Python too: patches are put back as such. */
const decode = (bytes: Uint8Array, mark: string): string | undefined => {
  const decoded = decodeSource(bytes);
  return decoded.outcome === 'text' && Buffer.from(mark + decoded.text).equals(bytes) ? decoded.text : undefined;
};

type CheckFile = (path: string, bytes: Uint8Array) => FileCheck;

/** The bytes with every patch of the findings applied, until none is left; never what Python cannot read any more. */
const correct = (path: string, bytes: Buffer, checkFile: CheckFile): Buffer => {
  const mark = bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? byteOrderMark.toString() : '';
  let corrected = bytes;
  let { findings } = checkFile(path, bytes);
  for (let round = 0; round < mostRounds; round++) {
    const text = decode(corrected, mark);
    const patches = findings.flatMap(({ edits }) => (edits ? [edits] : []));
    if (text === undefined || patches.length === 0) {
      break;
    }
    const next = Buffer.from(mark + applyEdits(text, patches));
    ({ findings } = checkFile(path, next));
    if (findings.some(({ rule }) => rule === 'syntax-error')) {
      break;
    }
    corrected = next;
  }
  return corrected;
};

const readFeed = async (path: string | undefined): Promise<Advisories> => {
  if (path === undefined) {
    return noAdvisories;
  }
  try {
    return readAdvisories(AdvisoryFeed.parse(JSON.parse(await readFile(path, 'utf8'))));
  } catch (cause) {
    throw new Failure(`${path} cannot be read as a list of OSV records in JSON.`, 'usage', { cause });
  }
};

const readText = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);

/** What the checks say of files and folders. */
export interface Checked {
  readonly checks: readonly FileCheck[];
  /** Files that are no Python, and what was found in them. */
  readonly others: readonly CheckedSource[];
  /** Files that were corrected. */
  readonly corrected: readonly string[];
}

interface Options {
  readonly target: CheckTarget;
  /** Whether to correct first what there is a patch for. */
  readonly isFixing: boolean;
  /** A file with advisories about packages. */
  readonly advisories: string | undefined;
}

/** Checks files and folders as a push would. */
export const checkFiles = async (
  paths: readonly string[],
  { target, isFixing, advisories: feed }: Options,
): Promise<Checked> => {
  const [roots, advisories] = await Promise.all([findRoots(paths), readFeed(feed)]);
  const { checkFile } = createChecker(target);
  const checks: FileCheck[] = [];
  const others: CheckedSource[] = [];
  const corrected: string[] = [];
  const tree = new Map<string, CheckedFile>();

  const readSource = async (file: string, path: string): Promise<Uint8Array> => {
    const bytes = await readFile(file);
    const better = isFixing ? correct(path, bytes, checkFile) : bytes;
    if (!bytes.equals(better)) {
      await writeFile(file, better);
      corrected.push(file);
    }
    return better;
  };

  const checkRoot = async ({ folder, files }: Root): Promise<void> => {
    const inRoot: FileCheck[] = [];
    for (const file of files) {
      const path = relative(folder, file).split(sep).join('/');
      inRoot.push(checkFile(path, await readSource(file, path)));
    }
    const asked = await readText(join(folder, requirementsFile));
    const { packages, findings } = readRequirements(asked ?? '', advisories);
    if (asked !== undefined) {
      others.push({ path: join(folder, requirementsFile), findings });
    }
    for (const [path, file] of toCheckedFiles(inRoot)) {
      tree.set(join(folder, path), { ...file, imports: file.imports.map((each) => join(folder, each)) });
    }
    const complete = checkDependencies(inRoot, { paths: await readdir(folder), packages, advisories });
    checks.push(...complete.map((check) => ({ ...check, path: join(folder, check.path) })));
  };

  for (const root of roots) {
    await checkRoot(root);
  }
  return { checks: checkTree(checks, tree), others, corrected };
};
