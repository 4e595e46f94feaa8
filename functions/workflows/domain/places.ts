/** Where things are in the DAG bucket below `dags/`, which is the root of the bundle that Airflow reads. */
export const bundlePrefix = 'dags/';

/** The pointer of a DAG file, relative to the bundle's root as Airflow's `relative_fileloc` is. */
export const pointerFile = (repositoryId: string, path: string): string => `live/${repositoryId}/${path}`;

/** The folder of an immutable release, relative to the bundle's root. */
export const releaseFolder = (repositoryId: string, release: string): string => `releases/${repositoryId}/${release}`;
