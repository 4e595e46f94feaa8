import { documentKey, type RunLogHead } from '../../knowledge/contract.ts';
import { type Airflow, AirflowRefused, type AirflowTask } from '../../shared/airflow.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { type Masking, maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { PutDocument } from '../adapters/document-bucket.ts';
import type { RunStore } from '../adapters/run-store.ts';
import type { TaskLog, TaskLogs } from '../adapters/task-logs.ts';
import type { RunChanged } from '../contract.ts';
import { composeRunLog, tryName } from '../domain/compose-run-log.ts';
import { isEnded, type LedgerRun, showRun } from '../domain/run.ts';
import { type ReadTry, readTry } from './read-try.ts';
import { showTasks } from './show-tasks.ts';

/** Bytes of one run's events. Whoever takes the document in reads at most 10 MiB. */
const largestLog = 8_000_000;
/** Characters held in memory of each try at least, however many there are. */
const leastOfTry = 128 * 1024;
const mostTries = 1_000;
const triesAtOnce = 4;

/** Milliseconds after which logs are not read on from the beginning. */
const readingTime = 60_000;

/** Milliseconds to wait for a log that is not complete, before the queue is left to wait. */
const waits = [200, 400, 800, 1_600, 2_500];

/** Milliseconds after a run's end when nothing more will come: Airflow's handler sends what it holds at least each minute. */
const patience = 2 * 60_000;

/** Some task's log does not end yet where the task did. Trying again will help. */
export class LogsNotComplete extends Error {
  override readonly name = 'LogsNotComplete';
}

