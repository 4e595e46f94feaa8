import type { FileCheck } from './check-file.ts';
import { missingPackage } from './imported-packages.ts';
import { packageNames } from './known-modules.ts';
import { normalisePackage } from './packages.ts';

/** Modules at the top of a tree, by their names. */
const ownModules = (paths: readonly string[]): ReadonlySet<string> =>
  new Set(paths.map((path) => path.split('/')[0]?.replace(/\.py$/, '') ?? ''));

const isListed = (module: string, packages: ReadonlySet<string>): boolean =>
  packages.has(normalisePackage(module)) ||
  packages.has(normalisePackage(packageNames[module] ?? module)) ||
  [...packages].some((name) => name.startsWith(`${normalisePackage(module)}-`));

/** Checks of a tree's files, with what each surely imports that neither the tree, nor Airflow, nor its requirements have. */
export const findMissingPackages = (
  checks: readonly FileCheck[],
  tree: readonly string[],
  listed: ReadonlySet<string>,
): readonly FileCheck[] => {
  const own = ownModules(tree);
  return checks.map((check) => {
    const missing = check.packages.filter(({ module }) => !own.has(module) && !isListed(module, listed));
    return missing.length === 0 ? check : { ...check, findings: [...check.findings, ...missing.map(missingPackage)] };
  });
};
