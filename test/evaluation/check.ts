import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as z from 'zod';
import { keepsBack } from '../../functions/repositories/contract.ts';
import { createChecker, type FileCheck } from '../../functions/workflows/domain/check/check-file.ts';
import { checkTree } from '../../functions/workflows/domain/check/check-tree.ts';
import { createCompileCheck } from '../../functions/workflows/domain/check/find-compile-errors.ts';
import { findPractices } from '../../functions/workflows/domain/check/find-practices.ts';
import { createSyntaxCheck } from '../../functions/workflows/domain/check/find-syntax-errors.ts';
import { createWarningCheck } from '../../functions/workflows/domain/check/find-warnings.ts';
import { parsePython } from '../../functions/workflows/domain/check/python-tree.ts';
import { readDagIds } from '../../functions/workflows/domain/check/read-dag-ids.ts';
import { readImports } from '../../functions/workflows/domain/check/read-imports.ts';
import { findThreats } from '../../functions/workflows/domain/check/security/find-threats.ts';
import { traceProgram } from '../../functions/workflows/domain/check/trace/trace-program.ts';
import { root } from '../../local/paths.ts';

const corpus = join(root, 'test/evaluation/check');

const Label = z.object({
  file: z.string(),
  label: z.enum(['malicious', 'benign', 'broken']),
  family: z.string(),
  setAside: z.boolean(),
});
type Label = z.infer<typeof Label>;

/** The example DAGs inside the installed Airflow packages, and our own. */
const goodFolders = ['.local/tools/airflow/lib', 'dags'];

const listPython = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.endsWith('.py'))
    .map((name) => join(folder, name))
    .sort();
};

const isExample = (path: string): boolean => path.startsWith(join(root, 'dags')) || /\/example_dags\//.test(path);

interface Checked {
  readonly check: FileCheck;
  readonly milliseconds: number;
}

const target = { airflowVersion: '3.3.2', pythonVersion: '3.11' } as const;
const { checkFile } = createChecker(target);
const findSyntaxErrors = createSyntaxCheck(target.pythonVersion);
const findCompileErrors = createCompileCheck(target.pythonVersion);
const findWarnings = createWarningCheck(target.pythonVersion);

const checkOne = async (path: string): Promise<Checked> => {
  const bytes = await readFile(path);
  const startedAt = performance.now();
  const check = checkFile(relative(root, path), bytes);
  return { check: checkTree([check])[0] ?? check, milliseconds: performance.now() - startedAt };
};

const isRejected = ({ check }: Checked): boolean => check.verdict === 'rejected';

const isThreat = ({ check }: Checked): boolean => check.findings.some(({ severity }) => severity === 'critical');

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

const share = (part: number, whole: number): string =>
  `${part}/${whole}${whole === 0 ? '' : ` ${((100 * part) / whole).toFixed(0)} %`}`;

const print = (rows: readonly (readonly string[])[]): void => {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  for (const row of rows) {
    console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  }
};

