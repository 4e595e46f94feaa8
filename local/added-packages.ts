import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder of the packages that were added to an instance's Airflow, by an update of its environment. It is there from
 * the start: Python forgets a folder of its path that it did not find.
 */
export const addedPackages = (directory: string): string => {
  const folder = join(directory, 'airflow', 'packages');
  mkdirSync(folder, { recursive: true });
  return folder;
};
