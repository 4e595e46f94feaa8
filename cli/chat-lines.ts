import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';

const historyKept = 500;

interface LinesOptions {
  /** Where the lines typed on this machine are kept. */
  readonly historyFile: string;
  /** What a line that is being typed may become, and the end of it that this replaces. */
  readonly complete: (line: string) => Promise<[completions: string[], replaced: string]>;
}

/** Lines that a person types, or that come out of a pipe. */
export interface Lines {
  /** Somebody is there to be asked. */
  readonly isTerminal: boolean;
  /** The next line; undefined at the end (Ctrl-D, or Ctrl-C on an empty line). The prompt is for terminals only. */
  readonly next: (prompt: string) => Promise<string | undefined>;
  /** What some work comes to; undefined where Ctrl-C ended the waiting. */
  readonly waitFor: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T | undefined>;
  /** Says something while the next line is awaited, and leaves what is being typed as it is. */
  readonly interrupt: (text: string) => void;
  readonly close: () => void;
}

const readHistory = (file: string): string[] => {
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
};

const isReply = (line: string): boolean => /^(y|yes|n|no)$/i.test(line);

/** Newest first, for this user only. A history that cannot be kept is no reason to stop. */
const saveHistory = (file: string, lines: readonly string[]): void => {
  const kept = lines.filter((line) => !isReply(line));
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, `${kept.join('\n')}\n`, { mode: 0o600 });
  } catch {}
};

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));

/** Opens standard input; on a terminal with editing, history and completion. Prompts go to standard error. */
export const openLines = ({ historyFile, complete }: LinesOptions): Lines => {
  const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true;
  const reader = createInterface({
    input: process.stdin,
    terminal: isTerminal,
    ...(isTerminal && {
      output: process.stderr,
      history: readHistory(historyFile),
      historySize: historyKept,
      removeHistoryDuplicates: true,
      completer: complete,
    }),
  });
  reader.on('history', (lines: readonly string[]) => saveHistory(historyFile, lines));
  // Asked for at once: lines that come before would be lost.
  const lines = reader[Symbol.asyncIterator]();

  /** Lines that came before it was closed are not taken any more. */
  let isClosed = false;
  let abort: AbortController | undefined;
  reader.on('SIGINT', () => {
    if (abort) {
      abort.abort();
    } else if (reader.line === '') {
      reader.close();
    } else {
      reader.write(null, { ctrl: true, name: 'e' });
      reader.write(null, { ctrl: true, name: 'u' });
    }
  });

  return {
    isTerminal,
    next: async (prompt) => {
      if (isTerminal) {
        reader.setPrompt(prompt);
        reader.prompt();
      }
      const { value, done } = await lines.next();
      if (isTerminal && done) {
        process.stderr.write('\n');
      }
      return done || isClosed ? undefined : value;
    },
    waitFor: async (work) => {
      abort = new AbortController();
      const { signal } = abort;
      const result = work(signal).catch((error: unknown) => {
        if (!signal.aborted) {
          throw error;
        }
        return undefined;
      });
      try {
        return await Promise.race([result, aborted(signal)]);
      } finally {
        abort = undefined;
      }
    },
    interrupt: (text) => {
      process.stderr.write(`\r\u001b[K${text}\n`);
      reader.prompt(true);
    },
    close: () => {
      isClosed = true;
      reader.close();
    },
  };
};
