import * as z from 'zod';
import { Finding, type Reconciliation, type Tree } from '../../repositories/contract.ts';
import type { Artefacts } from '../../shared/artefacts.ts';
import { DomainError } from '../../shared/errors.ts';
import { Sha256 } from '../../shared/fields.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { logger } from '../../shared/observability.ts';
import type { Environment, Waiver } from '../contract.ts';
import type { CheckTarget, FileCheck } from '../domain/check/check-file.ts';
import { type CheckedFile, toCheckedFiles } from '../domain/check/check-tree.ts';
import {
  type Advisories,
  AdvisoryFeed,
  noAdvisories,
  readAdvisories,
} from '../domain/check/dependencies/advisories.ts';
import { checkDependencies } from '../domain/check/dependencies/check-dependencies.ts';
import { readRequirements, requirementsFile } from '../domain/check/dependencies/requirements.ts';
import { rulesVersion } from '../domain/check/rules.ts';
import { threatsKey } from '../domain/plan-keys.ts';
import { applyWaivers, listThreats } from '../domain/security-waivers.ts';

const requestsAtOnce = 16;

const Place = { line: z.number(), column: z.number() };

/** Checks of the tree before, by path. Only what passed is kept, so a better checker looks at the rest again. */
const KnownChecks = z.object({
  target: z.string(),
  files: z.record(
    z.string(),
    z.object({
      sha256: Sha256,
      findings: z.array(Finding),
      dagIds: z.array(z.string()),
      dynamicDagIds: z.boolean(),
      isDagCandidate: z.boolean(),
      imports: z.array(z.string()),
      packages: z.array(z.object({ module: z.string(), ...Place })),
      requirements: z.array(z.object({ text: z.string(), ...Place })),
    }),
  ),
});
type KnownChecks = z.infer<typeof KnownChecks>;

interface Deps {
  readonly artefacts: Artefacts;
  readonly checkerFor: (target: CheckTarget) => { checkFile(path: string, bytes: Uint8Array): FileCheck };
}

/** What is known of a tree's files before it is compared with what is live. */
export interface CheckedTree {
  readonly checks: ReadonlyMap<string, CheckedFile>;
  /** What is to be said of files that are no Python. */
  readonly notes: readonly string[];
}

const checksKey = ({ tenant, repository }: Reconciliation): string =>
  `${tenant}/checks/${rulesVersion}/${repository.id}.json`;

/** Where an operator puts what is known of unsafe packages, as OSV has it. */
const advisoriesKey = ({ tenant }: Reconciliation): string => `${tenant}/advisories.json`;

/** Bytes of advisories that fit into the memory of a function beside everything else. */
const greatestFeed = 32_000_000;

const decodeFeed = (bytes: Uint8Array): Advisories => {
  if (bytes.length > greatestFeed) {
    throw new RangeError(`${bytes.length} bytes of advisories are too many`);
  }
  return readAdvisories(AdvisoryFeed.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))));
};

const ignoreUnknown = (error: unknown): undefined => {
  if (error instanceof DomainError && error.code === 'resource.unknown') {
    return undefined;
  }
  throw error;
};

/**
 * Checks all Python files of a tree, each by itself and together, and notes what is kept back for a security finding;
 * checks of unchanged files come from the time before.
 */
export const checkFiles = ({ artefacts, checkerFor }: Deps) => {
  const readKnown = async (key: string, target: string): Promise<KnownChecks['files']> => {
    const known = await artefacts.getJson(key, KnownChecks).catch(ignoreUnknown);
    return known?.target === target ? known.files : {};
  };

  const checkEach = async (input: Reconciliation, files: Tree['files'], target: CheckTarget): Promise<FileCheck[]> => {
    const key = checksKey(input);
    const environment = `${target.airflowVersion} ${target.pythonVersion}`;
    const known = await readKnown(key, environment);
    const { checkFile } = checkerFor(target);
    const python = files.filter(({ path }) => path.endsWith('.py'));
    const checks = await inParallel(python, requestsAtOnce, async ({ path, sha256, key: blob }): Promise<FileCheck> => {
      const before = known[path];
      return before?.sha256 === sha256
        ? { path, verdict: 'accepted', ...before }
        : checkFile(path, await artefacts.getBytes(blob));
    });
    const accepted = checks.flatMap((check, index) => {
      const sha256 = python[index]?.sha256;
      return check.verdict === 'accepted' && sha256 ? [[check.path, { ...check, sha256 }]] : [];
    });
    const isKnown = checks.every(({ path }, index) => known[path]?.sha256 === python[index]?.sha256);
    if (!isKnown) {
      await artefacts.putJson(key, { target: environment, files: Object.fromEntries(accepted) });
    }
    return checks;
  };

  const readText = async (files: Tree['files'], wanted: string): Promise<string> => {
    const file = files.find(({ path }) => path === wanted);
    return file ? Buffer.from(await artefacts.getBytes(file.key)).toString('utf8') : '';
  };

  /** A feed that cannot be read is not the pusher's fault; the receipt says that nothing was compared. */
  const readFeed = async (input: Reconciliation): Promise<{ advisories: Advisories; notes: string[] }> => {
    const key = advisoriesKey(input);
    const bytes = await artefacts.getBytes(key).catch(ignoreUnknown);
    try {
      return { advisories: bytes ? decodeFeed(bytes) : noAdvisories, notes: [] };
    } catch (error) {
      logger.warn('advisories.unreadable', { tenant: input.tenant, error });
      const note = `Packages were not compared with advisories: ${key} is not a list of OSV records of at most ${greatestFeed / 1e6} MB.`;
      return { advisories: noAdvisories, notes: [note] };
    }
  };

  return async (
    input: Reconciliation,
    files: Tree['files'],
    target: Environment,
    waivers: readonly Waiver[],
  ): Promise<CheckedTree> => {
    const [checks, asked] = await Promise.all([checkEach(input, files, target), readText(files, requirementsFile)]);
    const needsFeed = asked.trim() !== '' || checks.some(({ requirements }) => requirements.length > 0);
    const { advisories, notes } = needsFeed ? await readFeed(input) : { advisories: noAdvisories, notes: [] };
    const { packages, findings } = readRequirements(asked, advisories);
    const added = readRequirements((target.requirements ?? []).join('\n'), noAdvisories).packages;
    const paths = files.map(({ path }) => path);
    const hashes = new Map(files.map(({ path, sha256 }) => [path, sha256]));
    const judged = applyWaivers(
      checkDependencies(checks, { paths, packages: packages.union(added), advisories }),
      hashes,
      waivers,
    );
    const threats = listThreats(judged, hashes, input.push.commit);
    await artefacts.putJson(threatsKey(input.tenant, input.repository.id), threats);
    return {
      checks: toCheckedFiles(judged),
      notes: [
        ...notes,
        ...findings
          .filter(({ waived }) => waived === undefined)
          .map(({ line, message }) => `${requirementsFile}:${line} ${message}`),
      ],
    };
  };
};
