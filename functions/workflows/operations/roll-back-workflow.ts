import { DomainError } from '../../shared/errors.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { rollBackWorkflow as operation } from '../contract.ts';
import { codeToHold, isInForce } from '../domain/hold.ts';
import { type Version, versionOf } from '../domain/manifest.ts';
import { stepBack } from '../domain/version-record.ts';
import { changeHold, type HeldFile, type HoldDeps } from './change-hold.ts';
import { findVersion } from './find-version.ts';

/** Where to: as named, where a rollback under way leads to, or one step back from what is live. */
const chooseTarget = async ({ store, workflow, entry, hold }: HeldFile, name: string | undefined): Promise<Version> => {
  const { dagId, repositoryId, path } = workflow;
  if (name === undefined && hold && !isInForce(hold, entry)) {
    return hold.target;
  }
  const records = await store.recentMoves(repositoryId, path);
  const target = name === undefined ? stepBack(records, entry?.live) : findVersion(dagId, records, name);
  if (!target) {
    throw new DomainError('state.unsuitable', `${dagId} has no older version that was good.`);
  }
  return target;
};

/** Puts a workflow back to an older version and keeps it there until its code changes in Git or somebody releases it. */
export const rollBackWorkflow =
  (deps: HoldDeps): Implementation<typeof operation> =>
  ({ workflow, to }, call) =>
    changeHold(deps, async (file) => {
      const { entry, hold } = file;
      if (hold?.isPinned) {
        const pinned = versionOf(hold.target);
        throw new DomainError(
          'state.unsuitable',
          `${workflow} is pinned at ${pinned} by ${hold.by}. \`navigator unpin ${workflow}\` takes the pin out.`,
        );
      }
      const target = await chooseTarget(file, to);
      const isLive = entry?.isConfirmed && entry.live && versionOf(entry.live) === versionOf(target);
      if (isLive && (!hold || versionOf(hold.target) !== versionOf(target))) {
        throw new DomainError('state.unsuitable', `${versionOf(target)} is what is live of ${workflow} already.`);
      }
      return { target, held: codeToHold(entry, hold), isPinned: false };
    })({ workflow }, call);
