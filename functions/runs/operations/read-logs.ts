import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { type Masking, maskLines } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { RunStore } from '../adapters/run-store.ts';
import { type LogEvents, type TaskLog, type TaskLogs, unknownCursor } from '../adapters/task-logs.ts';
import type { LogLine, readLogs as operation } from '../contract.ts';
import { readLogEvent, shorten } from '../domain/read-log-event.ts';
import { findRun } from './find-run.ts';

/** Requests to CloudWatch for one answer at most. */
const requestsMade = 50;

/** Beyond it a cursor is none of ours. */
const mostLines = 1_000_000_000;

/** Where a page starts: in which log, at which of CloudWatch's pages, after how many of its lines, at which line number. */
const Position = z.object({
  stream: z.string(),
  token: z.string().optional(),
  skip: z.number().int().min(0).max(mostLines),
  line: z.number().int().min(1).max(mostLines),
});
type Position = z.infer<typeof Position>;

const toCursor = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

const fromCursor = (cursor: string, logs: readonly TaskLog[]): Position => {
  try {
    const position = Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (logs.some(({ stream }) => stream === position.stream)) {
      return position;
    }
  } catch {
    // Not ours: told below like any other.
  }
  throw new DomainError('input.invalid', unknownCursor);
};

/** A task as it is shown; each of a mapped task's instances has its own log. */
const labelOf = ({ task, mapIndex }: TaskLog): string => (mapIndex < 0 ? task : `${task}[${mapIndex}]`);

/** The logs asked for: of one task and try where they are named, else the last try of each task. */
const select = (logs: readonly TaskLog[], task: string | undefined, asked: number | undefined): TaskLog[] => {
  const lastTries = new Map<string, number>();
  for (const log of logs) {
    lastTries.set(labelOf(log), Math.max(lastTries.get(labelOf(log)) ?? 0, log.try));
  }
  return logs.filter(
    (log) =>
      (task === undefined || log.task === task || labelOf(log) === task) &&
      log.try === (asked ?? lastTries.get(labelOf(log))),
  );
};

/** The lines of a page. They are masked together, as a private key may be printed line by line. */
const linesOf = ({ events }: LogEvents, masking: Masking): Pick<LogLine, 'at' | 'level' | 'message'>[] => {
  const lines = events.flatMap(({ message, at: time }) => {
    const { at, level, lines } = readLogEvent(message, time);
    return lines.map((line) => ({ at, level, message: line }));
  });
  const masked = maskLines(
    lines.map(({ message }) => message),
    masking,
  );
  return lines.map((line, index) => ({ ...line, message: shorten(masked[index] ?? '') }));
};

interface Deps {
  readonly storeOf: (principal: Principal) => RunStore;
  readonly logs: Pick<TaskLogs, 'list' | 'read'>;
  readonly maskingOf: MaskingOf;
}

/** Reads the tasks' logs, masked, one task after the other in the order in which they began. */
export const readLogs = ({ storeOf, logs, maskingOf }: Deps): Implementation<typeof operation> => {
  const readFrom = async (
    mwaaName: string,
    selected: readonly TaskLog[],
    start: Position,
    limit: number,
    masking: Masking,
  ): Promise<{ items: LogLine[]; next?: string }> => {
    const items: LogLine[] = [];
    let position: Position | undefined = start;
    for (let request = 0; position && request < requestsMade; request += 1) {
      const { stream, token, skip, line }: Position = position;
      const index = selected.findIndex((log) => log.stream === stream);
      const log = selected[index];
      if (!log) {
        break;
      }
      const page = await logs.read(mwaaName, stream, token);
      const lines = linesOf(page, masking).slice(skip);
      const taken = lines.slice(0, limit - items.length);
      items.push(...taken.map((each, offset) => ({ task: labelOf(log), try: log.try, line: line + offset, ...each })));
      if (taken.length < lines.length) {
        return { items, next: toCursor({ stream, token, skip: skip + taken.length, line: line + taken.length }) };
      }
      const following = selected[index + 1];
      if (page.next !== undefined) {
        position = { stream, token: page.next, skip: 0, line: line + taken.length };
      } else {
        position = following && { stream: following.stream, skip: 0, line: 1 };
      }
      if (items.length === limit) {
        break;
      }
    }
    return { items, ...(position && { next: toCursor(position) }) };
  };

  return async ({ run: id, task, try: asked, limit, cursor }, call) => {
    const run = await findRun(storeOf(call.principal), id, call);
    const { mwaaName, runId } = run.airflow;
    const selected = select(await logs.list(mwaaName, { dagId: run.workflow, runId }), task, asked);
    const [first] = selected;
    if (!first) {
      return { items: [] };
    }
    const start = cursor === undefined ? { stream: first.stream, skip: 0, line: 1 } : fromCursor(cursor, selected);
    return readFrom(mwaaName, selected, start, limit, await maskingOf(call.principal.tenant));
  };
};