const readLabels = async (): Promise<Label[]> =>
  (await readFile(join(corpus, 'labels.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => Label.parse(JSON.parse(line)));

interface Judged extends Checked {
  readonly about: Label;
}

/** Only totals are said of what is set aside, so that no rule is made for it. */
const isShown = ({ about }: Judged): boolean => !about.setAside;

const showFamilies = (judged: readonly Judged[]): void => {
  const families = [...new Set(judged.map(({ about }) => about.family))].sort();
  const rows = families.map((family) => {
    const of = (label: Label['label']) =>
      judged.filter(({ about }) => about.family === family && about.label === label && !about.setAside);
    const bad = [...of('malicious'), ...of('broken')];
    return [
      family,
      share(bad.filter(isRejected).length, bad.length),
      share(of('benign').filter(isRejected).length, of('benign').length),
    ];
  });
  print([['family', 'found', 'twins rejected'], ...rows]);
};

const showTotals = (judged: readonly Judged[], name: string): void => {
  const of = (label: Label['label']) => judged.filter(({ about }) => about.label === label);
  const found = (label: Label['label']) => share(of(label).filter(isRejected).length, of(label).length);
  console.log(
    `${name}: malicious found ${found('malicious')}, broken found ${found('broken')}, twins rejected ${found('benign')}`,
  );
};

const describeCheck = ({ check }: Checked): string =>
  check.findings
    .filter(keepsBack)
    .map(({ rule, line, message }) => `${rule} ${line}: ${message}`)
    .join(' | ');

const showMistakes = (judged: readonly Judged[]): void => {
  for (const each of judged.filter(isShown)) {
    const isMissed = each.about.label !== 'benign' && !isRejected(each);
    const isFalse = each.about.label === 'benign' && isRejected(each);
    if (isMissed || isFalse) {
      console.log(`${isMissed ? 'missed  ' : 'rejected'} ${each.about.file} ${describeCheck(each)}`);
    }
  }
};

/** Milliseconds that each stage takes for one file. */
const timeStages = (text: string): ReadonlyMap<string, number> => {
  const times = new Map<string, number>();
  const time = <T>(stage: string, work: () => T): T => {
    const startedAt = performance.now();
    const result = work();
    times.set(stage, performance.now() - startedAt);
    return result;
  };
  time('syntax', () => findSyntaxErrors(text));
  const tree = time('parse', () => parsePython(text));
  if (tree) {
    time('compile', () => findCompileErrors(tree));
    time('DAG ids', () => readDagIds(tree));
    const trace = time('trace', () => traceProgram(tree));
    time('threats', () => findThreats(text, trace));
    time('practices', () => [...findPractices(trace, readImports(tree), true)]);
  }
  time('ruff', () => findWarnings(text));
  return times;
};

const showStages = (texts: readonly string[]): void => {
  const all = texts.map(timeStages);
  const rows = [...(all[0]?.keys() ?? [])].map((stage) => {
    const times = all.flatMap((each) => each.get(stage) ?? []);
    return [stage, percentile(times, 0.5).toFixed(1), percentile(times, 0.95).toFixed(1)];
  });
  print([['stage (ms)', 'p50', 'p95'], ...rows]);
};

const showTimes = (checked: readonly Checked[]): void => {
  const times = checked.map(({ milliseconds }) => milliseconds);
  console.log(
    `time per file: p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms, worst ${Math.max(0, ...times).toFixed(0)} ms`,
  );
};

const checkFolder = async (folder: string): Promise<readonly Checked[]> => {
  const about = await stat(folder);
  const paths = about.isDirectory() ? await listPython(folder) : [folder];
  const checked: Checked[] = [];
  for (const path of paths) {
    checked.push(await checkOne(path));
  }
  return checked;
};

const showGood = async (): Promise<readonly Checked[]> => {
  const paths = (await Promise.all(goodFolders.map((folder) => listPython(join(root, folder)))))
    .flat()
    .filter(isExample);
  const checked: Checked[] = [];
  for (const path of paths) {
    checked.push(await checkOne(path));
  }
  console.log(`good DAGs of Airflow and our own: rejected ${share(checked.filter(isRejected).length, checked.length)}`);
  for (const each of checked.filter(isRejected)) {
    console.log(`rejected ${each.check.path} ${describeCheck(each)}`);
  }
  return checked;
};

/** Measures the checks on the corpus and on DAGs that work; or on folders of one's own, which are only listed. */
export const evaluateCheck = async (folders: readonly string[]): Promise<boolean> => {
  checkFile('warm.py', Buffer.from('x = 1\n'));
  if (folders.length > 0) {
    const checked = (await Promise.all(folders.map(checkFolder))).flat();
    for (const each of checked.filter(isRejected)) {
      console.log(`rejected ${each.check.path} ${describeCheck(each)}`);
    }
    console.log(
      `rejected ${share(checked.filter(isRejected).length, checked.length)}, for security ${share(checked.filter(isThreat).length, checked.length)}`,
    );
    showTimes(checked);
    return true;
  }
  const judged: Judged[] = [];
  for (const about of await readLabels()) {
    judged.push({ about, ...(await checkOne(join(corpus, about.file))) });
  }
  showFamilies(judged);
  showTotals(judged.filter(isShown), 'seen');
  showTotals(
    judged.filter((each) => !isShown(each)),
    'set aside',
  );
  showMistakes(judged);
  const good = await showGood();
  showTimes([...judged, ...good]);
  showStages(await Promise.all(good.map(({ check }) => readFile(join(root, check.path), 'utf8'))));
  const malicious = judged.filter(({ about }) => about.label === 'malicious');
  return (
    malicious.filter(isRejected).length >= 0.95 * malicious.length &&
    !judged.some((each) => each.about.label === 'benign' && isThreat(each)) &&
    !good.some(isRejected)
  );
};
