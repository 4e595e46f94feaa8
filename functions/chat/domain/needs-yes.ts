import type { Effect } from '../../shared/operation.ts';

/** Whether what is to be done, by its effects, waits for a yes: what destroys, and several changes at once. */
export const needsYes = (effects: readonly (Effect | undefined)[]): boolean =>
  effects.includes('destructive') || effects.filter((effect) => effect !== 'read').length > 1;
