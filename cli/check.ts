import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CheckTarget, FileCheck } from '../functions/workflows/domain/check/check-file.ts';
import type { Checked } from './check-files.ts';
import { renderFinding } from './push-status.ts';
import { type CheckedSource, toSarif } from './sarif.ts';
import type { GlobalOptions } from './session.ts';
import { clean, note, paint, print, printJson } from './terminal.ts';

interface Options extends CheckTarget {
  readonly fix?: boolean;
  readonly sarif?: boolean;
  readonly advisories?: string;
}

const showFindings = ({ path, findings }: CheckedSource): void => {
  for (const finding of findings) {
    for (const line of renderFinding(clean(path), { ...finding, rule: `${finding.severity} ${finding.rule}` })) {
      print(line);
    }
  }
};

const showCheck = (check: FileCheck): void => {
  const { path, verdict, dagIds, isDagCandidate } = check;
  const mark = { accepted: paint('green', '✔'), rejected: paint('red', '✖'), undetermined: paint('yellow', '?') }[
    verdict
  ];
  const kind = isDagCandidate ? dagIds.join(', ') : 'module';
  print(`${mark} ${clean(path)}${kind === '' ? '' : `  ${paint('dim', clean(kind))}`}`);
  showFindings(check);
};

const showSummary = ({ checks, corrected }: Checked): void => {
  const rejected = checks.filter(({ verdict }) => verdict === 'rejected').length;
  const dags = checks.reduce((sum, { dagIds }) => sum + dagIds.length, 0);
  const files = `${checks.length} ${checks.length === 1 ? 'file' : 'files'}`;
  for (const path of corrected) {
    note(`corrected ${clean(path)}`);
  }
  note(rejected > 0 ? `${rejected} of ${files} would not go live` : `${files} fine · DAG ids found: ${dags}`);
};

const show = (checked: Checked): void => {
  for (const check of checked.checks) {
    showCheck(check);
  }
  for (const other of checked.others.filter(({ findings }) => findings.length > 0)) {
    print(`${paint('yellow', '?')} ${clean(other.path)}`);
    showFindings(other);
  }
  showSummary(checked);
};

const runCheck = async (paths: readonly string[], options: Options, command: Command): Promise<void> => {
  // Loaded only here: the analyser is ten megabytes, and no other command needs it.
  const { checkFiles } = await import('./check-files.ts');
  const { fix: isFixing = false, advisories, ...target } = options;
  const checked = await checkFiles(paths, { target, isFixing, advisories });
  const { checks, others } = checked;
  if (options.sarif) {
    printJson(toSarif([...checks, ...others]));
  } else if (command.optsWithGlobals<GlobalOptions>().json) {
    printJson([
      ...checks.map(({ path, verdict, findings, dagIds }) => ({ file: path, verdict, findings, dagIds })),
      ...others.map(({ path, findings }) => ({ file: path, verdict: 'accepted', findings, dagIds: [] })),
    ]);
  } else {
    show(checked);
  }
  if (checks.some(({ verdict }) => verdict === 'rejected')) {
    process.exitCode = 1;
  }
};

const parseAirflowVersion = (text: string): string => {
  if (!/^3\.\d+\.\d+$/.test(text)) {
    throw new InvalidArgumentError('It looks like 3.3.2.');
  }
  return text;
};

/** Adds `navigator check`. */
export const addCheck = (program: Command): void => {
  const command = program
    .command('check')
    .description('Check workflows as a push would, without the cloud')
    .argument('<paths...>', 'files, and folders with all their Python files; imports start at the folder named')
    .option('--fix', 'correct what there is a patch for, in the files themselves')
    .option('--sarif', 'print the findings as SARIF 2.1.0, for code scanners')
    .option('--advisories <file>', 'what is known of unsafe packages: a list of OSV records in JSON')
    .option('--airflow-version <version>', 'the Airflow they are for', parseAirflowVersion, '3.3.2')
    .addOption(
      new Option('--python-version <version>', 'the Python they are for')
        .choices(['3.9', '3.10', '3.11', '3.12', '3.13', '3.14'])
        .default('3.12'),
    );
  command.addHelpText(
    'after',
    '\nExamples:\n  $ navigator check dags/\n  $ navigator check dags/sales.py --json\n  $ navigator check dags/ --fix\n  $ navigator check dags/ --sarif > findings.sarif\n\nEnds with 1 if a file would not go live, with 2 if a path does not exist.',
  );
  command.action(runCheck);
};
