import type { FileOutcome, Finding, Tree } from '../../repositories/contract.ts';
import type { Plan } from '../contract.ts';
import { type CheckedFile, findProblems } from './check/check-tree.ts';
import { createFinding, wholeFile } from './check/finding.ts';
import { byPath, hashOf, noCode } from './content-hash.ts';
import type { HoldRecord } from './hold.ts';
import { type ManifestEntry, versionOf } from './manifest.ts';

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
  /** What keeps files at a version, whatever the tree has of them. */
  readonly holds?: readonly HoldRecord[];
  /** Nothing of the tree may go live yet; what holds wish for may. */
  readonly holdBack?: boolean;
}

interface DagFile extends CheckedFile {
  readonly path: string;
  readonly contentHash: string;
  readonly supportHash: string;
  readonly codeHash: string;
  readonly entry: ManifestEntry | undefined;
  /** Keeps the file at the version that this one is; its findings are those of the tree's. */
  readonly hold?: HoldRecord;
}

/** DAG files as they are to be, and what keeps each of them back. */
interface Wish {
  readonly dagFiles: readonly DagFile[];
  readonly problems: ReadonlyMap<string, readonly Finding[]>;
}

type Planned = Pick<Plan, 'publish' | 'quarantine'> & { readonly outcome: FileOutcome };

const isSame = (version: { contentHash: string; supportHash: string } | undefined, file: DagFile): boolean =>
  version?.contentHash === file.contentHash && version.supportHash === file.supportHash;

/** Airflow could not import this very version. */
const isRefused = (file: DagFile): boolean =>
  file.entry?.quarantine?.by === 'airflow' && isSame(file.entry.quarantine, file);

/** Says in a receipt why a file is not as it is in Git, and what ends that. */
const heldBy = ({ target, isPinned, by, at }: HoldRecord): Finding =>
  createFinding(
    'held',
    wholeFile,
    `It stays at version ${versionOf(target)} of commit ${target.commit.slice(0, 7)}, ${isPinned ? 'pinned' : 'rolled back'} by ${by} at ${at}`,
    {
      fix: isPinned
        ? `Take the pin out: \`navigator unpin ${target.dagIds[0] ?? ''}\`.`
        : `Change the file, or let it go: \`navigator release ${target.dagIds[0] ?? ''}\`.`,
    },
  );

type Outlined = Pick<DagFile, 'path' | 'dagIds'> & Partial<Pick<DagFile, 'contentHash' | 'supportHash'>>;

const outcomeOf = (
  { path, dagIds, contentHash, supportHash }: Outlined,
  outcome: FileOutcome['outcome'],
  findings: readonly Finding[],
): FileOutcome => ({
  path,
  outcome,
  ...(contentHash && supportHash && { version: versionOf({ contentHash, supportHash }) }),
  dagIds: [...dagIds],
  findings: [...findings],
});

const toHeld = ({ target, isPinned, by }: HoldRecord): Plan['publish'][number]['held'] => {
  const { release, lastPath, commit, author, message } = target;
  return { origin: { release, lastPath, commit, author, message }, cause: isPinned ? 'pin' : 'rollback', by };
};

const planFile = (file: DagFile, problems: readonly Finding[]): Planned => {
  const { path, contentHash, supportHash, codeHash, dagIds, findings, entry, hold } = file;
  const live = { ...entry?.live, path, dagIds: entry?.live?.dagIds ?? [] };
  if (isRefused(file) || (problems.length > 0 && isSame(entry?.quarantine, file))) {
    return { publish: [], quarantine: [], outcome: outcomeOf(live, 'quarantined', entry?.quarantine?.findings ?? []) };
  }
  if (problems.length > 0) {
    const quarantine = [{ path, contentHash, supportHash, codeHash, findings: [...problems] }];
    return { publish: [], quarantine, outcome: outcomeOf({ ...live, dagIds }, 'quarantined', problems) };
  }
  if (entry?.isConfirmed && isSame(entry.live, file)) {
    return { publish: [], quarantine: [], outcome: outcomeOf(live, hold ? 'held' : 'unchanged', findings) };
  }
  const publish = [
    { path, contentHash, supportHash, codeHash, dagIds: [...dagIds], ...(hold && { held: toHeld(hold) }) },
  ];
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
    const imports = files.filter(({ path }) => check.imports.includes(path));
    const imported = imports.filter(({ path }) => isDagFile(path));
    return [
      {
        ...check,
        path: file.path,
        contentHash: file.sha256,
        supportHash: imported.length > 0 ? hashOf([...support, ...imported]) : supportHash,
        codeHash: hashOf([file, ...imports]),
        entry: entries.get(file.path),
      },
    ];
  });
};

