import * as z from 'zod';

/** Characters of one line that are shown. */
export const longestLine = 2_000;

/** What Airflow's task supervisor writes for each event (structlog, with its structured tracebacks). */
const Frame = z.object({ filename: z.string(), lineno: z.number(), name: z.string() });
const Exception = z.object({
  exc_type: z.string().default('Exception'),
  exc_value: z.string().default(''),
  exc_notes: z.array(z.string()).nullish(),
  is_cause: z.boolean().default(false),
  frames: z.array(Frame).nullish(),
  /** Of an exception group: the chains of its parts. */
  get exceptions() {
    return z.array(z.array(Exception)).nullish();
  },
});
type Exception = z.infer<typeof Exception>;
/** What Airflow says beside an event's text. Of what it adds, these say why a process ended or was refused. */
const Extra = z.union([z.string(), z.number()]).optional().catch(undefined);
const extras = ['exit_code', 'signal_name', 'detail'] as const;
const Event = z.object({
  event: z.unknown(),
  level: z.string().optional().catch(undefined),
  logger: z.string().optional().catch(undefined),
  timestamp: z.string().optional().catch(undefined),
  error_detail: z.array(Exception).nullish().catch(undefined),
  exit_code: Extra,
  signal_name: Extra,
  detail: Extra,
});

/** An exception of an event. `line` counts from the event's first line, which is 0. */
export interface LogException {
  readonly type: string;
  readonly message: string;
  readonly line: number;
  readonly frames: readonly { readonly file: string; readonly line: number; readonly name: string }[];
}

/** An event of a task's log, neither masked nor shortened: `showLines` is for what leaves this process. */
export interface LogEvent {
  readonly at: string;
  readonly level: string | undefined;
  readonly logger: string | undefined;
  readonly lines: readonly string[];
  /** First cause first. */
  readonly exceptions: readonly LogException[];
}

const controls = /(?!\t)\p{Cc}/gu;

/** Releases are our own affair: the author knows the path within the repository. */
const release = /^.*\/releases\/[a-z0-9-]+\/[0-9a-f]{64}\//;

const [esc, bell, introducer, terminator] = [0x1b, 0x07, 0x9b, 0x9c].map((code) => String.fromCharCode(code));

/**
 * Escape sequences of terminals (ECMA-48): colours and the like, titles and links, character sets. Node's own
 * `stripVTControlCharacters` takes minutes for a megabyte of unfinished ones.
 */
const escapes = new RegExp(
  [
    `(?:${esc}\\[|${introducer})[0-?]{0,64}[ -/]{0,8}[@-~]`,
    `${esc}\\][^${bell}${esc}${terminator}]{0,2000}(?:${bell}|${esc}\\\\|${terminator})`,
    `${esc}[ -/]{0,3}[0-Z\\\\^-~]`,
  ].join('|'),
  'g',
);

const clean = (text: string): string => text.replace(escapes, '').replace(controls, '');

const toLines = (text: string): string[] => text.split(/\r\n|\r|\n/).map(clean);

/** An exception, and how it came from the one before it. */
interface Told {
  readonly exception: Exception;
  readonly link?: string;
}

/** First cause first, the parts of a group before the group. */
const inOrder = (chain: readonly Exception[]): Told[] =>
  chain.toReversed().flatMap((exception, index, all) => {
    const before = all[index - 1];
    const parts = (exception.exceptions ?? []).flatMap((part, number) =>
      inOrder(part).map((told, first) => (number > 0 && first === 0 ? { ...told, link: 'and beside that:' } : told)),
    );
    const link = before && (before.is_cause ? 'which was the cause of:' : 'and while that was handled:');
    return [...parts, { exception, link: parts.length > 0 ? 'which were part of:' : link }];
  });

const stackTrace = (chain: readonly Exception[], first: number) => {
  const lines: string[] = [];
  const exceptions: LogException[] = [];
  for (const { exception, link } of inOrder(chain)) {
    const frames = (exception.frames ?? []).map(({ filename, lineno, name }) => ({
      file: clean(filename).replace(release, ''),
      line: lineno,
      name: clean(name),
    }));
    lines.push(
      ...(link === undefined ? [] : [link]),
      'Traceback (most recent call last):',
      ...frames.flatMap(({ file, line, name }) => toLines(`  File "${file}", line ${line}, in ${name}`)),
    );
    const message = toLines(exception.exc_value).join('\n');
    const type = clean(exception.exc_type);
    exceptions.push({ type, message, line: first + lines.length, frames });
    lines.push(...`${type}: ${message}`.split('\n'), ...(exception.exc_notes ?? []).flatMap(toLines));
  }
  return { lines, exceptions };
};

const parse = (message: string): z.infer<typeof Event> => {
  try {
    return Event.parse(JSON.parse(message));
  } catch {
    return { event: message };
  }
};

const toText = (event: unknown): string => (typeof event === 'string' ? event : (JSON.stringify(event) ?? ''));

/** The event's text and, behind it, its extras: `Task exited · exit_code=3`. */
const toSaid = (event: z.infer<typeof Event>): string =>
  [
    toText(event.event),
    ...extras.flatMap((name) => (event[name] === undefined ? [] : [`${name}=${event[name]}`])),
  ].join(' · ');

/** Reads one CloudWatch event of a task's log: its text, then the stack trace. `time` in milliseconds. */
export const readLogEvent = (message: string, time: number): LogEvent => {
  const event = parse(message);
  const { level, logger, timestamp, error_detail: chain } = event;
  const written = Date.parse(timestamp ?? '');
  const said = toLines(toSaid(event));
  const { lines, exceptions } = stackTrace(chain ?? [], said.length);
  return {
    at: new Date(Number.isNaN(written) ? time : written).toISOString(),
    level,
    logger,
    lines: [...said, ...lines],
    exceptions,
  };
};

/** Cuts a line that is too long to be shown. Only after it was masked, or half a secret might be left. */
export const shorten = (line: string): string => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);

/** Whether `shorten` has cut this line. */
export const isShortened = (line: string): boolean => line.length === longestLine + 1 && line.endsWith('…');
