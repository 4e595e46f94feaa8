import { createHash } from 'node:crypto';
import type { FileOutcome, Finding, Tree } from '../../repositories/contract.ts';
import type { Plan } from '../contract.ts';
import type { ManifestEntry } from './manifest.ts';

/** Rules of the findings that only the whole repository shows. */
export const repositoryRules = {
  brokenImport: 'broken-import',
  dagIdTaken: 'dag-id-taken',
  leftOut: 'file-size',
} as const;

/** What a check says of one Python file, as far as planning needs it. */
export interface CheckedFile {
  /** Airflow is to read it as a DAG file; any other file is support. */
  readonly isDagFile: boolean;
  readonly isRejected: boolean;
  readonly findings: readonly Finding[];
  readonly dagIds: readonly string[];
  /** Paths of the tree's files it imports, directly or through others; never its own. */
  readonly imports: readonly string[];
}

interface Circumstances {
  readonly files: Tree['files'];
  readonly notes: readonly string[];
  /** Files that are in the repository but cannot be published, and why. */
  readonly leftOut?: Tree['leftOut'];
  readonly manifest: readonly ManifestEntry[];
  /** By path, for each Python file of the tree. */
  readonly checks: ReadonlyMap<string, CheckedFile>;
  /** DAG ids of the environment that other repositories own, with the owner's name. */
  readonly taken: ReadonlyMap<string, string>;
}

interface DagFile extends CheckedFile {
  readonly path: string;
  readonly contentHash: string;
  readonly supportHash: string;
  readonly entry: ManifestEntry | undefined;
}

type Planned = Pick<Plan, 'publish' | 'quarantine'> & { readonly outcome: FileOutcome };

const byPath = (a: { path: string }, b: { path: string }): number =>
  Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));

/** Hash over files in the order S3 lists them. */
const hashOf = (files: readonly { path: string; sha256: string }[]): string =>
  createHash('sha256')
    .update(
      [...files]
        .sort(byPath)
        .map(({ path, sha256 }) => `${path}\0${sha256}\n`)
        .join(''),
    )
    .digest('hex');

const isSame = (version: { contentHash: string; supportHash: string } | undefined, file: DagFile): boolean =>
  version?.contentHash === file.contentHash && version.supportHash === file.supportHash;

/** A DAG id is another repository's. */
export const ownedBy = (dagId: string, owner: string): Finding =>
  finding(
    repositoryRules.dagIdTaken,
    `The DAG id ${dagId} belongs to the repository ${owner} in this environment`,
    'Choose another dag_id.',
  );

/** A DAG id is another file's of the same repository. */
export const definedBy = (dagId: string, path: string): Finding =>
  finding(repositoryRules.dagIdTaken, `${path} defines the DAG id ${dagId} too`, 'Choose another dag_id.');

/** Airflow could not import this very version. */
const isRefused = (file: DagFile): boolean =>
  file.entry?.quarantine?.by === 'airflow' && isSame(file.entry.quarantine, file);

const finding = (rule: string, message: string, fix: string): Finding => ({
  rule,
  severity: 'error',
  line: 1,
  message,
  fix,
});

const brokenImports = ({ imports }: DagFile, checks: Circumstances['checks']): Finding[] =>
  imports
    .filter((imported) => checks.get(imported)?.isRejected)
    .toSorted()
    .map((imported) => {
      const cause = checks.get(imported)?.findings.find(({ severity }) => severity === 'error');
      const where = cause ? `: line ${cause.line}: ${cause.message}` : '';
      return finding(
        repositoryRules.brokenImport,
        `It imports ${imported}, which cannot be published${where}`,
        `Correct ${imported}.`,
      );
    });

/**
 * The path that keeps each DAG id where several files of the repository define it: the one it is live from already,
 * for Airflow would show it twice otherwise; else the first by path.
 */
const findKeepers = (
  dagFiles: readonly DagFile[],
  isSound: (file: DagFile) => boolean,
): ReadonlyMap<string, string> => {
  const keepers = new Map<string, string>();
  const claim = (dagId: string, path: string) => keepers.set(dagId, keepers.get(dagId) ?? path);
  for (const file of dagFiles) {
    for (const dagId of file.entry?.live?.dagIds ?? []) {
      if (!isSound(file) || file.dagIds.includes(dagId)) {
        claim(dagId, file.path);
      }
    }
  }
  for (const file of dagFiles.filter(isSound)) {
    for (const dagId of file.dagIds) {
      claim(dagId, file.path);
    }
  }
  return keepers;
};

const takenIds = (file: DagFile, keepers: ReadonlyMap<string, string>, taken: Circumstances['taken']): Finding[] =>
  file.dagIds.flatMap((dagId) => {
    const owner = taken.get(dagId);
    const keeper = keepers.get(dagId);
    if (owner !== undefined) {
      return [ownedBy(dagId, owner)];
    }
    if (keeper !== undefined && keeper !== file.path) {
      return [definedBy(dagId, keeper)];
    }
    return [];
  });

/**
 * What keeps each DAG file back. A file kept back stays live with the DAG ids it had, which may keep back another that
 * wanted them: so it is asked again until nothing changes.
 */
