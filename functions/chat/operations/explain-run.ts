import { getExecution, listExecutions } from '../../executions/contract.ts';
import { type CitedLine, type Diagnosis, getDiagnosis } from '../../knowledge/contract.ts';
import { listPushes, type Receipt } from '../../repositories/contract.ts';
import { getRun, listRuns, readLogs } from '../../runs/contract.ts';
import { DomainError } from '../../shared/errors.ts';
import type { InputOf } from '../../shared/operation.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { CallCapability } from '../adapters/capabilities.ts';
import type { Answer, explainRun as operation } from '../contract.ts';
import { makeAnswer } from '../domain/answer.ts';
import { explainDiagnosis, explainStates, labelOf, orderFailures } from '../domain/explain.ts';
import type { Focus } from '../domain/planner.ts';
import { showTime } from '../domain/show-time.ts';

type Asked = InputOf<typeof operation> & { readonly timeZone?: string };
type Caller = Pick<Call, 'principalToken'>;

/** Lines quoted in one answer, and pages of a log read to find them again. */
const quotedLines = 3;
const pagesOfLog = 3;
const pagesOfRuns = 5;
const pagesOfPushes = 5;

/** Whether the failure is only that this could not be asked now. */
const isAway = (error: unknown): boolean =>
  error instanceof DomainError && ['upstream.unavailable', 'internal.error'].includes(error.code);

/** The answer, or undefined where it could not be had now. */
const ifThere = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  try {
    return await answer;
  } catch (error) {
    if (isAway(error) || (error instanceof DomainError && ['resource.unknown', 'access.denied'].includes(error.code))) {
      return undefined;
    }
    throw error;
  }
};

/** An answer and what it spoke of, for the conversation. */
export interface Explained {
  readonly answer: Answer;
  readonly about: Focus;
}

/**
 * Explains a failure: finds the run, reads its diagnosis, verifies each line that it quotes, and tells what changed. Times are
 * told as in the asker's zone, by default in UTC.
 */
