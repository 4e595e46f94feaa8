import { type Finding, keepsBack } from '../../../repositories/contract.ts';
import { byPath } from '../content-hash.ts';
import type { FileCheck } from './check-file.ts';
import { createFinding, wholeFile } from './finding.ts';
import { resolveImports } from './imports.ts';

/** What a check says of one Python file, as far as the other files of its tree need it. */
export interface CheckedFile {
  /** Airflow is to read it as a DAG file; any other file is support. */
  readonly isDagFile: boolean;
  readonly isRejected: boolean;
  readonly findings: readonly Finding[];
  readonly dagIds: readonly string[];
  /** Paths of the tree's files it imports, directly or through others; never its own. */
  readonly imports: readonly string[];
}

/** What an environment knows of a tree's DAG ids already. */
export interface Standing {
  /** DAG ids that are live from a path. */
  readonly live: ReadonlyMap<string, readonly string[]>;
  /** Paths of which Airflow has refused this very version. */
  readonly refused: ReadonlySet<string>;
  /** DAG ids that other repositories own, with the owner's name. */
  readonly taken: ReadonlyMap<string, string>;
}

const nothingKnown: Standing = { live: new Map(), refused: new Set(), taken: new Map() };

type Tree = ReadonlyMap<string, CheckedFile>;

/** A file that Airflow is to read as a DAG file, as it is wished for: that of the tree, or what stands in for it. */
export interface DagFile extends Pick<CheckedFile, 'isRejected' | 'findings' | 'dagIds' | 'imports'> {
  readonly path: string;
}

/** Which files Airflow shall read: those that may hold a DAG. One without any is a module like others. */
const isDagFile = ({ isDagCandidate, verdict, dagIds, dynamicDagIds }: FileCheck): boolean =>
  isDagCandidate && (verdict === 'rejected' || dagIds.length > 0 || dynamicDagIds);

/** The checks of a tree's files, by path, with what each imports. Paths are relative to the root of imports. */
export const toCheckedFiles = (checks: readonly FileCheck[]): Map<string, CheckedFile> => {
  const graph = resolveImports(checks);
  return new Map(
    checks.map((check) => [
      check.path,
      {
        isDagFile: isDagFile(check),
        isRejected: check.verdict === 'rejected',
        findings: check.findings,
        dagIds: check.dagIds,
        imports: [...(graph.get(check.path) ?? [])],
      },
    ]),
  );
};

/** A DAG id is another repository's. */
export const ownedBy = (dagId: string, owner: string): Finding =>
  createFinding(
    'dag-id-taken',
    wholeFile,
    `The DAG id ${dagId} belongs to the repository ${owner} in this environment`,
  );

/** A DAG id is another file's of the same repository. */
export const definedBy = (dagId: string, path: string): Finding =>
  createFinding('dag-id-taken', wholeFile, `${path} defines the DAG id ${dagId} too`);

const brokenImports = ({ imports }: DagFile, tree: Tree): Finding[] =>
  imports
    .filter((imported) => tree.get(imported)?.isRejected)
    .toSorted()
    .map((imported) => {
      const cause = tree.get(imported)?.findings.find(keepsBack);
      const where = cause ? `: line ${cause.line}: ${cause.message}` : '';
      const message = `It imports ${imported}, which cannot be published${where}`;
      return createFinding('broken-import', wholeFile, message, { fix: `Correct ${imported}.` });
    });

/**
 * The path that keeps each DAG id where several files of the repository define it: the one it is live from already,
 * for Airflow would show it twice otherwise; else the first by path.
 */
const findKeepers = (
  dagFiles: readonly DagFile[],
  isSound: (path: string) => boolean,
  { live }: Standing,
): ReadonlyMap<string, string> => {
  const keepers = new Map<string, string>();
  const claim = (dagId: string, path: string) => keepers.set(dagId, keepers.get(dagId) ?? path);
  for (const { path, dagIds } of dagFiles) {
    for (const dagId of live.get(path) ?? []) {
      if (!isSound(path) || dagIds.includes(dagId)) {
        claim(dagId, path);
      }
    }
  }
  for (const { path, dagIds } of dagFiles.filter((file) => isSound(file.path))) {
    for (const dagId of dagIds) {
      claim(dagId, path);
    }
  }
  return keepers;
};

const takenIds = ({ path, dagIds }: DagFile, keepers: ReadonlyMap<string, string>, { taken }: Standing): Finding[] =>
  dagIds.flatMap((dagId) => {
    const owner = taken.get(dagId);
    const keeper = keepers.get(dagId);
    if (owner !== undefined) {
      return [ownedBy(dagId, owner)];
    }
    if (keeper !== undefined && keeper !== path) {
      return [definedBy(dagId, keeper)];
    }
    return [];
  });

const dagFilesOf = (tree: Tree): DagFile[] =>
  [...tree].flatMap(([path, file]) => (file.isDagFile ? [{ ...file, path }] : [])).sort(byPath);

/**
 * What keeps each DAG file back, given the tree they import from. A file kept back stays live with the DAG ids it had,
 * which may keep back another that wanted them: so it is asked again until nothing changes.
 */
export const findProblems = (
  dagFiles: readonly DagFile[],
  tree: Tree,
  standing: Standing = nothingKnown,
): ReadonlyMap<string, readonly Finding[]> => {
  const problems = new Map(
    dagFiles.map((file) => [file.path, file.isRejected ? [...file.findings] : brokenImports(file, tree)]),
  );
  const isSound = (path: string): boolean => problems.get(path)?.length === 0 && !standing.refused.has(path);
  for (let isStable = false; !isStable; ) {
    const keepers = findKeepers(dagFiles, isSound, standing);
    const found = dagFiles
      .filter(({ path }) => isSound(path))
      .map((file) => [file.path, takenIds(file, keepers, standing)] as const)
      .filter(([, findings]) => findings.length > 0);
    for (const [path, findings] of found) {
      problems.set(path, findings);
    }
    isStable = found.length === 0;
  }
  return problems;
};

/**
 * The checks of files with what they mean to each other, in path order, as a push to an empty environment would have it.
 * The tree is theirs unless they come from several.
 */
export const checkTree = (checks: readonly FileCheck[], tree: Tree = toCheckedFiles(checks)): readonly FileCheck[] => {
  const problems = findProblems(dagFilesOf(tree), tree);
  return checks
    .map((check): FileCheck => {
      const found = check.verdict === 'rejected' ? [] : (problems.get(check.path) ?? []);
      return found.length === 0 ? check : { ...check, verdict: 'rejected', findings: [...found, ...check.findings] };
    })
    .toSorted(byPath);
};
