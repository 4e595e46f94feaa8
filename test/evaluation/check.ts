import { keepsBack } from '../../functions/repositories/contract.ts';
import { createChecker, type FileCheck } from '../../functions/workflows/domain/check/check-file.ts';
import { checkTree } from '../../functions/workflows/domain/check/check-tree.ts';
import { type RuleGroup, rules } from '../../functions/workflows/domain/check/rules.ts';
import { percentile } from '../bench/statistics.ts';
import { createStageTimer, type Stage, stages } from '../support/check-stages.ts';
import { type Case, makeMutants, readCorpus, readFolders, readGoodDags, type Truth } from './check-corpus.ts';
import { printTable, share } from './table.ts';

/** The Python that Airflow is installed for on this machine decides what is valid. */
const target = { airflowVersion: '3.3.2', pythonVersion: '3.11' } as const;
const { checkFile } = createChecker(target);
const timeStages = createStageTimer(target);

const leastRecall = 0.95;

interface Judged extends Case {
  readonly check: FileCheck;
  readonly milliseconds: number;
}

const judge = <C extends Pick<Case, 'bytes'>>(each: C): C & Pick<Judged, 'check' | 'milliseconds'> => {
  const startedAt = performance.now();
  const check = checkFile('dag.py', each.bytes);
  return { ...each, check: checkTree([check])[0] ?? check, milliseconds: performance.now() - startedAt };
};

type Outcome = Pick<Judged, 'check'>;

const isRejected = ({ check }: Outcome): boolean => check.verdict === 'rejected';

const groupOf = new Map<string, RuleGroup>(Object.entries(rules).map(([id, { group }]) => [id, group]));

/** The stages that keep a file back. */
const rejecting = ({ check }: Outcome): ReadonlySet<string> =>
  new Set(check.findings.filter(keepsBack).map(({ rule }) => groupOf.get(rule) ?? 'ruff'));

const describeCheck = ({ check }: Outcome): string =>
  check.findings
    .filter(keepsBack)
    .map(({ rule, line, message }) => `${rule} ${line}: ${message}`)
    .join(' | ');

const withTruth = (judged: readonly Judged[], truth: Truth): readonly Judged[] =>
  judged.filter((each) => each.truth === truth);

const found = (judged: readonly Judged[]): string => share(judged.filter(isRejected).length, judged.length);

/** What each stage is to find; practice and dependencies keep nothing back, ruff's rules neither. */
const aims: Readonly<Partial<Record<Stage, Truth>>> = {
  syntax: 'syntax',
  compatibility: 'compatibility',
  structure: 'structure',
  security: 'malicious',
};

const showStages = (judged: readonly Judged[]): void => {
  const good = withTruth(judged, 'good');
  const times = good.map(({ bytes }) => timeStages(Buffer.from(bytes).toString('utf8')));
  const rows = stages.map((stage) => {
    const aim = aims[stage];
    const of = times.map((each) => each[stage]);
    return [
      stage,
      aim ? found(withTruth(judged, aim)) : '-',
      share(good.filter((each) => rejecting(each).has(stage)).length, good.length),
      percentile(of, 0.5).toFixed(2),
      percentile(of, 0.95).toFixed(2),
    ];
  });
  const whole = judged.map(({ milliseconds }) => milliseconds);
  const bad = judged.filter(({ truth }) => truth !== 'good');
  const last = ['all', found(bad), found(good), percentile(whole, 0.5).toFixed(2), percentile(whole, 0.95).toFixed(2)];
  printTable([['stage', 'found', 'good ones rejected', 'p50 ms', 'p95 ms'], ...rows, last]);
  console.log('structure: what only the import shows, so nothing of it is expected here.\n');
};

/** How often each kind of harm or mutation is found, and how often its harmless twins are rejected. */
const showKinds = (title: string, judged: readonly Judged[]): void => {
  const kinds = [...new Set(judged.map(({ kind }) => kind))].sort();
  const rows = kinds.map((kind) => {
    const of = judged.filter((each) => each.kind === kind);
    return [kind, found(of.filter(({ truth }) => truth !== 'good')), found(withTruth(of, 'good'))];
  });
  printTable([[title, 'found', 'good ones rejected'], ...rows]);
};

const showTotals = (title: string, judged: readonly Judged[]): void => {
  const truths: readonly Truth[] = ['malicious', 'syntax', 'compatibility', 'structure'];
  console.log(
    `${title}: found ${truths.map((truth) => `${truth} ${found(withTruth(judged, truth))}`).join(', ')}; good ones rejected ${found(withTruth(judged, 'good'))}\n`,
  );
};

/** Faults that only running the file shows are left to the import, so they are no mistakes here. */
const isMistake = (each: Judged): boolean => each.truth !== 'structure' && isRejected(each) !== (each.truth !== 'good');

const showMistakes = (judged: readonly Judged[]): void => {
  for (const each of judged.filter(isMistake)) {
    console.log(
      `${each.truth === 'good' ? 'rejected' : 'missed  '} ${each.name} (${each.kind}) ${describeCheck(each)}`,
    );
  }
};

const isGoodEnough = (judged: readonly Judged[]): boolean => {
  const malicious = withTruth(judged, 'malicious');
  return (
    withTruth(judged, 'syntax').every(isRejected) &&
    !withTruth(judged, 'good').some(isRejected) &&
    malicious.filter(isRejected).length >= leastRecall * malicious.length
  );
};

const listFolders = async (folders: readonly string[]): Promise<boolean> => {
  const judged = (await readFolders(folders)).map(judge);
  for (const each of judged.filter(isRejected)) {
    console.log(`rejected ${each.name} ${describeCheck(each)}`);
  }
  const threats = judged.filter((each) => rejecting(each).has('security'));
  console.log(
    `rejected ${share(judged.filter(isRejected).length, judged.length)}, for security ${share(threats.length, judged.length)}`,
  );
  return true;
};

/**
 * Measures the checks: on DAGs that work, on what many mutations make of them, and on the corpus of test/evaluation/check.
 * What is set aside there is looked at only with `--set-aside`, and only its totals are shown. Folders of one's own are
 * only listed.
 */
export const evaluateCheck = async (args: readonly string[]): Promise<boolean> => {
  checkFile('warm.py', Buffer.from('x = 1\n'));
  const folders = args.filter((arg) => arg !== '--set-aside');
  if (folders.length > 0) {
    return listFolders(folders);
  }
  const { good, leftOut } = await readGoodDags();
  const mutants = (await makeMutants(good)).map(judge);
  const labelled = (await readCorpus({ isSetAside: false })).map(judge);
  const judged = [...good.map(judge), ...mutants, ...labelled];
  console.log(`DAGs that work: ${good.length}; left out, as this Airflow cannot import them: ${leftOut.length}\n`);
  showKinds('mutation', mutants);
  showKinds('family of the corpus', labelled);
  showStages(judged);
  showMistakes(judged);
  showTotals('corpus', labelled);
  if (args.includes('--set-aside')) {
    showTotals('set aside', (await readCorpus({ isSetAside: true })).map(judge));
  }
  return isGoodEnough(judged);
};
