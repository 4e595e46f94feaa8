import { noAdvisories } from './check/dependencies/advisories.ts';
import { normalisePackage } from './check/dependencies/package-names.ts';
import { readRequirement } from './check/dependencies/requirement.ts';
import { readRequirements } from './check/dependencies/requirements.ts';

const nameOf = (requirement: string): string => normalisePackage(readRequirement(requirement)?.name ?? requirement);

/** The packages with those that are added, in the place of other versions of them; by name. */
export const mergeRequirements = (present: readonly string[], add: readonly string[]): string[] => {
  const added = new Set(add.map(nameOf));
  return [...present.filter((each) => !added.has(nameOf(each))), ...add].sort();
};

/** What is to be known of the names of packages, such as that one looks like another. */
export const remarksOn = (requirements: readonly string[]): string[] =>
  readRequirements(requirements.join('\n'), noAdvisories).findings.map(({ message }) => message.replace(/\.$/, ''));
