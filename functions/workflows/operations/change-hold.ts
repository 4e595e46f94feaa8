import { syncRepository } from '../../repositories/contract.ts';
import type { CallOperation } from '../../shared/call-operation.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { StoredWorkflow, WorkflowStore } from '../adapters/workflow-store.ts';
import type { Workflow } from '../contract.ts';
import type { HoldRecord } from '../domain/hold.ts';
import { type ManifestEntry, type Version, versionOf } from '../domain/manifest.ts';
import { findWorkflow, showWorkflow } from './find-workflow.ts';

export interface HoldDeps {
  readonly storeOf: (principal: Principal) => WorkflowStore;
  /** Calls an operation of the repositories capability as the caller. */
  readonly call: CallOperation;
}

/** What a change of a hold is decided from. */
export interface HeldFile {
  readonly store: WorkflowStore;
  readonly workflow: StoredWorkflow;
  readonly entry: ManifestEntry | undefined;
  readonly hold: HoldRecord | undefined;
}

/** What the hold is to be instead; undefined: there is to be none. */
type Decide = (
  file: HeldFile,
) => Promise<(Pick<HoldRecord, 'held' | 'isPinned'> & { readonly target: Version }) | undefined>;

const isSame = (one: HoldRecord | undefined, other: HoldRecord | undefined): boolean =>
  one === undefined || other === undefined
    ? one === other
    : one.isPinned === other.isPinned && versionOf(one.target) === versionOf(other.target);

/**
 * Changes what holds a workflow's file and has its repository's reconciler carry that out, which alone moves pointers.
 * So the hold is a wish, written at once or not at all: whatever is under way or breaks meanwhile ends where it says.
 * Asked again for the same, it writes nothing and starts the reconciler once more.
 */
export const changeHold =
  ({ storeOf, call }: HoldDeps, decide: Decide) =>
  async ({ workflow: dagId }: { workflow: string }, from: Call): Promise<Workflow> => {
    const { principal, principalToken, now, requestId } = from;
    const store = storeOf(principal);
    const workflow = await findWorkflow(store, dagId, from);
    const { repositoryId, path } = workflow;
    const [entry, hold] = await Promise.all([store.findEntry(repositoryId, path), store.findHold(repositoryId, path)]);
    const wish = await decide({ store, workflow, entry, hold });
    const next = wish && { ...wish, id: requestId, path, by: principal.subject.id, at: now().toISOString() };
    if (!isSame(hold, next)) {
      const isDone = next
        ? await store.placeHold(repositoryId, next, hold)
        : hold && (await store.endHold(repositoryId, path, hold.id));
      if (!isDone && !isSame(await store.findHold(repositoryId, path), next)) {
        throw new DomainError('resource.conflict', `Somebody else has just changed what holds ${dagId}. Look again.`);
      }
    }
    await call(syncRepository, { repository: workflow.repository }, principalToken);
    return showWorkflow(store, workflow);
  };
