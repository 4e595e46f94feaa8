import type { RunLogEvent } from '../../contract.ts';
import { signatureOf } from '../signature-of.ts';
import { kindOfFault } from './kind-of-fault.ts';
import { isChatter, isMachinery, isPrinted, type Line, linesOf } from './lines-of-try.ts';
import { firstCause, isFrame, readStacks, type Stack } from './read-stacks.ts';
import { type Clues, isReport, saysWhat, speaksOfError, weighLine } from './weigh-line.ts';

/** Signatures of lines of tries that succeeded. */
export interface Good {
  /** Of the same task, now or earlier. */
  readonly ofTask: ReadonlySet<string>;
  /** Of any task in this run. */
  readonly inThisRun: ReadonlySet<string>;
}

/** A line that may have decided a try. */
export interface Weighed {
  readonly line: Line;
  readonly weight: number;
  readonly kind: string | undefined;
  /** The stack trace whose exception it is. */
  readonly stack: Stack | undefined;
}

type Place = Pick<Clues, 'inStack'> & { readonly stack: Stack };

const placesOf = (stack: Stack): [Line, Place][] => {
  const first = firstCause(stack);
  return stack.faults.map(({ line }, at) => {
    if (at === first) return [line, { stack, inStack: 'first cause' }];
    return [line, { stack, inStack: at < first ? 'set aside' : 'wrapper' }];
  });
};

/** For each line, the one before it by the same speaker. */
const linesBefore = (lines: readonly Line[]): Map<Line, Line | undefined> => {
  const last = new Map<string | undefined, Line>();
  return new Map(
    lines.map((line) => {
      const before = last.get(line.event.logger);
      last.set(line.event.logger, line);
      return [line, before];
    }),
  );
};

/** The last line of each process that says more than how it ended. A process speaks line by line. */
const lastWords = (lines: readonly Line[]): Set<Line> => {
  const telling = lines.filter(({ text, event }) => text !== '' && event.lines.length === 1 && !isReport(text));
  return new Set(new Map(telling.map((line) => [line.event.logger, line])).values());
};

/** Standard error is logged as an error, whatever is written to it. */
const isError = (event: RunLogEvent): boolean =>
  (event.level === 'error' || event.level === 'critical') && !isPrinted(event);

const isUsual = (text: string, { ofTask, inThisRun }: Good): boolean | undefined => {
  const signature = signatureOf(text);
  return ofTask.has(signature) || inThisRun.has(signature) || (ofTask.size > 0 ? false : undefined);
};

/** The lines of a log, and what can be known of each only from the others. */
const survey = (lines: readonly Line[], ending: RunLogEvent | undefined) => {
  const stacks = readStacks(lines);
  const faults = stacks.flatMap((stack) => stack.faults);
  return {
    ending,
    places: new Map(stacks.flatMap(placesOf)),
    insides: new Set(stacks.flatMap(({ rest }) => rest)),
    announcements: new Set(stacks.map(({ announcement }) => announcement)),
    lastStacks: new Set(new Map(stacks.map((stack) => [stack.faults[0]?.line.event.logger, stack])).values()),
    before: linesBefore(lines),
    last: lastWords(lines),
    /** Whether the exception that ended the try tells why. */
    isExplained: faults.some(({ line }) => line.event === ending && saysWhat(line.text, kindOfFault(line.text))),
    rightBefore: lines.findLast(({ event }) => !isPrinted(event) && event.line < (ending?.line ?? 0))?.event,
  };
};
type Survey = ReturnType<typeof survey>;

/**
 * A log record says what its stack trace is for, and the work goes on, unless nothing worse follows. A process that dies
 * of an exception prints nothing but the trace.
 */
const fateOf = (
  { stack, line }: { stack: Stack; line: Line },
  { ending, isExplained, lastStacks }: Survey,
): Clues['fate'] => {
  if (line.event === ending) return undefined;
  if (isExplained || isMachinery(line.event)) return 'handled';
  const isRecord = line.event.lines.length > 1 || speaksOfError(stack.announcement?.text ?? '');
  if (!isRecord) return 'uncaught';
  return lastStacks.has(stack) ? undefined : 'handled';
};

const cluesOf = (line: Line, from: Survey, good: Good): Clues => {
  const { text, event } = line;
  const place = from.places.get(line);
  const isHead = place !== undefined || line.index === 0;
  const isEnding = event === from.ending && isHead;
  const above = from.before.get(line)?.text ?? '';
  return {
    text,
    isEnding,
    inStack: place?.inStack,
    fate: place && fateOf({ stack: place.stack, line }, from),
    announces: from.announcements.has(line),
    isErrorLevel: isError(event) && line.index === 0,
    isWarningLevel: event.level === 'warning',
    isRightBefore: event === from.rightBefore && isError(event) && isHead,
    isAfter: from.ending !== undefined && event.line > from.ending.line && !isPrinted(event),
    isLastWord: from.last.has(line),
    isDetail: /^\s/.test(text) && !/^\s/.test(above) && speaksOfError(above),
    isUsual: isUsual(text, good),
    isOfMessage: event === from.ending && !isHead,
    kind: kindOfFault(text),
  };
};

/** Lines that are weighed of one try: a log that complains more often than this does so in the same words. */
const mostWeighed = 2_000;

/** The first and the last lines, and how the try ended: what its process printed may arrive after that. */
const bounded = (lines: readonly Line[], ending: RunLogEvent | undefined): readonly Line[] =>
  lines.filter(({ event }, at) => at < mostWeighed / 2 || at >= lines.length - mostWeighed / 2 || event === ending);

/** Weighs the lines of a try that may have decided it, the weightiest first, the earlier first of equals. */
export const weighTry = (events: readonly RunLogEvent[], ending: RunLogEvent | undefined, good: Good): Weighed[] => {
  const lines = linesOf(events.filter((event) => !isChatter(event)));
  const surveyed = survey(lines, ending);
  const { places, insides, last } = surveyed;
  const mayDecide = (line: Line): boolean =>
    !insides.has(line) &&
    !isFrame(line.text) &&
    (places.has(line) || last.has(line) || (isError(line.event) && line.index === 0) || speaksOfError(line.text));
  return bounded(lines.filter(mayDecide), ending)
    .map((line) => {
      const clues = cluesOf(line, surveyed, good);
      return { line, weight: weighLine(clues), kind: clues.kind, stack: places.get(line)?.stack };
    })
    .toSorted((a, b) => b.weight - a.weight);
};
