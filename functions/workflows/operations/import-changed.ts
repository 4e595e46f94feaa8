import * as z from 'zod';
import type { Reconciliation, Tree } from '../../repositories/contract.ts';
import type { Artefacts } from '../../shared/artefacts.ts';
import { DomainError } from '../../shared/errors.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { maskMessages } from '../../shared/mask-messages.ts';
import { type Masking, maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { logger } from '../../shared/observability.ts';
import type { Importer } from '../adapters/importer.ts';
import type { CheckTarget } from '../domain/check/check-file.ts';
import type { CheckedFile } from '../domain/check/check-tree.ts';
import { addImport } from '../domain/import-findings.ts';
import { hashModules, isUnchanged, readerOf } from '../domain/import-inputs.ts';
import { type ImportAnswer, ImportedFile } from '../domain/imported-file.ts';

const requestsAtOnce = 32;
/** Files that one invocation imports, and invocations at a time. */
const batchSize = 100;
const batchesAtOnce = 2;
/** Milliseconds within which files that an invocation had no time for, or too little, are given another one. */
const patience = 32_000;
/** Bytes of a data file, beyond which an import is not expected to read it, and of the whole tree. */
const greatestFile = 1024 * 1024;
const greatestTree = 24 * 1024 * 1024;

/** To be raised where the sandbox says more of the same file than before. */
const importsVersion = 1;

const Outcome = ImportedFile.omit({ dags: true, reads: true }).extend({ dagIds: z.array(z.string()) });

const Inputs = z.object({
  contentHash: z.string(),
  modulesHash: z.string(),
  reads: z.record(z.string(), z.string()),
});

/** Imports of the tree before, by path, with what they depended on. */
const KnownImports = z.object({
  target: z.string(),
  files: z.record(z.string(), z.object({ inputs: Inputs, outcome: Outcome })),
});
type KnownImport = z.infer<typeof KnownImports>['files'][string];

interface Deps {
  readonly artefacts: Artefacts;
  readonly importFiles: Importer;
  readonly maskingOf: MaskingOf;
  readonly now: () => Date;
}

type Checks = ReadonlyMap<string, CheckedFile>;

const minor = (version: string): string => version.split('.').slice(0, 2).join('.');

/** Another Airflow may do without what fails in this one. */
const judgedFor = (file: ImportedFile, { airflowVersion }: ImportAnswer, target: CheckTarget): ImportedFile =>
  file.verdict === 'broken' && minor(airflowVersion) !== minor(target.airflowVersion)
    ? { ...file, verdict: 'undetermined', reason: `the sandbox has Airflow ${airflowVersion}` }
    : file;

/** What Python said while it was imported, masked: the message of an error may hold whatever the program read. */
const maskImport = (file: ImportedFile, masking: Masking): ImportedFile => ({
  ...file,
  reason: file.reason && maskText(file.reason, masking),
  error: file.error && (maskMessages([file.error], masking)[0] ?? null),
});

const isSound = (path: string, checks: Checks): boolean => {
  const check = checks.get(path);
  return check !== undefined && [path, ...check.imports].every((each) => !checks.get(each)?.isRejected);
};

const batchesOf = (paths: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(paths.length / batchSize) }, (_, index) =>
    paths.slice(index * batchSize, (index + 1) * batchSize),
  );

/**
 * Imports the DAG files that nothing speaks against, where that was not done with the same content around them. Where the
 * sandbox fails, nothing is added: Airflow's own verdict is still to come.
 */
