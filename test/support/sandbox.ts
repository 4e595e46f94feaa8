import { gzipSync } from 'node:zlib';
import { type Interpreter, startInterpreter } from '../../functions/workflows/adapters/interpreter.ts';
import type { ImportedFile } from '../../functions/workflows/domain/imported-file.ts';
import { importFiles } from '../../functions/workflows/operations/import-files.ts';
import { sandboxDirectory } from '../../local/install.ts';

const megabyte = 1024 * 1024;

/** What came of a file, and how long its import took. */
export interface Imported {
  readonly file: ImportedFile;
  readonly milliseconds: number;
}

export interface SandboxedTree {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Paths of files that are not among them. */
  readonly missing?: readonly string[];
  readonly check: readonly string[];
  /** Milliseconds for one file, in the end. */
  readonly limit: number;
}

/** Imports files of a tree with the installed sandbox, as its function would. */
export const importInSandbox = async ({
  files,
  missing = [],
  check,
  limit,
}: SandboxedTree): Promise<ReadonlyMap<string, Imported>> => {
  const limits = { start: 60_000, memory: 900 * megabyte, line: 8 * megabyte };
  const started: Interpreter[] = [];
  const times = new Map<string, number>();
  const start = (): Interpreter => {
    const interpreter = startInterpreter({ directory: sandboxDirectory, limits });
    started.push(interpreter);
    let begun = 0;
    return {
      ...interpreter,
      run: (job, time, onLine) =>
        interpreter.run(job, time, (line) => {
          if ('begins' in line) begun = performance.now();
          if ('observed' in line) times.set(line.observed.path, performance.now() - begun);
          onLine(line);
        }),
    };
  };
  const run = importFiles({
    start,
    airflowVersion: '',
    timeLimit: 600_000,
    fileLimits: { first: 1_000, last: limit },
    graphLimit: Number.POSITIVE_INFINITY,
    now: () => new Date(),
  });
  const contents = Object.entries(files).map(([path, content]) => [path, Buffer.from(content).toString('base64')]);
  const tree = gzipSync(JSON.stringify(Object.fromEntries(contents))).toString('base64');
  const answer = await run({ tree, missing: [...missing], dagFiles: [...check], check: [...check] });
  for (const interpreter of started) interpreter.kill();
  return new Map(
    answer.files.map((file) => [file.path, { file, milliseconds: times.get(file.path) ?? Number.NaN }] as const),
  );
};
