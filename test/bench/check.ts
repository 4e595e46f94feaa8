import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createChecker, isDagCandidate } from '../../functions/workflows/domain/check/check-file.ts';
import { createSyntaxCheck } from '../../functions/workflows/domain/check/find-syntax-errors.ts';
import { createWarningCheck } from '../../functions/workflows/domain/check/find-warnings.ts';
import { root } from '../../local/paths.ts';
import { readGoodDags } from '../evaluation/check-corpus.ts';
import { askAirflow } from '../support/airflow-verdicts.ts';
import { createStageTimer, stages } from '../support/check-stages.ts';
import { importInSandbox } from '../support/sandbox.ts';
import { table, writeSection } from './measurements.ts';
import { percentile } from './statistics.ts';

const target = { airflowVersion: '3.3.2', pythonVersion: '3.11' } as const;
const warmUps = 3;
const rounds = 5;
const freshProcesses = 12;

const elapsed = (work: () => unknown): number => {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
};

const rate = (perSecond: number): string => perSecond.toFixed(perSecond < 10 ? 1 : 0);

const row = (what: string, times: readonly number[]): (string | number)[] => [
  what,
  times.length,
  rate((1000 * times.length) / times.reduce((sum, each) => sum + each, 0)),
  percentile(times, 0.5).toFixed(2),
  percentile(times, 0.95).toFixed(2),
];

/** Each file in a Node process of its own, from its start to the answer. */
const checkCold = async (paths: readonly string[]): Promise<number[]> => {
  const times: number[] = [];
  for (const path of paths) {
    const script = join(import.meta.dirname, 'check-once.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, path]);
    times.push(Number(stdout));
  }
  return times;
};

/** Each file in an Airflow process of its own, from its start to the answer. */
const importFresh = async (paths: readonly string[]): Promise<number[]> => {
  const times: number[] = [];
  for (const path of paths) {
    const folder = await mkdtemp(join(tmpdir(), 'navigator-import-'));
    await copyFile(path, join(folder, basename(path)));
    const startedAt = performance.now();
    await askAirflow(folder, [join(root, 'dags')]);
    times.push(performance.now() - startedAt);
    await rm(folder, { recursive: true });
  }
  return times;
};

/** Each file in a process of its own, from its start to the answer, and all of them in one that runs already. */
const importSandboxed = async (paths: readonly string[], some: readonly string[]) => {
  const read = async (path: string) => [basename(path), await readFile(path)] as const;
  const cold: number[] = [];
  for (const path of some) {
    const [name, bytes] = await read(path);
    const startedAt = performance.now();
    await importInSandbox({ files: { [name]: bytes }, check: [name], limit: 60_000 });
    cold.push(performance.now() - startedAt);
  }
  const warm: number[] = [];
  for (const folder of new Set(paths.map(dirname))) {
    const files = await Promise.all(paths.filter((path) => dirname(path) === folder).map(read));
    const imported = await importInSandbox({
      files: Object.fromEntries(files),
      check: files.map(([name]) => name),
      limit: 60_000,
    });
    warm.push(...[...imported.values()].map(({ milliseconds }) => milliseconds));
  }
  return { cold, warm };
};

/** The static checks, stage by stage, beside ruff alone and the import in a real Airflow, on DAGs that work. */
export const benchCheck = async (): Promise<void> => {
  const { good } = await readGoodDags();
  const dags = good.filter(({ bytes }) => isDagCandidate(bytes));
  const texts = dags.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
  const { checkFile } = createChecker(target);
  const timeStages = createStageTimer(target);
  const [findSyntaxErrors, findWarnings] = [
    createSyntaxCheck(target.pythonVersion),
    createWarningCheck(target.pythonVersion),
  ];
  const repeat = <T>(work: () => readonly T[]): T[] => {
    // The first rounds are the compiler's.
    const all = Array.from({ length: warmUps + rounds }, work);
    return all.slice(warmUps).flat();
  };
  const staged = repeat(() => texts.map(timeStages));
  const whole = repeat(() => dags.map(({ bytes }) => elapsed(() => checkFile('dag.py', bytes))));
  const ruff = repeat(() => texts.map((text) => elapsed(() => [findSyntaxErrors(text), findWarnings(text)])));
  const some = dags.slice(0, freshProcesses).map(({ name }) => join(root, name));
  const sandboxed = await importSandboxed(
    dags.map(({ name }) => join(root, name)),
    some,
  );
  const imports = dags.map(({ milliseconds }) => milliseconds);
  writeSection(
    'Checking a DAG',
    `${table(
      ['what', 'n', 'files per second', 'p50 ms', 'p95 ms'],
      [
        ...stages.map((stage) =>
          row(
            `stage \`${stage}\``,
            staged.map((times) => times[stage]),
          ),
        ),
        row('all static checks, warm', whole),
        row('all static checks, cold: a fresh Node process for each file', await checkCold(some)),
        row('sandboxed import, in an interpreter that runs already', sandboxed.warm),
        row('sandboxed import, cold: a fresh interpreter for each file', sandboxed.cold),
        row('for comparison: ruff alone (in WebAssembly), warm', ruff),
        row('for comparison: import in an Airflow process that runs already', imports),
        row('for comparison: a fresh Airflow process for each file', await importFresh(some)),
      ],
    )}

The ${dags.length} files are the example DAGs of the installed Airflow and its providers that this Airflow imports, and our
own. One thread; \`security\` includes following the program. The machine’s load average was ${(loadavg()[0] ?? 0).toFixed(1)} at the end.`,
  );
};
