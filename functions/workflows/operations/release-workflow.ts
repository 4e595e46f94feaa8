import { DomainError } from '../../shared/errors.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { releaseWorkflow as operation } from '../contract.ts';
import { changeHold, type HoldDeps } from './change-hold.ts';

/** Ends a rollback: what is in Git goes live, the version that was rolled back from too. */
export const releaseWorkflow = (deps: HoldDeps): Implementation<typeof operation> =>
  changeHold(deps, async ({ workflow: { dagId }, hold }) => {
    if (!hold || hold.isPinned) {
      const advice = hold ? ` It is pinned: \`navigator unpin ${dagId}\`.` : '';
      throw new DomainError('state.unsuitable', `${dagId} is not rolled back.${advice}`);
    }
    return undefined;
  });
