import { DomainError } from '../../shared/errors.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { pinWorkflow as operation } from '../contract.ts';
import { changeHold, type HoldDeps } from './change-hold.ts';

/** Pins a workflow at the version that Airflow shows. A rollback that is in force stays so when the pin is taken out. */
export const pinWorkflow = (deps: HoldDeps): Implementation<typeof operation> =>
  changeHold(deps, async ({ workflow: { dagId }, entry, hold }) => {
    if (hold?.isPinned) {
      return hold;
    }
    if (!entry?.live || !entry.isConfirmed) {
      const why = entry?.live ? 'a change of it is under way. Wait until it is live' : 'nothing is live of it';
      throw new DomainError('state.unsuitable', `${dagId} cannot be pinned: ${why}.`);
    }
    return { target: entry.live, held: hold?.held ?? [], isPinned: true };
  });