interface Deps {
  readonly storeOf: (principal: Principal) => RunStore;
  readonly airflowOf: (environment: LedgerRun['airflow']) => Airflow;
  readonly logs: TaskLogs;
  readonly maskingOf: MaskingOf;
  readonly putDocument: PutDocument;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

type Try = Pick<TaskLog, 'task' | 'mapIndex' | 'try'>;
type Tries = ReadonlyMap<string, ReadTry>;

/** What must be there of a try, `since` being when its task ended; of earlier tries, anything. */
interface Expected extends Try {
  readonly state: string;
  readonly since: number;
}

/** Tries that had a process, so that they have a log. */
const expectedOf = (tasks: readonly AirflowTask[]): Expected[] =>
  tasks
    .filter(({ hasProcess, endedAt }) => hasProcess && endedAt !== undefined)
    .flatMap(({ taskId: task, mapIndex, try: last, state, endedAt = '' }) =>
      Array.from({ length: last }, (_, index) => ({
        task,
        mapIndex,
        try: index + 1,
        state,
        since: index + 1 === last ? Date.parse(endedAt) : 0,
      })),
    );

/**
 * Whether a log is there to its end. Airflow's worker sends what it still holds after the task has ended, and may write
 * some more itself: either proves it, also where its clock and CloudWatch's differ.
 */
const isWhole = ({ since }: Expected, { newest }: ReadTry): boolean => newest.takenAt >= since || newest.at >= since;

const lacking = (expected: readonly Expected[], tries: Tries): Expected[] => {
  const byName = new Map([...tries.values()].map((read) => [tryName(read.log), read]));
  return expected.filter((each) => {
    const read = byName.get(tryName(each));
    return !read || !isWhole(each, read);
  });
};

const noteOf = (expected: Expected, tries: Tries): string[] => {
  if (![...tries.values()].some(({ log }) => tryName(log) === tryName(expected))) {
    return [`of ${tryName(expected)}, there is no log`];
  }
  // One that succeeded may have been silent at its end.
  return expected.state === 'success' ? [] : [`of ${tryName(expected)}, the last lines may be missing`];
};

/** As many as may be read, in their order: those of tasks that failed, and tries that were not the last, before others. */
const choose = (logs: readonly TaskLog[], tasks: readonly AirflowTask[]): TaskLog[] => {
  const good = new Set(
    tasks
      .filter(({ state }) => state === 'success')
      .map(({ taskId, mapIndex, try: last }) => tryName({ task: taskId, mapIndex, try: last })),
  );
  const isGood = (log: TaskLog): boolean => good.has(tryName(log));
  const chosen = new Set([...logs.filter((log) => !isGood(log)), ...logs.filter(isGood)].slice(0, mostTries));
  return logs.filter((log) => chosen.has(log));
};

/**
 * Reads the logs of a run that has ended, masks them before they are written anywhere, and writes them down as one
 * document. Whatever the logs, memory and time are bounded; what is left out is noted. Twice is once.
 */
export const fetchRunLogs = (deps: Deps) => {
  const { logs, now, sleep } = deps;

  const listTasks = async (run: LedgerRun, masking: Masking): Promise<{ tasks: AirflowTask[]; notes: string[] }> => {
    try {
      const tasks = await deps.airflowOf(run.airflow).listTasks({ dagId: run.workflow, runId: run.airflow.runId });
      return { tasks, notes: tasks.length === 0 ? ['Airflow knows no tasks of this run'] : [] };
    } catch (error) {
      if (error instanceof AirflowRefused) {
        return { tasks: [], notes: [maskText(`the tasks are not known: ${error.message}`, masking)] };
      }
      throw error;
    }
  };

  const readTries = async (run: LedgerRun, tasks: readonly AirflowTask[], masking: Masking) => {
    const { mwaaName, runId } = run.airflow;
    const expected = expectedOf(tasks);
    const deadline = now().getTime() + readingTime;
    const isOver = (): boolean => now().getTime() - Date.parse(run.endedAt ?? run.queuedAt) > patience;
    const read = readTry({ logs, now });

    /** `left`: names of the tries that are too many to be read. */
    const readNew = async (known: Tries): Promise<{ tries: Tries; left: ReadonlySet<string> }> => {
      const found = await logs.list(mwaaName, { dagId: run.workflow, runId });
      const chosen = choose(found, tasks);
      const size = Math.max(largestLog / Math.max(chosen.length, 1), leastOfTry);
      const reads = await inParallel(
        chosen,
        triesAtOnce,
        async (log) => known.get(log.stream) ?? read(mwaaName, log, { size, deadline }, masking),
      );
      return {
        tries: new Map(reads.map((each) => [each.log.stream, each])),
        left: new Set(found.filter((log) => !chosen.includes(log)).map(tryName)),
      };
    };

    let { tries, left } = await readNew(new Map());
    const findLate = (): Expected[] => lacking(expected, tries).filter((each) => !left.has(tryName(each)));
    let late = findLate();
    for (const wait of waits) {
      if (late.length === 0 || isOver()) {
        break;
      }
      await sleep(wait);
      const names = new Set(late.map(tryName));
      const known = new Map([...tries].filter(([, { log }]) => !names.has(tryName(log))));
      ({ tries, left } = await readNew(known));
      late = findLate();
    }
    if (late.length > 0 && !isOver()) {
      throw new LogsNotComplete(`the logs of ${run.id} are not complete: ${late.slice(0, 5).map(tryName).join('; ')}`);
    }
    const notes = [
      ...(left.size > 0 ? [`the logs of ${left.size.toLocaleString('en-US')} more tries were not read`] : []),
      ...late.flatMap((expected) => noteOf(expected, tries)).slice(0, 100),
    ];
    return { tries: [...tries.values()], notes };
  };

  return async ({ tenant, run: { id } }: RunChanged): Promise<void> => {
    const store = deps.storeOf(systemPrincipal(tenant, 'fetch-run-logs'));
    const run = await store.find(id);
    if (!run || !isEnded(run) || run.logs === 'read') {
      return;
    }
    const masking = await deps.maskingOf(tenant);
    const { tasks, notes } = await listTasks(run, masking);
    const read = await readTries(run, tasks, masking);
    // Whether the logs were read is not part of what they say.
    const { logs: _logs, tasks: _tasks, ...shown } = showRun(run);
    const head: RunLogHead = {
      run: shown,
      commit: run.commit,
      tasks: showTasks(tasks),
      notes: [...notes, ...read.notes],
    };
    const tries = read.tries.map(({ log, events, leftOut, isCut }) => ({ ...log, events, leftOut, isCut }));
    const document = composeRunLog(head, tries, largestLog);
    const isNew = await deps.putDocument(documentKey.runLog({ tenant, run: id }), document);
    await store.settleLogs(run, 'read');
    logger.info('run.logs-read', { tenant, run: id, isNew, tries: tries.length, bytes: document.length });
  };
};
