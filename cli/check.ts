import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CheckTarget, FileCheck } from '../functions/workflows/domain/check/check-file.ts';
import { Failure } from './failure.ts';
import { renderFinding } from './push-status.ts';
import type { GlobalOptions } from './session.ts';
import { clean, note, paint, print, printJson } from './terminal.ts';

const skippedFolders = ['node_modules', '__pycache__', 'venv', 'site-packages'];

const isSkipped = async (folder: string): Promise<boolean> => {
  const name = basename(folder);
  if (name.startsWith('.') || skippedFolders.includes(name)) {
    return true;
  }
  return (await readdir(folder)).includes('pyvenv.cfg');
};

/** Symbolic links are not followed: they are not published either. */
const listPython = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<string[]> => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return (await isSkipped(path)) ? [] : listPython(path);
      }
      return entry.isFile() && entry.name.endsWith('.py') ? [path] : [];
    }),
  );
  return found.flat().sort();
};

/** Files to check and the folder their imports start from. */
interface Root {
  readonly folder: string;
  readonly files: readonly string[];
}

const readRoot = async (path: string): Promise<Root> => {
  const about = await stat(path).catch(() => undefined);
  if (!about) {
    throw new Failure(`${path} does not exist.`, 'usage');
  }
  if (about.isDirectory()) {
    return { folder: path, files: await listPython(path) };
  }
  if (!path.endsWith('.py')) {
    throw new Failure(`${path} is not a Python file; only those are checked.`, 'usage');
  }
  return { folder: dirname(path), files: [path] };
};

/** Files given one by one belong together where they are in one folder; a file given twice is checked once. */
const readRoots = async (paths: readonly string[]): Promise<Root[]> => {
  const roots = new Map<string, Root>();
  const known = new Set<string>();
  for (const root of await Promise.all(paths.map(readRoot))) {
    const fresh = root.files.filter((file) => !known.has(resolve(file)));
    for (const file of fresh) {
      known.add(resolve(file));
    }
    const before = roots.get(resolve(root.folder));
    roots.set(resolve(root.folder), { folder: root.folder, files: [...(before?.files ?? []), ...fresh] });
  }
  return [...roots.values()];
};

const checkAll = async (paths: readonly string[], target: CheckTarget): Promise<readonly FileCheck[]> => {
  const roots = await readRoots(paths);
  // Loaded only here: the analyser is ten megabytes, and no other command needs it.
  const { createChecker } = await import('../functions/workflows/domain/check/check-file.ts');
  const { rejectBrokenImports, rejectDuplicates } = await import('../functions/workflows/domain/check/check-tree.ts');
  const { checkFile } = createChecker(target);
  const checks: FileCheck[] = [];
  for (const { folder, files } of roots) {
    const inRoot: FileCheck[] = [];
    for (const file of files) {
      inRoot.push(checkFile(relative(folder, file).split(sep).join('/'), await readFile(file)));
    }
    checks.push(...rejectBrokenImports(inRoot).map((check) => ({ ...check, path: join(folder, check.path) })));
  }
  return rejectDuplicates(checks.toSorted((a, b) => (a.path < b.path ? -1 : 1)));
};

const showCheck = ({ path, verdict, findings, dagIds, isDagCandidate }: FileCheck): void => {
  const mark = { accepted: paint('green', '✔'), rejected: paint('red', '✖'), undetermined: paint('yellow', '?') }[
    verdict
  ];
  const kind = isDagCandidate ? dagIds.join(', ') : 'module';
  print(`${mark} ${clean(path)}${kind === '' ? '' : `  ${paint('dim', clean(kind))}`}`);
  for (const finding of findings) {
    for (const line of renderFinding(clean(path), { ...finding, rule: `${finding.severity} ${finding.rule}` })) {
      print(line);
    }
  }
};

const showSummary = (checks: readonly FileCheck[]): void => {
  const rejected = checks.filter(({ verdict }) => verdict === 'rejected').length;
  const dags = checks.reduce((sum, { dagIds }) => sum + dagIds.length, 0);
  const files = `${checks.length} ${checks.length === 1 ? 'file' : 'files'}`;
  note(rejected > 0 ? `${rejected} of ${files} would not go live` : `${files} fine · DAG ids found: ${dags}`);
};

const runCheck = async (paths: readonly string[], target: CheckTarget, command: Command): Promise<void> => {
  const checks = await checkAll(paths, target);
  if (command.optsWithGlobals<GlobalOptions>().json) {
    printJson(checks.map(({ path, verdict, findings, dagIds }) => ({ file: path, verdict, findings, dagIds })));
  } else {
    for (const check of checks) {
      showCheck(check);
    }
    showSummary(checks);
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
    .option('--airflow-version <version>', 'the Airflow they are for', parseAirflowVersion, '3.3.2')
    .addOption(
      new Option('--python-version <version>', 'the Python they are for')
        .choices(['3.9', '3.10', '3.11', '3.12', '3.13', '3.14'])
        .default('3.12'),
    );
  command.addHelpText(
    'after',
    '\nExamples:\n  $ navigator check dags/\n  $ navigator check dags/sales.py --json\n\nEnds with 1 if a file would not go live, with 2 if a path does not exist.',
  );
  command.action(runCheck);
};