/** The version that a hold keeps, in the place of what the tree has of the file. */
const standIn = (hold: HoldRecord, { manifest }: Circumstances, findings: readonly Finding[]): DagFile => {
  const { path, target } = hold;
  const { contentHash, supportHash, codeHash, dagIds } = target;
  const entry = manifest.find((each) => each.path === path);
  const content = { contentHash, supportHash, codeHash, dagIds, imports: [] };
  const told = [heldBy(hold), ...findings.filter(({ rule }) => rule !== 'held')];
  return { ...content, path, entry, hold, isDagFile: true, isRejected: false, findings: told };
};

/**
 * What the tree and the holds wish for together. A rollback ends when the file's code is none that it holds back, unless
 * that new code is kept back itself: then the version rolled back to is the good one still. So it is asked again until
 * nothing changes.
 */
const findWish = (circumstances: Circumstances): Wish => {
  const { checks, taken, holds = [], leftOut = [], holdBack = false } = circumstances;
  const tips = findDagFiles(circumstances);
  const codeOf = (path: string): string => tips.find((file) => file.path === path)?.codeHash ?? noCode;
  const standIns = new Map<string, DagFile>();
  const apply = (hold: HoldRecord, findings: readonly Finding[]) =>
    standIns.set(hold.path, standIn(hold, circumstances, findings));
  for (const hold of holds.filter(({ path, held, isPinned }) => isPinned || held.includes(codeOf(path)))) {
    apply(hold, tips.find(({ path }) => path === hold.path)?.findings ?? []);
  }
  for (;;) {
    const dagFiles = [...tips.filter(({ path }) => !standIns.has(path)), ...standIns.values()].sort(byPath);
    const problems = findProblems(dagFiles, checks, {
      live: new Map(dagFiles.map(({ path, entry }) => [path, entry?.live?.dagIds ?? []])),
      refused: new Set(dagFiles.filter(isRefused).map(({ path }) => path)),
      taken,
    });
    const isKeptBack = ({ path }: HoldRecord): boolean => {
      const tip = dagFiles.find((file) => file.path === path);
      return tip ? isRefused(tip) || problems.get(path)?.length !== 0 : leftOut.some((file) => file.path === path);
    };
    const resumed = holds.filter((hold) => !standIns.has(hold.path) && (holdBack || isKeptBack(hold)));
    if (resumed.length === 0) {
      return { dagFiles, problems };
    }
    for (const hold of resumed) {
      apply(hold, problems.get(hold.path) ?? []);
    }
  }
};

/** The part of a plan that holds wish for. All else stays as it is live. */
const withoutNews = (plan: Plan): Plan => {
  const publish = plan.publish.filter(({ held }) => held !== undefined);
  const moving = new Set(publish.map(({ path }) => path));
  const isLeft = ({ path, outcome }: FileOutcome) => moving.has(path) || !['pending', 'retired'].includes(outcome);
  return { ...plan, publish, retire: [], quarantine: [], files: plan.files.filter(isLeft) };
};

/**
 * Decides what to do with each DAG file of a tree, given what is live: a file moves when its own content, or anything it
 * may import or open, is another than the live one; a file with a fault keeps its live version, and a file that is held
 * the version it is held at. Pure: the same circumstances give the same plan, and those that the plan leads to give an
 * empty one.
 */
export const planChanges = (circumstances: Circumstances): Plan => {
  const { files, notes, leftOut = [], manifest, holds = [], holdBack = false } = circumstances;
  const { dagFiles, problems } = findWish(circumstances);
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
    if (dagFiles.some((file) => file.path === path)) {
      return [];
    }
    const findings = [createFinding('file-size', wholeFile, `It cannot be published: ${why}`)];
    return live ? [outcomeOf({ ...live, path }, 'quarantined', findings)] : [];
  });
  const retired = retire.map((file) => outcomeOf(file, file.dagIds.length > 0 ? 'pending' : 'retired', []));

  const plan = {
    release: hashOf(files),
    lastPath: [...files].sort(byPath).at(-1)?.path,
    publish,
    retire,
    quarantine: planned.flatMap((each) => each.quarantine),
    letGo: holds.filter((hold) => !dagFiles.some((file) => file.hold === hold)).map(({ path, id }) => ({ path, id })),
    files: [...planned.map(({ outcome }) => outcome), ...keptBack, ...retired],
    notes: [...notes],
  };
  return holdBack ? withoutNews(plan) : plan;
};
