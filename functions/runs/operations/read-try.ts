import type { RunLogEvent } from '../../knowledge/contract.ts';
import { type Masking, maskLines, maskText } from '../../shared/mask-secrets.ts';
import type { TaskLog, TaskLogs, WrittenEvent } from '../adapters/task-logs.ts';
import { eventsKept, isAlarming, keepEvents, type Sized } from '../domain/keep-events.ts';
import { type LogEvent, readLogEvent, shorten } from '../domain/read-log-event.ts';

/** Events of one request. */
const eventsAtOnce = 10_000;

/** What was read of one try. */
export interface ReadTry {
  readonly log: TaskLog;
  /** Masked, in order. */
  readonly events: readonly RunLogEvent[];
  /** Lines that were read and are not among the events. */
  readonly leftOut: number;
  /** Whether the log's middle was never read: lines after it have negative numbers, -1 being the last. */
  readonly isCut: boolean;
  /** Milliseconds: when its newest event was written, and when CloudWatch took the one it took last. */
  readonly newest: { readonly at: number; readonly takenAt: number };
}

interface Bounds {
  /** Characters of events held in memory. */
  readonly size: number;
  /** Milliseconds since 1970 after which only the end is read. */
  readonly deadline: number;
}

interface Numbered extends Sized {
  readonly event: LogEvent;
}

/** Characters from which on an event is masked and shortened before it is known whether it will be kept. */
const longEvent = 16 * 1024;

/** A copy that does not keep alive what it was cut from. */
const detach = (text: string): string => Buffer.from(text).toString();

/** An event as small as it will be shown. */
const compact = (event: LogEvent, masking: Masking): LogEvent => ({
  ...event,
  lines: maskLines(event.lines, masking).map((line) => detach(shorten(line))),
});

const number = ({ message, at }: WrittenEvent, line: number, masking: Masking): Numbered => {
  const read = readLogEvent(message, at);
  const event = message.length < longEvent ? read : compact(read, masking);
  const size = event.lines.reduce((sum, { length }) => sum + length, 0);
  return { event, line, lines: event.lines, size, isAlarming: isAlarming(event) };
};

/** Events that follow each other without a gap. */
const segments = (events: readonly Numbered[]): Numbered[][] => {
  const all: Numbered[][] = [];
  for (const event of events) {
    const segment = all.at(-1);
    const last = segment?.at(-1);
    if (segment && last && last.line + last.lines.length === event.line) {
      segment.push(event);
    } else {
      all.push([event]);
    }
  }
  return all;
};

/** The masked words of an exception, from the masked lines that show it. */
const maskException = (
  { type, message, line, frames }: LogEvent['exceptions'][number],
  first: number,
  lines: readonly string[],
  masking: Masking,
): RunLogEvent['exceptions'][number] => {
  const [start = '', ...rest] = lines.slice(line, line + message.split('\n').length);
  const name = `${type}: `;
  const said = [start.startsWith(name) ? start.slice(name.length) : start, ...rest].map(shorten).join('\n');
  return { type: maskText(type, masking), message: said, line: first + line, frames: [...frames] };
};

/** Masks events that follow each other together, as a private key may be printed line by line. */
const maskSegment = (segment: readonly Numbered[], { task, mapIndex, try: attempt }: TaskLog, masking: Masking) => {
  const masked = maskLines(
    segment.flatMap(({ lines }) => lines),
    masking,
  );
  let start = 0;
  return segment.map(({ event: { at, level, logger, exceptions, lines: own }, line }): RunLogEvent => {
    const lines = masked.slice(start, start + own.length);
    start += own.length;
    return {
      task,
      mapIndex,
      try: attempt,
      line,
      at,
      level,
      logger,
      lines: lines.map(shorten),
      exceptions: exceptions.map((exception) => maskException(exception, line, lines, masking)),
    };
  });
};

/** Counts lines from the end: the last one is -1. */
const numberFromEnd = (written: readonly WrittenEvent[], masking: Masking): Numbered[] => {
  let line = 0;
  return written
    .toReversed()
    .map((event) => {
      const numbered = number(event, 0, masking);
      line -= numbered.lines.length;
      return { ...numbered, line };
    })
    .toReversed();
};

interface Deps {
  readonly logs: Pick<TaskLogs, 'read' | 'readEnd'>;
  readonly now: () => Date;
}

/**
 * Reads one try's log in bounded memory and time: its beginning, its end, and what is alarming in between. Nothing leaves
 * here that is not masked.
 */
export const readTry =
  ({ logs, now }: Deps) =>
  async (mwaaName: string, log: TaskLog, { size, deadline }: Bounds, masking: Masking): Promise<ReadTry> => {
    const keeper = keepEvents<Numbered>({ ...eventsKept, size });
    let line = 1;
    let newest = { at: 0, takenAt: 0 };
    const see = ({ at, takenAt }: WrittenEvent): void => {
      newest = { at: Math.max(newest.at, at), takenAt: Math.max(newest.takenAt, takenAt) };
    };

    let token: string | undefined;
    let isCut = false;
    do {
      isCut = now().getTime() > deadline;
      if (isCut) {
        break;
      }
      const page = await logs.read(mwaaName, log.stream, token, eventsAtOnce);
      for (const written of page.events) {
        const numbered = number(written, line, masking);
        keeper.add(numbered);
        line += numbered.lines.length;
        see(written);
      }
      token = page.next;
    } while (token !== undefined);

    const seen = newest.at;
    const end = isCut ? await logs.readEnd(mwaaName, log.stream, eventsKept.events) : [];
    const unseen = end.filter(({ at }) => at > seen);
    unseen.forEach(see);
    const { kept, leftOut } = keeper.finish();
    const events = segments([...kept, ...numberFromEnd(unseen, masking)]).flatMap((segment) =>
      maskSegment(segment, log, masking),
    );
    return { log, events, leftOut, isCut, newest };
  };
