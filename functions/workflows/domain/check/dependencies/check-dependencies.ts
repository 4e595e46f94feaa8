import { type Finding, keepsBack } from '../../../../repositories/contract.ts';
import type { FileCheck } from '../check-file.ts';
import type { Advisories } from './advisories.ts';
import { missingPackage } from './imported-packages.ts';
import { packageNames } from './known-modules.ts';
import { normalisePackage } from './package-names.ts';
import { readRequirement } from './requirement.ts';
import { advised } from './requirements.ts';
import type { TaskRequirement } from './task-requirements.ts';

/** What the packages of a tree's files are held against. */
export interface Surroundings {
  /** All paths of the tree. */
  readonly paths: readonly string[];
  /** What its requirements.txt asks for and was added to the environment, as PEP 503 writes it. */
  readonly packages: ReadonlySet<string>;
  readonly advisories: Advisories;
}

/** Modules at the top of a tree, by their names. */
const ownModules = (paths: readonly string[]): ReadonlySet<string> =>
  new Set(paths.map((path) => path.split('/')[0]?.replace(/\.py$/, '') ?? ''));

const isListed = (module: string, packages: ReadonlySet<string>): boolean =>
  packages.has(normalisePackage(module)) ||
  packages.has(normalisePackage(packageNames[module] ?? module)) ||
  [...packages].some((name) => name.startsWith(`${normalisePackage(module)}-`));

const unsafe = ({ text, ...place }: TaskRequirement, advisories: Advisories): Finding[] => {
  const requirement = readRequirement(text);
  return requirement
    ? advisories(requirement).map((advice) =>
        advised(advice.isMalicious ? 'malicious-package' : 'unsafe-package', place, requirement, advice),
      )
    : [];
};

/**
 * Checks of a tree's files, with what each surely imports that neither the tree, nor Airflow, nor its requirements have,
 * and what its tasks would install that is known to be unsafe.
 */
export const checkDependencies = (
  checks: readonly FileCheck[],
  { paths, packages, advisories }: Surroundings,
): readonly FileCheck[] => {
  const own = ownModules(paths);
  return checks.map((check) => {
    const missing = check.packages.filter(({ module }) => !own.has(module) && !isListed(module, packages));
    const found = [...missing.map(missingPackage), ...check.requirements.flatMap((each) => unsafe(each, advisories))];
    if (found.length === 0) {
      return check;
    }
    const findings = [...check.findings, ...found];
    return { ...check, findings, verdict: found.some(keepsBack) ? 'rejected' : check.verdict };
  });
};