const findProblems = (
  dagFiles: readonly DagFile[],
  checks: Circumstances['checks'],
  taken: Circumstances['taken'],
): ReadonlyMap<string, readonly Finding[]> => {
  const problems = new Map(
    dagFiles.map((file) => [file.path, file.isRejected ? [...file.findings] : brokenImports(file, checks)]),
  );
  const isSound = (file: DagFile): boolean => problems.get(file.path)?.length === 0 && !isRefused(file);
  for (let isStable = false; !isStable; ) {
    const keepers = findKeepers(dagFiles, isSound);
    const found = dagFiles
      .filter(isSound)
      .map((file) => [file.path, takenIds(file, keepers, taken)] as const)
      .filter(([, findings]) => findings.length > 0);
    for (const [path, findings] of found) {
      problems.set(path, findings);
    }
    isStable = found.length === 0;
  }
  return problems;
};

const outcomeOf = (
  { path, dagIds }: Pick<DagFile, 'path' | 'dagIds'>,
  outcome: FileOutcome['outcome'],
  findings: readonly Finding[],
): FileOutcome => ({ path, outcome, dagIds: [...dagIds], findings: [...findings] });

const planFile = (file: DagFile, problems: readonly Finding[]): Planned => {
  const { path, contentHash, supportHash, dagIds, findings, entry } = file;
  const live = { path, dagIds: entry?.live?.dagIds ?? [] };
  if (isRefused(file) || (problems.length > 0 && isSame(entry?.quarantine, file))) {
    return { publish: [], quarantine: [], outcome: outcomeOf(live, 'quarantined', entry?.quarantine?.findings ?? []) };
  }
  if (problems.length > 0) {
    const quarantine = [{ path, contentHash, supportHash, findings: [...problems] }];
    return { publish: [], quarantine, outcome: outcomeOf(file, 'quarantined', problems) };
  }
  if (entry?.isConfirmed && isSame(entry.live, file)) {
    return { publish: [], quarantine: [], outcome: outcomeOf(live, 'unchanged', findings) };
  }
  const publish = [{ path, contentHash, supportHash, dagIds: [...dagIds] }];
  return { publish, quarantine: [], outcome: outcomeOf(file, 'pending', findings) };
};

const findDagFiles = ({ files, checks, manifest }: Circumstances): DagFile[] => {
  const entries = new Map(manifest.map((entry) => [entry.path, entry]));
  const isDagFile = (path: string) => checks.get(path)?.isDagFile ?? false;
  const support = files.filter(({ path }) => !isDagFile(path));
  const supportHash = hashOf(support);
  return [...files].sort(byPath).flatMap((file) => {
    const check = checks.get(file.path);
    if (!check?.isDagFile) {
      return [];
    }
    const imported = files.filter(({ path }) => isDagFile(path) && check.imports.includes(path));
    return [
      {
        ...check,
        path: file.path,
        contentHash: file.sha256,
        supportHash: imported.length > 0 ? hashOf([...support, ...imported]) : supportHash,
        entry: entries.get(file.path),
      },
    ];
  });
};

/**
 * Decides what to do with each DAG file of a tree, given what is live: a file moves when its own content, or anything it
 * may import or open, is another than the live one; a file with a fault keeps its live version. Pure: the same
 * circumstances give the same plan, and those that the plan leads to give an empty one.
 */
export const planChanges = (circumstances: Circumstances): Plan => {
  const { files, notes, leftOut = [], manifest, checks, taken } = circumstances;
  const dagFiles = findDagFiles(circumstances);
  const problems = findProblems(dagFiles, checks, taken);
  const planned = dagFiles.map((file) => planFile(file, problems.get(file.path) ?? []));
  const publish = planned.flatMap((each) => each.publish);

  const paths = new Set([...dagFiles, ...leftOut].map(({ path }) => path));
  const staying = new Set([
    ...publish.flatMap(({ dagIds }) => dagIds),
    ...manifest.filter(({ path }) => paths.has(path)).flatMap(({ live }) => live?.dagIds ?? []),
  ]);
  const leaving = manifest.filter(({ path }) => !paths.has(path)).sort(byPath);
  const retire = leaving.map(({ path, live }) => ({
    path,
    dagIds: (live?.dagIds ?? []).filter((dagId) => !staying.has(dagId)),
  }));
  const keptBack = leftOut.flatMap(({ path, why }) => {
    const { live } = manifest.find((entry) => entry.path === path) ?? {};
    const findings = [finding(repositoryRules.leftOut, `It cannot be published: ${why}`, 'Make it smaller.')];
    return live ? [outcomeOf({ path, dagIds: live.dagIds }, 'quarantined', findings)] : [];
  });
  const retired = retire.map((file) => outcomeOf(file, file.dagIds.length > 0 ? 'pending' : 'retired', []));

  return {
    release: hashOf(files),
    lastPath: [...files].sort(byPath).at(-1)?.path,
    publish,
    retire,
    quarantine: planned.flatMap((each) => each.quarantine),
    files: [...planned.map(({ outcome }) => outcome), ...keptBack, ...retired],
    notes: [...notes],
  };
};
