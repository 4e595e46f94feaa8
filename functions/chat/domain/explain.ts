import type { CitedLine, Diagnosis, TaskFailure } from '../../knowledge/contract.ts';
import type { Receipt } from '../../repositories/contract.ts';
import type { Run } from '../../runs/contract.ts';
import type { Answer } from '../contract.ts';
import { makeAnswer } from './answer.ts';
import { quotedText } from './plain-text.ts';
import { showTime } from './show-time.ts';

/** What a task did, by the kind of its fault. */
const phrases: Readonly<Record<string, string>> = {
  'missing variable': 'asked for a variable that is not there',
  'missing connection': 'asked for a connection that is not there',
  'missing package': 'could not import a package',
  'bad template': 'has a template that could not be rendered',
  'sensor gave up': 'waited for something that did not come',
  'stopped from outside': 'was stopped from outside',
  'out of memory or killed': 'was killed, most likely for want of memory',
  crashed: 'crashed',
  'host not found': 'could not find a host',
  'connection refused': 'could not connect',
  'connection lost': 'lost its connection',
  locked: 'met a lock',
  timeout: 'took too long',
  'not signed in': 'could not sign in',
  'bad SQL': 'sent SQL that the database refused',
  'not permitted': 'was not permitted to do that',
  'too many requests': 'was turned away for too many requests',
  'disk full': 'found the disk full',
  'bad data': 'met data that it could not use',
  'command not found': 'called a command that is not there',
  'file missing': 'did not find a file',
  'server error': 'got an error from a server',
  'request refused': 'sent a request that was refused',
  'key missing': 'looked for a key that is not there',
  'index out of range': 'reached beyond the end of a list',
  'value missing': 'met an empty value',
  'division by zero': 'divided by zero',
  'check failed': 'failed a check',
  'bad code': 'has a fault in its code',
  'command failed': 'ran a command that failed',
};

/** Other failures told of besides the one that is asked about, and changes. */
const toldBesides = 2;
const toldChanges = 5;

/** A task as people name it; each instance of a mapped one has its own number. */
export const labelOf = ({ task, mapIndex }: Pick<TaskFailure, 'task' | 'mapIndex'>): string =>
  mapIndex < 0 ? task : `${task}[${mapIndex}]`;

/** What was found out of a run's failure. */
export interface Evidence {
  readonly diagnosis: Diagnosis;
  /** The task that was asked about, as its run calls it. */
  readonly task?: string;
  /** Lines of the diagnosis that may be quoted, in its order. */
  readonly lines: readonly CitedLine[];
  /** Pushes since it last worked that touched the workflow, newest first; undefined where that could not be asked. */
  readonly changes?: readonly Receipt[];
  /** When the first run with this error was started, where known. */
  readonly errorSince?: string;
  readonly notes: readonly string[];
  /** In which times are shown. */
  readonly timeZone: string;
}

const list = (names: readonly string[]): string => names.join(', ');

/** Failures in the order in which to tell of them: of the task that was asked about first. */
export const orderFailures = ({ failures }: Diagnosis, task: string | undefined): TaskFailure[] =>
  failures.toSorted((one, other) => Number(other.task === task) - Number(one.task === task));

const isSameTry = (line: CitedLine, failure: TaskFailure): boolean =>
  line.task === failure.task && line.mapIndex === failure.mapIndex && line.try === failure.try;

const countRuns = (count: number): string => `${count} earlier ${count === 1 ? 'run' : 'runs'}`;

const sayBefore = ({ diagnosis, errorSince, timeZone }: Evidence): string => {
  const { count } = diagnosis.before;
  if (count === 0) {
    return '';
  }
  return `; same error in ${countRuns(count)}${errorSince === undefined ? '' : `, first ${showTime(errorSince, timeZone)}`}`;
};

const sayFailure = (evidence: Evidence, failure: TaskFailure): string => {
  const { diagnosis, lines } = evidence;
  const line = lines.find((each) => isSameTry(each, failure));
  const what = `The ${labelOf(failure)} step ${phrases[failure.kind] ?? 'failed'}`;
  const isFirst = failure === diagnosis.failures[0];
  const before = isFirst ? sayBefore(evidence) : '';
  const place = `run ${diagnosis.run}, task ${labelOf(failure)}, try ${failure.try}`;
  return line
    ? `${what}: “${quotedText(line.text)}” (${place}, line ${line.line}${before})`
    : `${what} (${place}${before}). Its log has no line that says why.`;
};

const sayChange = ({ commit, author, message, noticedAt }: Receipt, timeZone: string): string => {
  const subject = quotedText(message?.split('\n')[0]?.trim() ?? '');
  return `- ${commit?.slice(0, 7) ?? 'a push'}${author === undefined ? '' : ` by ${quotedText(author)}`}${subject ? `: ${subject}` : ''} (${showTime(noticedAt, timeZone)})`;
};