export const importChanged = ({ artefacts, importFiles, maskingOf, now }: Deps) => {
  const readKnown = async (key: string, target: string): Promise<Record<string, KnownImport>> => {
    const known = await artefacts.getJson(key, KnownImports).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'resource.unknown') return undefined;
      throw error;
    });
    return known?.target === target ? known.files : {};
  };

  const readContents = async (files: Tree['files']) => {
    let left = greatestTree;
    const fits = new Set(
      files
        .toSorted((a, b) => Number(b.path.endsWith('.py')) - Number(a.path.endsWith('.py')) || a.size - b.size)
        .filter(({ path, size }) => {
          left -= size;
          return left >= 0 && (path.endsWith('.py') || size <= greatestFile);
        }),
    );
    const contents = await inParallel([...fits], requestsAtOnce, async ({ path, key }) => {
      const bytes = await artefacts.getBytes(key);
      return [path, Buffer.from(bytes).toString('base64')] as const;
    });
    return {
      files: Object.fromEntries(contents),
      missing: files.filter((file) => !fits.has(file)).map(({ path }) => path),
    };
  };

  const importAll = async (
    files: Tree['files'],
    dagFiles: readonly string[],
    wanted: readonly string[],
    target: CheckTarget,
  ): Promise<ImportedFile[]> => {
    const contents = await readContents(files);
    const deadline = now().getTime() + patience;
    /** `hurried`: what is known of those that had too little time before, which now come after all others. */
    const importBatch = async (
      check: readonly string[],
      hurried: ReadonlyMap<string, ImportedFile>,
    ): Promise<ImportedFile[]> => {
      const answer = await importFiles({ ...contents, dagFiles: [...dagFiles], check: [...check] });
      const found = new Map(answer.files.map((file) => [file.path, judgedFor(file, answer, target)]));
      const wasHurried = (path: string): boolean => answer.hurried.includes(path);
      const again = new Map([...hurried, ...[...found].filter(([path]) => wasHurried(path))]);
      const settled = [...found.values()].filter(({ path }) => !wasHurried(path));
      const left = check.filter((path) => !found.has(path) || wasHurried(path));
      const isStuck = settled.length === 0 && again.size === hurried.size;
      if (left.length === 0 || isStuck || now().getTime() > deadline) {
        return [...settled, ...left.flatMap((path) => again.get(path) ?? [])];
      }
      const behind = left.toSorted((one, other) => Number(again.has(one)) - Number(again.has(other)));
      return [...settled, ...(await importBatch(behind, again))];
    };
    const found = await inParallel(batchesOf(wanted), batchesAtOnce, (batch) => importBatch(batch, new Map()));
    return found.flat();
  };

  return async (
    { tenant, repository }: Pick<Reconciliation, 'tenant' | 'repository'>,
    files: Tree['files'],
    checks: Checks,
    target: CheckTarget,
  ): Promise<Checks> => {
    const dagFiles = files.filter(({ path }) => checks.get(path)?.isDagFile);
    const sound = dagFiles.filter(({ path }) => isSound(path, checks));
    if (sound.length === 0) return checks;
    const key = `${tenant}/imports/${importsVersion}/${repository.id}.json`;
    const environment = `${target.airflowVersion} ${target.pythonVersion}`;
    const known = await readKnown(key, environment);
    const modulesHash = hashModules(files, checks);
    const read = readerOf(files);
    const isKnown = ({ path, sha256 }: Tree['files'][number]): boolean => {
      const before = known[path];
      return before !== undefined && isUnchanged(before.inputs, sha256, modulesHash, read);
    };
    const wanted = sound.filter((file) => !isKnown(file));
    const paths = dagFiles.map(({ path }) => path);
    const found = await importAll(
      files,
      paths,
      wanted.map(({ path }) => path),
      target,
    ).catch((error: unknown) => {
      logger.error('import.failed', { tenant, repository: repository.name, error });
      return [];
    });
    const masking = await maskingOf(tenant);
    const fresh = found
      .map((file) => maskImport(file, masking))
      .map(({ dags, reads, ...file }): readonly [string, KnownImport] => [
        file.path,
        {
          outcome: { ...file, dagIds: dags.map(({ dagId }) => dagId) },
          inputs: {
            contentHash: read(file.path),
            modulesHash,
            reads: Object.fromEntries(reads.map((path) => [path, read(path)])),
          },
        },
      ]);
    const kept = sound.filter(isKnown).flatMap(({ path }) => (known[path] ? [[path, known[path]] as const] : []));
    const outcomes = new Map([...kept, ...fresh]);
    if (fresh.length > 0) {
      await artefacts.putJson(key, { target: environment, files: Object.fromEntries(outcomes) });
    }
    return new Map(
      [...checks].map(([path, check]) => {
        const outcome = outcomes.get(path)?.outcome;
        return [path, outcome ? addImport(check, outcome) : check];
      }),
    );
  };
};