export const explain = (call: CallCapability) => {
  const lastRun = async (asked: Asked, state: 'failed' | undefined, token: string): Promise<string | undefined> => {
    let cursor: string | undefined;
    for (let page = 0; page < pagesOfRuns; page += 1) {
      const { items, next } = await call(listRuns, { workflow: asked.workflow, state, limit: 25, cursor }, token);
      const fitting = items.find(
        ({ queuedAt, endedAt }) =>
          (asked.since === undefined || Date.parse(endedAt ?? queuedAt) >= Date.parse(asked.since)) &&
          (asked.until === undefined || Date.parse(queuedAt) <= Date.parse(asked.until)),
      );
      const isPast = items.some(
        ({ queuedAt }) => asked.since !== undefined && Date.parse(queuedAt) < Date.parse(asked.since),
      );
      if (fitting || isPast || next === undefined) {
        return fitting?.id;
      }
      cursor = next;
    }
    return undefined;
  };

  const lastInLedger = async (
    asked: Asked,
    state: 'failed' | undefined,
    token: string,
  ): Promise<string | undefined> => {
    const { workflow: name, since, until, task } = asked;
    const found = await ifThere(call(listExecutions, { name, since, until, state, limit: 50 }, token));
    const ofTask = found?.items.find(({ error }) => task !== undefined && error?.task === task);
    return (ofTask ?? found?.items[0])?.id;
  };

  /**
   * The ledger finds by time and task, and a workflow's runs however much else ran since; the list of runs is up to date to
   * the second.
   */
  const findFailed = async (asked: Asked, token: string): Promise<string | undefined> => {
    const { since, until, task } = asked;
    const byTime = since !== undefined || until !== undefined || task !== undefined;
    return byTime
      ? ((await lastInLedger(asked, 'failed', token)) ?? lastRun(asked, 'failed', token))
      : ((await lastRun(asked, 'failed', token)) ?? lastInLedger(asked, 'failed', token));
  };

  const scopeOf = ({ workflow, since, until, timeZone = 'UTC' }: Asked): string =>
    [
      ...(workflow === undefined ? [] : [` of ${workflow}`]),
      ...(since === undefined ? [] : [` since ${showTime(since, timeZone)}`]),
      ...(until === undefined ? [] : [` until ${showTime(until, timeZone)}`]),
    ].join('');

  /** What failed at another time than was asked about: people are seldom exact about it. */
  const failedOtherwise = async (asked: Asked, token: string): Promise<Explained | undefined> => {
    if (asked.since === undefined && asked.until === undefined) {
      return undefined;
    }
    const run = await findFailed({ ...asked, since: undefined, until: undefined }, token);
    return run === undefined ? undefined : explainOne({ ...asked, run }, token);
  };

  const nothingFailed = async (asked: Asked, token: string): Promise<Explained> => {
    const other = await failedOtherwise(asked, token);
    if (other) {
      const text = `No run${scopeOf(asked)} has failed. The last one that did:\n${other.answer.text}`;
      return { ...other, answer: { ...other.answer, text } };
    }
    const last = (await lastRun(asked, undefined, token)) ?? (await lastInLedger(asked, undefined, token));
    const said = `No run${scopeOf(asked)} has failed.`;
    if (last === undefined) {
      return {
        answer: makeAnswer({ kind: 'answer', text: `${said} There is no run${scopeOf(asked)} at all.` }),
        about: { workflow: asked.workflow },
      };
    }
    const { answer, about } = await explainOne({ ...asked, run: last }, token);
    return { answer: { ...answer, text: `${said}\n${answer.text}` }, about };
  };

  /** Where a line stands in a log as the caller reads it; `unread`: that could not be looked up. */
  const findLine = async (run: string, line: CitedLine, token: string): Promise<CitedLine | 'gone' | 'unread'> => {
    let cursor: string | undefined;
    for (let page = 0; page < pagesOfLog; page += 1) {
      const read = await ifThere(
        call(readLogs, { run, task: labelOf(line), try: line.try, limit: 1000, cursor }, token),
      );
      const says = ({ message }: { message: string }) => message.includes(line.text) || line.text.startsWith(message);
      const lines = read?.items.filter((each) => each.message !== '' && says(each)) ?? [];
      const found = lines.find((each) => each.line === line.line) ?? lines[0];
      if (found) {
        return { ...line, line: found.line };
      }
      if (!read || (read.next !== undefined && page === pagesOfLog - 1)) {
        return 'unread';
      }
      if (read.next === undefined) {
        return 'gone';
      }
      cursor = read.next;
    }
    return 'unread';
  };

  const verify = async (diagnosis: Diagnosis, task: string | undefined, token: string) => {
    const failures = orderFailures(diagnosis, task);
    const own = failures[0]?.lines ?? [];
    const besides = failures.slice(1).flatMap(({ lines }) => lines.slice(0, 1));
    const chosen = [...own.slice(0, besides.length > 0 ? quotedLines - 1 : quotedLines), ...besides].slice(
      0,
      quotedLines,
    );
    const found = await Promise.all(chosen.map((line) => findLine(diagnosis.run, line, token)));
    const lines = chosen.flatMap((line, index) => {
      const place = found[index];
      return place === 'gone' || place === undefined ? [] : [place === 'unread' ? line : place];
    });
    return {
      lines,
      notes: [
        ...(found.includes('gone')
          ? ['A line that the diagnosis names is not in the log any more, so it is not quoted.']
          : []),
        ...(found.includes('unread')
          ? ['A quoted line was taken from the diagnosis; the log itself could not be read again just now.']
          : []),
      ],
    };
  };

  /** Pushes that touched the workflow after its last success and before this run. */
  const findChanges = async (diagnosis: Diagnosis, token: string): Promise<Receipt[] | undefined> => {
    const from = diagnosis.lastSuccess?.endedAt;
    if (from === undefined) {
      return undefined;
    }
    const until = diagnosis.endedAt ?? new Date(8.64e15).toISOString();
    const touches = ({ writtenAt, files }: Receipt): boolean =>
      writtenAt > from &&
      writtenAt < until &&
      files.some(({ outcome, dagIds }) => outcome !== 'unchanged' && dagIds.includes(diagnosis.workflow));
    const found: Receipt[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < pagesOfPushes; page += 1) {
      const pushes = await ifThere(call(listPushes, { repository: diagnosis.repository, limit: 100, cursor }, token));
      if (!pushes) {
        break;
      }
      found.push(...pushes.items.filter(touches));
      if (pushes.next === undefined || pushes.items.some(({ writtenAt }) => writtenAt <= from)) {
        return found;
      }
      cursor = pushes.next;
    }
    return found.length > 0 ? found : undefined;
  };

  const findErrorSince = async ({ before }: Diagnosis, token: string): Promise<string | undefined> => {
    const oldest = before.count === before.runs.length ? before.runs.at(-1) : undefined;
    const execution =
      oldest === undefined ? undefined : await ifThere(call(getExecution, { execution: oldest }, token));
    return execution?.startedAt;
  };

  const explainWithoutDiagnosis = async (run: string, error: unknown, token: string): Promise<Explained> => {
    const known = await call(getRun, { run }, token);
    const why =
      error instanceof DomainError && error.code === 'resource.unknown'
        ? 'Its log has not been read yet: ask again in some seconds.'
        : 'Knowledge does not answer just now, so this is what Airflow reports, without the log.';
    return {
      answer: explainStates(known, why),
      about: { run: known.id, workflow: known.workflow, repository: known.repository },
    };
  };

  const taskOf = ({ failures, neverRan }: Diagnosis, asked: string | undefined): string | undefined => {
    const tasks = [...failures.map(({ task }) => task), ...neverRan];
    return asked === undefined || tasks.includes(asked)
      ? asked
      : (tasks.find((task) => task.endsWith(`.${asked}`)) ??
          tasks.find((task) => task.split(/[._-]/).includes(asked)) ??
          asked);
  };

  const explainOne = async (asked: Asked & { run: string }, token: string): Promise<Explained> => {
    let diagnosis: Diagnosis;
    try {
      diagnosis = await call(getDiagnosis, { run: asked.run }, token);
    } catch (error) {
      if (isAway(error) || (error instanceof DomainError && error.code === 'resource.unknown')) {
        return explainWithoutDiagnosis(asked.run, error, token);
      }
      throw error;
    }
    const task = taskOf(diagnosis, asked.task);
    const [{ lines, notes }, changes, errorSince] = await Promise.all([
      verify(diagnosis, task, token),
      findChanges(diagnosis, token),
      findErrorSince(diagnosis, token),
    ]);
    return {
      answer: explainDiagnosis({
        ...{ diagnosis, task, lines, changes, errorSince, notes },
        timeZone: asked.timeZone ?? 'UTC',
      }),
      about: {
        run: diagnosis.run,
        workflow: diagnosis.workflow,
        repository: diagnosis.repository,
        task: task ?? diagnosis.failures[0]?.task,
      },
    };
  };

  return async (asked: Asked, { principalToken: token }: Caller): Promise<Explained> => {
    const run = asked.run ?? (await findFailed(asked, token));
    return run === undefined ? nothingFailed(asked, token) : explainOne({ ...asked, run }, token);
  };
};
export type Explain = ReturnType<typeof explain>;
