import { posix } from 'node:path';
import { type FileOutcome, type Finding, keepsBack, type Receipt } from '../contract.ts';
import type { RepositoryRecord } from './repository.ts';

/**
 * What a push led to, as its commit shows it. `failure`: its author has something to mend. `error`: it is not the commit's
 * fault, but somebody has to look. `neutral`: all is well, but not all of it is live.
 */
export type Verdict = 'success' | 'neutral' | 'failure' | 'error';

/** A finding at its place in the repository. */
export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** What is shown at a commit on its Git server. A second one of the same name takes the place of the first. */
export interface CommitStatus {
  readonly name: string;
  readonly commit: string;
  /** The branch or tag. */
  readonly ref: string;
  /** The push's id. */
  readonly push: string;
  readonly verdict: Verdict;
  /** One line. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  readonly page: string;
  readonly startedAt: string;
  readonly completedAt: string;
}

/** GitHub cuts nothing off, it refuses: https://docs.github.com/en/rest/commits/statuses, /checks/runs */
const limits = { title: 140, annotationTitle: 255, text: 4_000, files: 100, annotations: 200 };

/** A text of so many characters at most. */
export const shorten = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** Milliseconds as people read them. */
export const sayTime = (milliseconds: number): string =>
  milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;

const count = (files: readonly FileOutcome[], outcome: FileOutcome['outcome']): number =>
  files.filter((file) => file.outcome === outcome).length;

const verdictOf = ({ outcome, files }: Receipt): Verdict => {
  switch (outcome) {
    case 'partial':
    case 'rejected':
      return 'failure';
    case 'failed':
    case 'pending':
      return 'error';
    case 'live':
    case 'unchanged':
      return count(files, 'held') > 0 ? 'neutral' : 'success';
    case 'waiting':
      return 'neutral';
  }
};

const told: readonly FileOutcome['outcome'][] = ['live', 'paused', 'retired', 'pending', 'quarantined', 'held'];

const countsOf = (files: readonly FileOutcome[]): string[] =>
  told.flatMap((outcome) => {
    const number = count(files, outcome);
    return number > 0 ? [`${number} ${outcome}`] : [];
  });

const titleOf = ({ outcome, error, files, stages }: Receipt): string => {
  if (outcome === 'failed') {
    return shorten(`Not published: ${error ?? ''}`, limits.title);
  }
  if (outcome === 'waiting') {
    return "Waiting for the repository's own tests";
  }
  const counts = countsOf(files);
  const seen =
    stages.visible === undefined || outcome === 'rejected'
      ? []
      : [`visible in Airflow after ${sayTime(stages.visible)}`];
  return counts.length === 0 ? 'Nothing to change' : [...counts, ...seen].join(' · ');
};

const fullPath = ({ path }: Pick<RepositoryRecord, 'path'>, file: FileOutcome): string => posix.join(path, file.path);

/** Text as Markdown shows it, on one line. */
const plain = (text: string): string =>
  shorten(text, limits.text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>()#+!|~@&-]/g, '\\$&');

const stageNames = ['fetched', 'checked', 'published', 'visible'] as const;

const tableOf = (head: readonly [string, string], rows: readonly (readonly [string, string])[]): string[] =>
  [head, ['---', '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |`);

const summaryOf = ({ error, files, stages }: Receipt, repository: RepositoryRecord): string => {
  const times = stageNames.flatMap((stage) => {
    const time = stages[stage];
    return time === undefined ? [] : [[stage, sayTime(time)] as const];
  });
  const changed = files.filter(({ outcome }) => outcome !== 'unchanged');
  const rows = changed
    .slice(0, limits.files)
    .map((file) => [plain(fullPath(repository, file)), [file.outcome, ...file.dagIds.map(plain)].join(' · ')] as const);
  const rest = changed.length - rows.length;
  return [
    ...(error === undefined ? [] : [plain(error), '']),
    ...(times.length > 0 ? [...tableOf(['Stage', 'After the push was noticed'], times), ''] : []),
    ...(rows.length > 0 ? tableOf(['File', 'Outcome'], rows) : []),
    ...(rest > 0 ? ['', `And ${rest} more files, which the page shows.`] : []),
  ].join('\n');
};

const urgency: readonly Annotation['level'][] = ['failure', 'warning', 'notice'];

const levelOf = ({ severity, waived }: Finding): Annotation['level'] => {
  if (waived !== undefined || severity === 'info') {
    return 'notice';
  }
  return keepsBack({ severity }) ? 'failure' : 'warning';
};

/** What a finding means and what is to be done about it, a line each. */
export const adviceOf = ({ why, fix, waived }: Finding): string[] => [
  ...(why === '' ? [] : [why]),
  ...(fix === undefined ? [] : [`Fix: ${fix}`]),
  ...(waived === undefined ? [] : [`Allowed: ${waived}`]),
];

const toAnnotation = (path: string, finding: Finding): Annotation => ({
  path,
  line: finding.line,
  level: levelOf(finding),
  title: shorten(finding.rule, limits.annotationTitle),
  message: shorten([finding.message, ...adviceOf(finding)].join('\n'), limits.text),
});

const annotationsOf = ({ files }: Receipt, repository: RepositoryRecord): Annotation[] =>
  files
    .filter(({ outcome }) => outcome !== 'unchanged' && outcome !== 'retired')
    .flatMap((file) => file.findings.map((finding) => toAnnotation(fullPath(repository, file), finding)))
    .toSorted((one, other) => urgency.indexOf(one.level) - urgency.indexOf(other.level))
    .slice(0, limits.annotations);

/** The status of a receipt's commit; the same receipt always makes the same one. */
export const composeStatus = (
  receipt: Receipt & { readonly commit: string },
  repository: RepositoryRecord,
  page: string,
): CommitStatus => ({
  // Two repositories here may follow one there, each by a folder or branch of its own.
  name: `navigator/${repository.name}`,
  commit: receipt.commit,
  ref: receipt.branch,
  push: receipt.id,
  verdict: verdictOf(receipt),
  title: titleOf(receipt),
  summary: summaryOf(receipt, repository),
  annotations: annotationsOf(receipt, repository),
  page,
  startedAt: receipt.noticedAt,
  completedAt: receipt.writtenAt,
});
