import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ImportedFile } from '../../functions/workflows/domain/imported-file.ts';
import { root } from '../../local/paths.ts';
import { percentile } from '../bench/statistics.ts';
import { askAirflow, type Verdict } from '../support/airflow-verdicts.ts';
import { type Imported, importInSandbox } from '../support/sandbox.ts';

const leastEqual = 0.98;

const ownDags = join(root, 'dags');
const benign = join(root, 'test/evaluation/check/benign');

const listFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** Folders of DAG files, each a tree of its own. */
const findFolders = async (): Promise<string[]> => {
  const installed = await listFiles(join(root, '.local/tools/airflow/lib'));
  const examples = installed.map(dirname).filter((folder) => basename(folder) === 'example_dags');
  return [...new Set(examples), ownDags, benign];
};

/** Imports these files of a folder in the sandbox, as those of a push. */
const importFolder = async (folder: string, paths: readonly string[]): Promise<ReadonlyMap<string, Imported>> => {
  const all = await listFiles(folder);
  const contents = await Promise.all(all.map(async (path) => [relative(folder, path), await readFile(path)] as const));
  const check = paths.map((path) => relative(folder, path));
  const imported = await importInSandbox({ files: Object.fromEntries(contents), check, limit: 30_000 });
  return new Map([...imported].map(([path, each]) => [join(folder, path), each]));
};

type Graph = Readonly<Record<string, readonly string[]>>;

const graphsOf = ({ dags }: ImportedFile): Readonly<Record<string, Graph>> =>
  Object.fromEntries(
    dags.map(({ dagId, tasks }) => [dagId, Object.fromEntries(tasks.map(({ id, downstream }) => [id, downstream]))]),
  );

/** How a DAG of the sandbox differs from Airflow's; nothing where it does not. */
const differenceOf = (theirs: Graph | undefined, ours: Graph | undefined): string | undefined => {
  if (isDeepStrictEqual(theirs, ours)) return undefined;
  if (ours === undefined) return 'not there';
  if (theirs === undefined) return 'not in Airflow';
  const [one, other] = [Object.keys(theirs), Object.keys(ours)];
  const lacking = one.filter((id) => !other.includes(id));
  const extra = other.filter((id) => !one.includes(id));
  return lacking.length + extra.length > 0
    ? `lacks ${lacking.slice(0, 3).join(', ') || 'nothing'}, has ${extra.slice(0, 3).join(', ') || 'nothing'} instead`
    : 'its dependencies are others';
};

const causeOf = ({ reason, error, assumptions }: ImportedFile): string =>
  [
    error && `${error.type}: ${error.message.split('\n')[0]?.slice(0, 160)}`,
    assumptions.slice(0, 3).join(', ') || reason,
  ]
    .filter(Boolean)
    .join('; ');

const compare = (verdict: Verdict, { file }: Imported): { equal: number; differences: string[] } => {
  const ours = graphsOf(file);
  const ids = [...new Set([...Object.keys(verdict.dags), ...Object.keys(ours)])];
  const differences = ids.flatMap((id) => {
    const difference = differenceOf(verdict.dags[id], ours[id]);
    return difference === undefined ? [] : [`${relative(root, file.path)} ${id}: ${difference} (${causeOf(file)})`];
  });
  return { equal: ids.length - differences.length, differences };
};

/** Compares the sandboxed import with the installed Airflow; answers whether it is as good as it has to be. */
export const evaluateGraphs = async (): Promise<boolean> => {
  const differences: string[] = [];
  const rejected: string[] = [];
  const verdictCounts = new Map<string, number>();
  const times: number[] = [];
  let equal = 0;
  for (const folder of await findFolders()) {
    const verdicts = (await askAirflow(folder, [ownDags])).filter((each) => each.import === null);
    const withDags = verdicts.filter(({ dags }) => Object.keys(dags).length > 0);
    const imported = await importFolder(
      folder,
      withDags.map(({ path }) => path),
    );
    for (const verdict of withDags) {
      const ours = imported.get(verdict.path);
      if (ours === undefined) throw new Error(`There is no answer for ${verdict.path}.`);
      const compared = compare(verdict, ours);
      equal += compared.equal;
      differences.push(...compared.differences);
      times.push(ours.milliseconds);
      verdictCounts.set(ours.file.verdict, (verdictCounts.get(ours.file.verdict) ?? 0) + 1);
      if (ours.file.verdict === 'broken') rejected.push(`${relative(root, verdict.path)}: ${causeOf(ours.file)}`);
    }
  }
  const total = equal + differences.length;
  console.log(`graphs equal to Airflow's: ${equal} of ${total} DAGs, ${((100 * equal) / total).toFixed(1)} %`);
  for (const difference of differences) console.log(`  ${difference}`);
  console.log(`files by verdict: ${[...verdictCounts].map(([verdict, count]) => `${verdict} ${count}`).join(', ')}`);
  console.log(`called broken although Airflow imports them: ${rejected.length}`);
  for (const file of rejected) console.log(`  ${file}`);
  console.log(
    `import: p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${percentile(times, 0.95).toFixed(0)} ms a file`,
  );
  return equal / total >= leastEqual && rejected.length === 0;
};
