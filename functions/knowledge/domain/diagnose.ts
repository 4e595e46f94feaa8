import type { RunLogEvent, RunLogHead, TaskFailure } from '../contract.ts';
import { type Choice, chooseLines } from './diagnose/choose-lines.ts';
import { endingOf, isChatter, linesOf } from './diagnose/lines-of-try.ts';
import { signatureOf } from './signature-of.ts';

type TaskState = RunLogHead['tasks'][number];

/** What a run's logs say, and what earlier runs taught. */
export interface Evidence {
  readonly head: RunLogHead;
  readonly events: readonly RunLogEvent[];
  /** Signatures of lines that tries of a task have logged which succeeded. */
  readonly known: { readonly good: (task: string) => ReadonlySet<string> };
}

/** What was found in a run's logs. */
export interface Findings {
  /** The first is what began it. */
  readonly failures: TaskFailure[];
  /** Tasks that never ran in a run in which something failed. */
  readonly neverRan: string[];
  /** By task, signatures of lines that its tries logged which succeeded; at most 1,000 each. */
  readonly templates: ReadonlyMap<string, readonly string[]>;
}

/** Signatures remembered of a task in one run. */
const mostTemplates = 1_000;

const failedStates = new Set(['failed', 'up_for_retry', 'restarting']);
const idleStates = new Set(['upstream_failed', 'skipped', 'removed']);

/** A try of a task and what it logged. */
interface Try {
  readonly task: TaskState;
  readonly number: number;
  /** Whether the task's state is that of this try. */
  readonly isLast: boolean;
  readonly events: readonly RunLogEvent[];
}

const instanceOf = ({ task, mapIndex }: { task: string; mapIndex: number }): string => `${task}[${mapIndex}]`;

/** Tasks that logged something and that Airflow knows nothing of any more: only their last log tells whether they failed. */
const forgottenOf = ({ tasks }: RunLogHead, logs: ReadonlyMap<string, readonly RunLogEvent[]>): TaskState[] => {
  const known = new Set(tasks.map(instanceOf));
  return [...logs.values()].flatMap((events) => {
    const [first] = events;
    if (!first || known.has(instanceOf(first))) {
      return [];
    }
    const { task, mapIndex } = first;
    const last = events.reduce((most, event) => Math.max(most, event.try), 1);
    const ending = endingOf(events.filter((event) => event.try === last));
    return [{ task, mapIndex, try: last, state: ending ? 'failed' : 'unknown' }];
  });
};

/** The tries of all tasks, as far as they are known: those with a log, and the last one. */
const triesOf = (head: RunLogHead, events: readonly RunLogEvent[]): Try[] => {
  const logs = Map.groupBy(events, instanceOf);
  return [...head.tasks, ...forgottenOf(head, logs)].flatMap((task) => {
    const tries = Map.groupBy(logs.get(instanceOf(task)) ?? [], (event) => event.try);
    return [...new Set([...tries.keys(), task.try])].map((number) => ({
      task,
      number,
      isLast: number === task.try,
      events: tries.get(number) ?? [],
    }));
  });
};

/** Of an earlier try only its log tells: a task that was cleared and run again may have succeeded before. */
const hasFailed = ({ task, isLast, events }: Try): boolean =>
  isLast ? failedStates.has(task.state) : endingOf(events) !== undefined;

const signaturesOf = (events: readonly RunLogEvent[]): Set<string> =>
  new Set(linesOf(events.filter((event) => !isChatter(event))).map(({ text }) => signatureOf(text)));

/** By task, what its tries logged which succeeded. */
const templatesOf = (tries: readonly Try[]): Map<string, string[]> => {
  const succeeded = tries.filter(({ task, isLast, events }) => isLast && task.state === 'success' && events.length > 0);
  const byTask = Map.groupBy(succeeded, ({ task }) => task.task);
  return new Map(
    [...byTask].map(([task, all]) => [
      task,
      [...signaturesOf(all.flatMap(({ events }) => events))].slice(0, mostTemplates),
    ]),
  );
};

const toFailure = (
  { task: { task, mapIndex, state }, number, isLast }: Try,
  { lines, ...choice }: Choice,
): TaskFailure => {
  const which = { task, mapIndex, try: number };
  const [first] = lines;
  return {
    ...which,
    state: isLast ? state : 'up_for_retry',
    kind: choice.kind ?? (first === undefined ? 'nothing logged' : 'error'),
    lines: lines.map(({ event: { line, at, level, lines: whole }, index }) => ({
      ...which,
      line: line + index,
      at,
      level,
      text: whole[index] ?? '',
    })),
    signature: first && signatureOf(first.text),
    confidence: choice.confidence,
  };
};

/**
 * Finds the lines which decide why tries of a run's tasks failed, the first cause rather than the last line. A try that
 * was made good by a later one stands after those that were not: it did not begin the run's failure.
 */
export const diagnose = ({ head, events, known }: Evidence): Findings => {
  const tries = triesOf(head, events);
  const templates = templatesOf(tries);
  const inThisRun = new Set([...templates.values()].flat());
  const failed = tries.filter(hasFailed);
  const good = new Map(
    [...new Set(failed.map(({ task }) => task.task))].map((task) => [
      task,
      new Set([...known.good(task), ...(templates.get(task) ?? [])]),
    ]),
  );
  const failures = failed
    .map((one) => {
      const choice = chooseLines(one.events, { ofTask: good.get(one.task.task) ?? new Set(), inThisRun });
      const at = (choice.ending ?? one.events.at(-1))?.at ?? one.task.endedAt;
      return {
        failure: toFailure(one, choice),
        wasMadeGood: one.task.state === 'success',
        at: at === undefined ? Number.MAX_VALUE : Date.parse(at),
      };
    })
    .toSorted((a, b) => Number(a.wasMadeGood) - Number(b.wasMadeGood) || a.at - b.at);
  const idle = head.tasks.filter((task) => failed.length > 0 && idleStates.has(task.state) && task.try === 0);
  return {
    failures: failures.map(({ failure }) => failure),
    neverRan: [...new Set(idle.map(({ task }) => task))],
    templates,
  };
};
