import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Job, Line } from '../domain/interpreter-lines.ts';

/** Milliseconds and bytes. */
export interface InterpreterLimits {
  /** From when it is given a job until it begins with the first file. */
  readonly start: number;
  /** Of the whole process. */
  readonly memory: number;
  /** Of one line that it says. */
  readonly line: number;
}

export interface InterpreterContext {
  /** Where the sandbox's artefact is. */
  readonly directory: string;
  readonly limits: InterpreterLimits;
}

/** How long a job may take. */
export interface JobTime {
  /** When all of it must be done, in milliseconds since 1970. */
  readonly deadline: number;
  /** Milliseconds of the processor's time for one file, however busy the machine; of the clock's, three times as many. */
  readonly file: number;
}

/** Why an interpreter ended before its job was done. */
export interface EarlyEnd {
  readonly reason: string;
  /** A file took longer or more than it may; of memory, maybe the one before it did. */
  readonly isOverLimit: boolean;
}

/** A process that imports files, for one job: whatever a file does to it ends with it. */
export interface Interpreter {
  /** Hands on what it says; answers why it ended before its job was done, if it did. */
  readonly run: (job: Job, time: JobTime, onLine: (line: Line) => void) => Promise<EarlyEnd | undefined>;
  readonly isAlive: () => boolean;
  readonly kill: () => void;
}

/** Bytes of a page, and milliseconds of a clock tick, on Linux for x64 and arm64. */
const pageSize = 4096;
const tick = 10;
const checkInterval = 100;

/**
 * What leaves a program that gets out of Python with nothing: no file but the interpreter's own, no process, thread or
 * native module, no code from strings.
 */
const flags = (directory: string): string[] => [
  '--permission',
  `--allow-fs-read=${directory}`,
  '--disallow-code-generation-from-strings',
  '--max-old-space-size=384',
];

/** Bytes that the process holds, and milliseconds that it has computed (proc(5), `stat`); zeros once it has ended. */
const readUsage = async (pid: number | undefined): Promise<{ memory: number; computed: number }> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // What follows the command, which may hold spaces: its state is the third field of all.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (position: number): number => Number(fields[position - 3] ?? 0);
  return { memory: field(24) * pageSize, computed: (field(14) + field(15)) * tick };
};

const parseLine = (text: string): Line | undefined => {
  try {
    return Line.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** Calls `onLine` with each whole line, and `onOverflow` once where one is too long. */
const readLines = (
  { stdout }: ChildProcess,
  greatest: number,
  onLine: (text: string) => void,
  onOverflow: () => void,
): void => {
  let rest = '';
  stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
    if (rest.length > greatest) {
      rest = '';
      onOverflow();
    }
  });
};

/** Starts an interpreter; it gets ready while nobody waits for it. */
export const startInterpreter = ({ directory, limits }: InterpreterContext): Interpreter => {
  const child = spawn(process.execPath, [...flags(directory), join(directory, 'interpreter.mjs')], {
    cwd: directory,
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let end: EarlyEnd | undefined;
  const stop = (reason: string, isOverLimit = false): void => {
    end ??= { reason, isOverLimit };
    child.kill('SIGKILL');
  };
  const exited = new Promise<void>((resolve) => {
    child.once('error', ({ message }) => stop(`it could not be started: ${message}`));
    child.once('error', () => resolve());
    child.once('exit', (code, signal) => {
      end ??= code === 0 ? undefined : { reason: `its process ended with ${signal ?? code}`, isOverLimit: false };
      resolve();
    });
  });
  child.stdin?.on('error', () => undefined);

  return {
    isAlive: () => child.exitCode === null && child.signalCode === null && end === undefined,
    kill: () => stop('it was stopped'),
    run: async (job, { deadline, file }, onLine) => {
      let hasBegun = false;
      let due = Math.min(deadline, Date.now() + limits.start);
      // What it computed before, while it got ready, is not the file's: the allowance counts from the next look on.
      let allowance: number | undefined = Number.POSITIVE_INFINITY;
      readLines(
        child,
        limits.line,
        (text) => {
          const line = parseLine(text);
          if (line === undefined) stop('it said what cannot be read');
          if (line === undefined || end !== undefined) return;
          hasBegun ||= 'begins' in line;
          if (hasBegun) {
            due = Math.min(deadline, Date.now() + 3 * file);
            allowance = undefined;
          }
          onLine(line);
        },
        () => stop('it said more than can be read'),
      );
      child.stdin?.end(JSON.stringify(job));
      const watch = setInterval(async () => {
        const { memory, computed } = await readUsage(child.pid);
        allowance ??= computed + file;
        if (Date.now() > due || computed > allowance) {
          stop(hasBegun ? `it took longer than ${file / 1000} s` : 'it did not start in time', hasBegun);
        }
        if (memory > limits.memory) stop('it took too much memory', hasBegun);
      }, checkInterval);
      await exited;
      clearInterval(watch);
      return end;
    },
  };
};
