import type { Finding } from '../../../../repositories/contract.ts';
import { createFinding, type Place } from '../finding.ts';
import { type PythonTree, placeAt } from '../python-tree.ts';
import type { ImportedName } from '../read-imports.ts';
import { knownModules, packageNames } from './known-modules.ts';
import { misspeltPackage } from './package-names.ts';

/** A package by the name it is imported as, and where. */
export interface ImportedPackage extends Place {
  readonly module: string;
}

/** What importing a file surely imports and neither Python nor Airflow has, each where it does so first. */
export const listPackages = (tree: PythonTree, imports: readonly ImportedName[]): ImportedPackage[] => {
  const places = new Map<string, ImportedPackage>();
  for (const { module, level, certain, from } of imports) {
    const name = module.split('.')[0] ?? '';
    if (certain && level === 0 && !knownModules.has(name) && !places.has(name)) {
      places.set(name, { module: name, ...placeAt(tree, from) });
    }
  }
  return [...places.values()];
};

const offer = (name: string, meant: string | undefined): string =>
  meant === undefined
    ? `Add ${name} to requirements.txt and have it installed in the environment; or import it in a task of its own, @task.virtualenv(requirements=["${name}==…"]).`
    : `Do you mean ${meant}? Nothing well known is called ${name}.`;

/** A package is nowhere to be seen; only a guess of what the environment has, so it never keeps a file back. */
export const missingPackage = ({ module, ...place }: ImportedPackage): Finding =>
  createFinding('package-missing', place, `${module} comes neither with Airflow nor from requirements.txt.`, {
    fix: offer(packageNames[module] ?? module, misspeltPackage(module)),
  });
