import type { Finding } from '../../repositories/contract.ts';
import type { CheckedFile } from './check/check-tree.ts';
import { createFinding, wholeFile } from './check/finding.ts';
import type { Effect, ImportedFile } from './imported-file.ts';

/** What is known of a file's import, without the graph. */
export type ImportOutcome = Pick<ImportedFile, 'path' | 'verdict' | 'reason' | 'isUnfinished' | 'error' | 'effects'> & {
  readonly dagIds: readonly string[];
};

const ruleOfError = { import: 'import-broken', cycle: 'dag-cycle', 'duplicate-task': 'task-id-duplicate' } as const;

const deeds: Readonly<Record<Effect['kind'], string>> = {
  connection: 'It asks Airflow for the connection',
  environment: 'It changes the environment variable',
  'native code': 'It calls native code by',
  network: 'It opens a network connection:',
  process: 'It deals with processes:',
  sleep: 'It sleeps for',
  thread: 'It starts a thread:',
  variable: 'It asks Airflow for the variable',
  write: 'It changes files:',
};

const brokenBy = (
  path: string,
  { kind, type, message, line, raisedIn }: NonNullable<ImportedFile['error']>,
): Finding => {
  const where = raisedIn.path === path ? '' : `, raised in ${raisedIn.path}:${raisedIn.line}`;
  return createFinding(ruleOfError[kind], { line, column: 1 }, `${type}: ${message}${where}`);
};

const attempted = (path: string, effect: Effect): Finding =>
  effect.path === path
    ? createFinding('import-side-effect', { line: effect.line, column: 1 }, `${deeds[effect.kind]} ${effect.what}`)
    : createFinding(
        'import-side-effect',
        wholeFile,
        `${deeds[effect.kind]} ${effect.what}, in ${effect.path}:${effect.line}`,
      );

/** What an import leads to saying of a file. Connections and variables in the file itself are another rule's. */
export const findingsOfImport = ({ path, verdict, reason, isUnfinished, error, effects }: ImportOutcome): Finding[] => [
  ...(verdict === 'broken' && error ? [brokenBy(path, error)] : []),
  ...(isUnfinished
    ? [createFinding('import-unfinished', wholeFile, `Whether it can be imported is open: ${reason}`)]
    : []),
  ...effects
    .filter((effect) => effect.path !== path || !['connection', 'variable'].includes(effect.kind))
    .map((effect) => attempted(path, effect)),
];

/**
 * The check of a file with what its import added. Only what broke for certain is rejected; the DAG ids are those of the
 * import where it went through without an assumption.
 */
export const addImport = (check: CheckedFile, outcome: ImportOutcome): CheckedFile => ({
  ...check,
  isRejected: check.isRejected || outcome.verdict === 'broken',
  findings: [...findingsOfImport(outcome), ...check.findings],
  dagIds: outcome.verdict === 'ok' && outcome.dagIds.length > 0 ? outcome.dagIds : check.dagIds,
});
