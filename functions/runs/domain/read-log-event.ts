import { stripVTControlCharacters } from 'node:util';
import * as z from 'zod';

/** Characters of one line that are shown. */
const longestLine = 2_000;

/** What Airflow's task supervisor writes for each event (structlog, with its structured tracebacks). */
const Frame = z.object({ filename: z.string(), lineno: z.number(), name: z.string() });
const Exception = z.object({
  exc_type: z.string().default('Exception'),
  exc_value: z.string().default(''),
  is_cause: z.boolean().default(false),
  frames: z.array(Frame).nullish(),
});
const LogEvent = z.object({
  event: z.unknown(),
  level: z.string().optional(),
  timestamp: z.string().optional(),
  error_detail: z.array(Exception).nullish().catch(undefined),
});

/** One line of a log as people read it. */
export interface ReadLine {
  readonly at: string;
  readonly level: string | undefined;
  readonly message: string;
}

const controls = /(?!\t)\p{Cc}/gu;

/** Releases are our own affair: the author knows the path within the repository. */
const release = /^.*\/releases\/[a-z0-9-]+\/[0-9a-f]{64}\//;

const toLines = (text: string): string[] =>
  stripVTControlCharacters(text)
    .split(/\r\n|\r|\n/)
    .map((line) => {
      const shown = line.replace(controls, '');
      return shown.length > longestLine ? `${shown.slice(0, longestLine)}…` : shown;
    });

const stackTrace = (exceptions: readonly z.infer<typeof Exception>[]): string[] =>
  exceptions
    .toReversed()
    .flatMap((exception, index, all) => [
      ...(index > 0 ? [all[index - 1]?.is_cause ? 'which was the cause of:' : 'and while that was handled:'] : []),
      'Traceback (most recent call last):',
      ...(exception.frames ?? []).map(
        ({ filename, lineno, name }) => `  File "${filename.replace(release, '')}", line ${lineno}, in ${name}`,
      ),
      ...toLines(`${exception.exc_type}: ${exception.exc_value}`),
    ]);

const parse = (message: string): z.infer<typeof LogEvent> => {
  try {
    return LogEvent.parse(JSON.parse(message));
  } catch {
    return { event: message };
  }
};

const toText = (event: unknown): string => (typeof event === 'string' ? event : (JSON.stringify(event) ?? ''));

/** The lines of one CloudWatch event of a task's log: its text, then the stack trace. `time` in milliseconds. */
export const readLogEvent = (message: string, time: number): readonly ReadLine[] => {
  const { event, level, timestamp, error_detail: exceptions } = parse(message);
  const parsed = Date.parse(timestamp ?? '');
  const at = new Date(Number.isNaN(parsed) ? time : parsed).toISOString();
  return [...toLines(toText(event)), ...stackTrace(exceptions ?? [])].map((line) => ({ at, level, message: line }));
};
