import type { RunLogEvent } from '../contract.ts';
import { runsSource } from './document-name.ts';
import { countPieces, windowSize } from './model-window.ts';
import { makePassage } from './passage.ts';
import { clip, clipToWindow, type Piece, pieceLimits } from './piece.ts';
import type { RunLog } from './read-run-log.ts';
import { signatureOf } from './signature-of.ts';

/** Passages of one run. */
const passagesOfRun = 400;

/** How much it matters that lines can be found. */
const urgencies = { error: 0, warning: 1, ordinary: 2 } as const;
type Urgency = keyof typeof urgencies;

const urgencyOf = ({ level = '', exceptions }: RunLogEvent): Urgency => {
  if (exceptions.length > 0 || /^(error|critical|fatal|exception)$/i.test(level)) {
    return 'error';
  }
  return /^warn(ing)?$/i.test(level) ? 'warning' : 'ordinary';
};

/** An event, and those right after it that differ in numbers, ids and times only. */
interface Entry {
  readonly event: RunLogEvent;
  readonly urgency: Urgency;
  readonly template: string;
  readonly more: number;
  /** Line of the last of them. */
  readonly until: number;
}

/** Entries that become one passage. */
interface Chunk {
  readonly first: RunLogEvent;
  readonly urgency: Urgency;
  readonly text: string;
  readonly meaning: string;
}

const tryOf = ({ task, mapIndex, try: number }: RunLogEvent): string => `${task}/${mapIndex}/${number}`;

const textOf = ({ event, more, until }: Entry): string =>
  [...event.lines, ...(more > 0 ? [`(${more} more like this, the last in line ${until})`] : [])].join('\n');

const collapse = (events: readonly RunLogEvent[]): Entry[] => {
  const entries: Entry[] = [];
  for (const event of events) {
    const urgency = urgencyOf(event);
    const template = event.lines.map(signatureOf).join();
    const last = entries.at(-1);
    if (last?.template === template && last.urgency === urgency) {
      entries[entries.length - 1] = { ...last, more: last.more + 1, until: event.line };
    } else {
      entries.push({ event, urgency, template, more: 0, until: event.line });
    }
  }
  return entries;
};

/** Frames say little about what went wrong; what is thrown, and what was said when it was, says much. */
const meaningOf = ({ event }: Entry): string => {
  const thrown = event.exceptions.map(({ type, message }) => `${type}: ${message}`);
  const said = thrown.length > 0 ? [event.lines[0] ?? '', ...thrown] : event.lines;
  return said.join('\n');
};

const alone = (entry: Entry): Chunk => ({
  first: entry.event,
  urgency: entry.urgency,
  text: textOf(entry),
  meaning: meaningOf(entry),
});

const join = (one: Chunk, text: string): Chunk => {
  const joined = `${one.text}\n${text}`;
  return { ...one, text: joined, meaning: joined };
};

/** What is said of one try of one task: each warning and error by itself, the rest together. */
const chunk = (events: readonly RunLogEvent[]): Chunk[] => {
  const chunks: Chunk[] = [];
  for (const entry of collapse(events)) {
    const text = textOf(entry);
    const last = chunks.at(-1);
    const joined = `${last?.text}\n${text}`;
    const fits = joined.length <= pieceLimits.together && countPieces(joined) <= windowSize;
    if (last !== undefined && fits && last.urgency === 'ordinary' && entry.urgency === 'ordinary') {
      chunks[chunks.length - 1] = join(last, text);
    } else {
      chunks.push(alone(entry));
    }
  }
  return chunks;
};

/** As many as may be kept, the urgent first, in the order in which they stand. */
const select = (chunks: readonly Chunk[]): readonly Chunk[] => {
  const kept = chunks.toSorted((a, b) => urgencies[a.urgency] - urgencies[b.urgency]).slice(0, passagesOfRun);
  const isKept = new Set(kept);
  return chunks.filter((each) => isKept.has(each));
};

/**
 * Splits a run's log into passages: each warning and error with its stack trace whole, the rest by up to 900 characters
 * of one try of one task. Where there are too many, errors go first and a last passage says what was left out, as it
 * does of what was left out before.
 */
export const splitRunLog = (
  { head, events }: RunLog,
  { tenant, document }: { tenant: string; document: string },
): Piece[] => {
  const { run, commit } = head;
  const chunks = [...Map.groupBy(events, tryOf).values()].flatMap(chunk);
  const kept = select(chunks);
  const about = {
    ...{ tenant, document, kind: 'runs' as const, source: runsSource },
    access: { system: 'automatrix' as const, resource: run.repository },
  };
  const ofRun = { run: run.id, workflow: run.workflow, state: run.state, commit };
  const toPiece = ({ first, text, meaning }: Chunk): Piece => {
    const { task, mapIndex, try: number, line, at } = first;
    const passage = makePassage({
      ...about,
      position: `${run.state}/${tryOf(first)}:${line}`,
      title: `${run.workflow} · ${mapIndex < 0 ? task : `${task}[${mapIndex}]`}`,
      text: clip(text, pieceLimits.whole),
      provenance: { ...ofRun, task, mapIndex, try: number, line, at },
    });
    return { passage, meaning: clipToWindow(meaning) };
  };
  const notes = [
    ...head.notes,
    ...(kept.length < chunks.length
      ? [`${chunks.length - kept.length} passages of the logs were left out; errors and warnings were kept first.`]
      : []),
  ];
  const text = clip(notes.join('\n'), pieceLimits.whole);
  const note = makePassage({
    ...about,
    position: `${run.state}/notes`,
    title: `${run.workflow} · notes`,
    text,
    provenance: { ...ofRun, at: run.endedAt },
  });
  return [...kept.map(toPiece), ...(notes.length > 0 ? [{ passage: note, meaning: clipToWindow(text) }] : [])];
};