const sayChanges = ({ diagnosis, changes, timeZone }: Evidence): string[] => {
  const { lastSuccess, workflow, repository } = diagnosis;
  if (!lastSuccess) {
    return [`No earlier run of ${workflow} that succeeded is known.`];
  }
  const since = lastSuccess.endedAt === undefined ? `run ${lastSuccess.run}` : showTime(lastSuccess.endedAt, timeZone);
  if (!changes) {
    return [`It last worked on ${since} (run ${lastSuccess.run}).`];
  }
  if (changes.length === 0) {
    return [
      `Nothing of ${workflow} was pushed to ${repository} since it last worked on ${since} (run ${lastSuccess.run}).`,
    ];
  }
  const shown = changes.slice(0, toldChanges).map((change) => sayChange(change, timeZone));
  const rest = changes.length - shown.length;
  return [
    `Pushed to ${workflow} since it last worked on ${since} (run ${lastSuccess.run}):`,
    ...shown,
    ...(rest > 0 ? [`- and ${rest} more`] : []),
  ];
};

const sayNeverRan = ({ diagnosis, task }: Evidence): string[] => {
  const { neverRan, failures } = diagnosis;
  if (neverRan.length === 0) {
    return [];
  }
  if (task !== undefined && neverRan.includes(task)) {
    const cause = failures[0];
    return [`The ${task} step never ran${cause ? `, since the ${labelOf(cause)} step failed` : ''}.`];
  }
  return [`Never ran because of it: ${list(neverRan)}.`];
};

/** Explains a run from its diagnosis: what failed, the line that says so, how often before, and what changed. */
export const explainDiagnosis = (evidence: Evidence): Answer => {
  const { diagnosis, task, lines, notes } = evidence;
  const [first, ...others] = orderFailures(diagnosis, task);
  const isAskedAboutNever = task !== undefined && diagnosis.neverRan.includes(task);
  if (!first) {
    const never = sayNeverRan(evidence);
    const text =
      diagnosis.state === 'success'
        ? `Nothing failed in run ${diagnosis.run} of ${diagnosis.workflow}: it succeeded, at the first try of each step.`
        : [
            `Run ${diagnosis.run} of ${diagnosis.workflow} is ${diagnosis.state}, but no step of it is known to have failed.`,
            ...never,
          ].join('\n');
    return makeAnswer({ kind: 'answer', text, notes: [...diagnosis.notes, ...notes] });
  }
  const isOther =
    task !== undefined && !isAskedAboutNever && !diagnosis.failures.some((failure) => failure.task === task);
  const never = sayNeverRan(evidence);
  const text = [
    ...(diagnosis.state === 'success' ? [`Run ${diagnosis.run} succeeded in the end, after tries that failed.`] : []),
    ...(isOther ? [`The ${task} step did not fail in run ${diagnosis.run}.`] : []),
    ...(isAskedAboutNever ? never : []),
    sayFailure(evidence, first),
    ...others.slice(0, toldBesides).map((failure) => sayFailure(evidence, failure)),
    ...(others.length > toldBesides ? [`${others.length - toldBesides} more tries failed.`] : []),
    ...(isAskedAboutNever ? [] : never),
    ...(diagnosis.state === 'success' ? [] : sayChanges(evidence)),
  ].join('\n');
  return makeAnswer({
    kind: 'answer',
    text,
    confidence: first.confidence,
    citations: lines.map((line) => ({ kind: 'log', run: diagnosis.run, ...line })),
    notes: [...diagnosis.notes, ...notes],
  });
};

const going: readonly Run['state'][] = ['queued', 'running'];

/** What can be said of a run whose log was not read yet: its state and its tasks', as Airflow reports them. */
export const explainStates = (run: Run, why: string): Answer => {
  const tasks = run.tasks ?? [];
  const failed = tasks.filter(({ state }) => state === 'failed').map(labelOf);
  const never = tasks.filter(({ state }) => state === 'upstream_failed').map(labelOf);
  const retrying = tasks.filter(({ state }) => state === 'up_for_retry').map(labelOf);
  const head = `Run ${run.id} of ${run.workflow}`;
  if (run.state === 'success') {
    return makeAnswer({ kind: 'answer', text: `${head} succeeded.`, notes: [why] });
  }
  if (run.state === 'cancelled') {
    return makeAnswer({ kind: 'answer', text: `${head} did not fail: it was cancelled.`, notes: [why] });
  }
  const isGoing = going.includes(run.state);
  const text = [
    `${head} ${isGoing ? `has not ended: it is ${run.state}` : `is ${run.state}`}.`,
    ...(failed.length > 0 ? [`Failed: ${list(failed)}.`] : []),
    ...(retrying.length > 0 ? [`Failed once and to be tried again: ${list(retrying)}.`] : []),
    ...(never.length > 0 ? [`Never ran because of it: ${list(never)}.`] : []),
  ].join('\n');
  return makeAnswer({ kind: 'answer', text, confidence: 0.5, notes: [why] });
};
