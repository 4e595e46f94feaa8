import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import * as z from 'zod';
import { CommitId, Slug, Timestamp } from '../../shared/fields.ts';
import { type Reconciliation, TestResult, type TestsMode, type Tree } from '../contract.ts';

/** A run of a repository's own tests as it is stored, once for each content. */
export const TestRun = TestResult.extend({
  attempt: z.number().int(),
  commit: CommitId,
  startedAt: Timestamp,
});
export type TestRun = z.infer<typeof TestRun>;

/** What the state machine `run-tests` is told. */
export const TestOrder = z.object({
  tenant: z.string(),
  repositoryId: Slug,
  id: TestResult.shape.id,
  attempt: z.number().int(),
  commit: CommitId,
  /** Artefact key of the `Tree`. */
  tree: z.string(),
  /** The folder that Python imports from. */
  path: z.string(),
  /** Seconds. */
  timeout: z.number().int(),
});
export type TestOrder = z.infer<typeof TestOrder>;

/** Milliseconds after which a run that has not settled is lost: longer than its state machine may take. */
export const longestRun = 30 * 60_000;

/** How often a run that was lost is begun again. */
const mostAttempts = 3;

/** Every file that the tests are run with, by its path from the repository's root. */
export const testedFiles = (path: string, { files, tests }: Pick<Tree, 'files' | 'tests'>): Tree['files'] => [
  ...files.map((file) => ({ ...file, path: posix.join(path, file.path) })),
  ...tests.files,
];

/** Names what is tested: the same for the same files in the same places. */
export const testIdOf = (path: string, tree: Pick<Tree, 'files' | 'tests'>): string => {
  const files = testedFiles(path, tree).map((file) => `${file.sha256} ${file.path}`);
  return createHash('sha256')
    .update(JSON.stringify([path, ...files.toSorted()]))
    .digest('hex');
};

type Progress = NonNullable<Reconciliation['push']['tests']>;

const isLost = ({ startedAt }: TestRun, now: Date): boolean => now.getTime() - Date.parse(startedAt) > longestRun;

const stateOf = (run: TestRun | undefined, retestFrom: string | undefined, now: Date): Progress['state'] => {
  if (!run) {
    return 'due';
  }
  if (run.state === 'running') {
    const left = run.attempt < mostAttempts ? 'due' : 'unavailable';
    return isLost(run, now) ? left : 'running';
  }
  const isAskedAgain = retestFrom !== undefined && run.settledAt !== undefined && run.settledAt < retestFrom;
  return run.state !== 'passed' && isAskedAgain ? 'due' : run.state;
};

/** How far the tests are, and whether what was pushed has to wait for them. */
export const progressOf = (
  id: string,
  run: TestRun | undefined,
  { tests, retestFrom }: { readonly tests: TestsMode; readonly retestFrom?: string },
  now: Date,
): Progress => {
  const state = stateOf(run, retestFrom, now);
  return {
    id,
    state,
    attempt: (run?.attempt ?? 0) + (state === 'due' ? 1 : 0),
    holdBack: tests === 'block' && state !== 'passed',
  };
};

/** The run as a receipt shows it; one that was lost is not said to be running. */
export const toTestResult = (run: TestRun, now: Date): TestResult =>
  TestResult.parse(
    run.state === 'running' && isLost(run, now)
      ? { ...run, state: 'unavailable', reason: 'Whoever ran them has not answered in time.' }
      : run,
  );

const kinds = ['passed', 'failed', 'error', 'skipped'] as const;

/** The counts of pytest's last line, `1 failed, 2 passed in 0.12s`; undefined where it did not come to write it. */
export const readCounts = (output: string): TestResult['counts'] => {
  const summary = output
    .split('\n')
    .findLast((line) => /^=*\s*(\d+ [a-z]+(, )?)+ in [\d.]+s( \([\d:]+\))?\s*=*$/.test(line.trim()));
  if (summary === undefined) {
    return undefined;
  }
  const [passed = 0, failed = 0, errors = 0, skipped = 0] = kinds.map((kind) =>
    Number(new RegExp(`(\\d+) ${kind}`).exec(summary)?.[1] ?? 0),
  );
  return { passed, failed, errors, skipped };
};

/** What a runner says of the tests it ran. */
export const TestReport = z.object({
  /** Of pytest; absent where it was killed. */
  exitCode: z.number().int().optional(),
  isTimedOut: z.boolean(),
  seconds: z.number(),
  /** The end of what was printed. */
  output: z.string(),
});
export type TestReport = z.infer<typeof TestReport>;

/**
 * What a report comes to. Only pytest's own last line makes it passed: a test can end the process with any code.
 * https://docs.pytest.org/en/stable/reference/exit-codes.html
 */
export const judgeReport = (
  { exitCode, isTimedOut, seconds, output }: TestReport,
  timeout: number,
): Pick<TestResult, 'state' | 'counts' | 'seconds' | 'reason'> => {
  if (isTimedOut) {
    return { state: 'timed-out', seconds, reason: `They had not ended after ${timeout} seconds.` };
  }
  const counts = readCounts(output);
  if (exitCode === 0 && counts) {
    return { state: 'passed', counts, seconds };
  }
  if (exitCode === 1 && counts) {
    return { state: 'failed', counts, seconds };
  }
  const reason =
    exitCode === undefined
      ? 'They were killed: they used more than they may.'
      : `pytest ended with code ${exitCode} ${counts ? 'before all were run' : 'and no word of what it found'}.`;
  return { state: 'failed', counts, seconds, reason };
};
