import { DomainError } from '../../shared/errors.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { unpinWorkflow as operation } from '../contract.ts';
import { changeHold, type HoldDeps } from './change-hold.ts';

/** Takes a workflow's pin out. */
export const unpinWorkflow = (deps: HoldDeps): Implementation<typeof operation> =>
  changeHold(deps, async ({ workflow: { dagId }, hold }) => {
    if (!hold?.isPinned) {
      throw new DomainError('state.unsuitable', `${dagId} is not pinned.`);
    }
    const { target, held } = hold;
    return held.length > 0 ? { target, held, isPinned: false } : undefined;
  });
