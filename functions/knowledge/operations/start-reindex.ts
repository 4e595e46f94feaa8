import type { Implementation } from '../../shared/serve-operations.ts';
import type { PassageGenerations } from '../adapters/passage-index-generations.ts';
import type { StartReindexer } from '../adapters/reindexer.ts';
import type { reindexKnowledge as operation } from '../contract.ts';

interface Deps {
  readonly generations: Pick<PassageGenerations, 'count'>;
  readonly start: StartReindexer;
}

/** Has all documents of the caller's tenant moved to the index of the present model and mapping. */
export const startReindex =
  ({ generations, start }: Deps): Implementation<typeof operation> =>
  async (_input, { principal, requestId }) => {
    const state = await generations.count(principal.tenant);
    await start(principal.tenant, requestId);
    return state;
  };
