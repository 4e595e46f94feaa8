/** Artefact key of the plan of one push. */
export const planKey = (tenant: string, push: string): string => `${tenant}/plans/${push}/plan.json`;

/** Artefact key of what has become of its files so far. */
export const outcomesKey = (tenant: string, push: string): string => `${tenant}/plans/${push}/outcomes.json`;
