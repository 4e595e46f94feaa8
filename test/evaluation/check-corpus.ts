import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import * as z from 'zod';
import { isDagCandidate } from '../../functions/workflows/domain/check/check-file.ts';
import { root } from '../../local/paths.ts';
import { askAirflow } from '../support/airflow-verdicts.ts';
import { mutations } from './mutations.ts';

/** What a file is, whatever the check says of it. */
export type Truth = 'good' | 'syntax' | 'compatibility' | 'structure' | 'malicious';

/** A file to be checked. */
export interface Case {
  /** What a person finds it by. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly truth: Truth;
  /** What was done to it, or how it does harm. */
  readonly kind: string;
}

const listPython = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.endsWith('.py'))
    .map((name) => join(folder, name))
    .sort();
};

const ownDags = join(root, 'dags');

/** Folders of example DAGs inside the installed Airflow and its providers, and our own. */
const findGoodFolders = async (): Promise<string[]> => {
  const installed = await listPython(join(root, '.local/tools/airflow/lib'));
  const examples = installed.map(dirname).filter((folder) => basename(folder) === 'example_dags');
  return [...new Set(examples), ownDags];
};

interface GoodDag extends Case {
  /** How long Airflow took to import it. */
  readonly milliseconds: number;
}

/** DAG files that the target's Airflow imports, and the paths of those that it does not. */
export const readGoodDags = async (): Promise<{ good: readonly GoodDag[]; leftOut: readonly string[] }> => {
  const folders = await findGoodFolders();
  const verdicts = [];
  for (const folder of folders) {
    verdicts.push(...(await askAirflow(folder, [ownDags])));
  }
  const leftOut = verdicts.filter((verdict) => verdict.import !== null).map(({ path }) => relative(root, path));
  const good = await Promise.all(
    verdicts
      .filter((verdict) => verdict.import === null)
      .map(async ({ path, milliseconds }): Promise<GoodDag> => {
        const bytes = await readFile(path);
        return { name: relative(root, path), bytes, truth: 'good', kind: 'as it is', milliseconds };
      }),
  );
  return { good, leftOut };
};

/** Numbers that are the same each time, from a name. */
const pickFor = (name: string): ((below: number) => number) => {
  let count = 0;
  return (below) => {
    count += 1;
    return createHash('sha256').update(`${name} ${count}`).digest().readUInt32BE() % Math.max(1, below);
  };
};

/** Files that each mutation is tried on. */
const samples = 12;

const mutate = (good: readonly Case[]) =>
  mutations.flatMap(({ name, family, mutate: change }) => {
    const pick = pickFor(name);
    const shuffled = good
      .filter(({ bytes }) => isDagCandidate(bytes))
      .map((each) => ({ each, at: pick(1e9) }))
      .sort((a, b) => a.at - b.at);
    const changed = shuffled.flatMap(({ each }) => {
      const text = change(Buffer.from(each.bytes).toString('utf8'), pick);
      return text === undefined ? [] : [{ name: each.name, kind: name, family, bytes: Buffer.from(text) }];
    });
    return changed.slice(0, samples);
  });

/** Good DAGs changed in many ways; Python and Airflow themselves say what each has become. */
export const makeMutants = async (good: readonly Case[]): Promise<readonly Case[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'navigator-mutants-'));
  try {
    const mutants = mutate(good).map((mutant, index) => ({
      ...mutant,
      path: join(folder, `${index}`, basename(mutant.name)),
    }));
    for (const { path, bytes } of mutants) {
      await mkdir(dirname(path));
      await writeFile(path, bytes);
    }
    const verdicts = new Map((await askAirflow(folder, [ownDags])).map((verdict) => [verdict.path, verdict]));
    return mutants.map(({ path, family, ...mutant }): Case => {
      const verdict = verdicts.get(path);
      const isCompatible = family !== 'compatibility';
      const truth = verdict?.syntax
        ? 'syntax'
        : verdict?.import
          ? isCompatible
            ? 'structure'
            : 'compatibility'
          : 'good';
      return { ...mutant, truth };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const corpus = join(import.meta.dirname, 'check');

const Label = z.object({
  file: z.string(),
  label: z.enum(['malicious', 'benign', 'broken']),
  family: z.string(),
  setAside: z.boolean(),
});
type Label = z.infer<typeof Label>;

const truthOf = ({ label, family }: Label): Truth => {
  if (label !== 'broken') {
    return label === 'benign' ? 'good' : 'malicious';
  }
  const truths: Readonly<Record<string, Truth>> = {
    syntax: 'syntax',
    'newer-python': 'syntax',
    'removed-name': 'compatibility',
  };
  return truths[family] ?? 'structure';
};

/** The corpus of test/evaluation/check: what may be looked at, or what is set aside. */
export const readCorpus = async ({ isSetAside }: { readonly isSetAside: boolean }): Promise<readonly Case[]> => {
  const lines = (await readFile(join(corpus, 'labels.jsonl'), 'utf8')).trim().split('\n');
  const labels = lines.map((line) => Label.parse(JSON.parse(line))).filter(({ setAside }) => setAside === isSetAside);
  return Promise.all(
    labels.map(async (label): Promise<Case> => {
      const bytes = await readFile(join(corpus, label.file));
      return { name: label.file, bytes, truth: truthOf(label), kind: label.family };
    }),
  );
};

/** All Python files of folders of somebody's own, of which nothing is known. */
export const readFolders = async (folders: readonly string[]): Promise<readonly Omit<Case, 'truth'>[]> => {
  const paths = (await Promise.all(folders.map(listPython))).flat();
  return Promise.all(paths.map(async (path) => ({ name: path, bytes: await readFile(path), kind: 'unknown' })));
};
