import type { Implementation } from '../../shared/serve-operations.ts';
import type { PassageGenerations } from '../adapters/passage-index-generations.ts';
import type { showIndex as operation } from '../contract.ts';

/** Shows how much of the caller's tenant is in the index of the present model and mapping. */
export const showIndex =
  ({ generations }: { generations: Pick<PassageGenerations, 'count'> }): Implementation<typeof operation> =>
  async (_input, { principal }) =>
    generations.count(principal.tenant);
