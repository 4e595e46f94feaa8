import type { RunLogEvent, RunLogHead } from '../../knowledge/contract.ts';
import { eventsKept, fairShare, isAlarming, keepEvents } from './keep-events.ts';
import { isShortened, longestLine } from './read-log-event.ts';

/** What is known of one try's log. */
export interface TryLog {
  readonly task: string;
  readonly mapIndex: number;
  readonly try: number;
  readonly events: readonly RunLogEvent[];
  readonly leftOut: number;
  readonly isCut: boolean;
}

/** How a try is called in a note. */
export const tryName = ({ task, mapIndex, try: attempt }: Pick<TryLog, 'task' | 'mapIndex' | 'try'>): string =>
  `task ${mapIndex < 0 ? task : `${task}[${mapIndex}]`}, try ${attempt}`;

const count = (value: number): string => value.toLocaleString('en-US');

const sizeOf = (event: RunLogEvent): number => Buffer.byteLength(JSON.stringify(event)) + 1;

const totalOf = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

/** What fits of a try's events into a size in bytes, by the same rule by which they were kept. */
const trim = (log: TryLog, size: number): TryLog => {
  const keeper = keepEvents<RunLogEvent & { size: number; isAlarming: boolean }>({ ...eventsKept, size });
  for (const event of log.events) {
    keeper.add({ ...event, size: sizeOf(event), isAlarming: isAlarming(event) });
  }
  const { kept, leftOut } = keeper.finish();
  const events = kept.map(({ size: _size, isAlarming: _isAlarming, ...event }) => event);
  return { ...log, events, leftOut: log.leftOut + leftOut };
};

const shortenedOf = ({ events }: TryLog): number => events.flatMap(({ lines }) => lines).filter(isShortened).length;

const notesOf = (log: TryLog): string[] => [
  ...(shortenedOf(log) > 0
    ? [`of ${tryName(log)}, ${count(shortenedOf(log))} lines were cut after ${count(longestLine)} characters`]
    : []),
  ...(log.leftOut > 0 ? [`of ${tryName(log)}, ${count(log.leftOut)} lines in the middle were left out`] : []),
  ...(log.isCut
    ? [
        `of ${tryName(log)}, the log was too long to be read to its end in time: lines after the gap are counted from the end, -1 being the last`,
      ]
    : []),
];

/** Tries in the order in which they began to write. */
const byStart = (a: TryLog, b: TryLog): number =>
  (a.events[0]?.at ?? '~').localeCompare(b.events[0]?.at ?? '~') || tryName(a).localeCompare(tryName(b));

/**
 * A run's log document: JSON lines, the head first. Of long logs so much is left out, and noted, that the events have no
 * more than `size` bytes.
 */
export const composeRunLog = (head: RunLogHead, logs: readonly TryLog[], size: number): string => {
  const sizes = logs.map(({ events }) => totalOf(events.map(sizeOf)));
  const share = fairShare(sizes, size);
  const fitting = logs.map((log, index) => ((sizes[index] ?? 0) > share ? trim(log, share) : log)).toSorted(byStart);
  const notes = [...head.notes, ...fitting.flatMap(notesOf)];
  const lines = [{ ...head, notes }, ...fitting.flatMap(({ events }) => events)];
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
};
