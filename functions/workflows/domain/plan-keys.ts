/** Artefact key of the plan of one push. */
export const planKey = (tenant: string, push: string): string => `${tenant}/plans/${push}/plan.json`;

/** Artefact key of the files of one release: what a version is put together from when its release is gone. */
export const releaseKey = (tenant: string, repositoryId: string, release: string): string =>
  `${tenant}/releases/${repositoryId}/${release}.json`;

/** Artefact key of what has become of its files so far. */
export const outcomesKey = (tenant: string, push: string): string => `${tenant}/plans/${push}/outcomes.json`;

/** Artefact key of the files that the newest check of a repository keeps back for security findings. */
export const threatsKey = (tenant: string, repositoryId: string): string => `${tenant}/threats/${repositoryId}.json`;
