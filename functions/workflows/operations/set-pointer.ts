import type { Reconciliation } from '../../repositories/contract.ts';
import { DomainError } from '../../shared/errors.ts';
import type { DagBucket } from '../adapters/dag-bucket.ts';
import type { WorkflowStore } from '../adapters/workflow-store.ts';
import { type ManifestEntry, proofOf } from '../domain/manifest.ts';
import { pointerFile, releaseFolder } from '../domain/places.ts';
import { renderPointer } from '../domain/render-pointer.ts';

const attempts = 3;

interface Deps {
  readonly store: WorkflowStore;
  readonly bucket: DagBucket;
}

/**
 * Makes one pointer what its manifest entry says: there, or gone where nothing is live. The pointer is looked at before
 * the fence is read and written only if it is unchanged then, so a writer whose lease has passed on never overwrites its
 * successor's. Throws `Superseded`.
 */
export const setPointer =
  ({ store, bucket }: Deps) =>
  async ({ repository, fence }: Pick<Reconciliation, 'repository' | 'fence'>, entry: ManifestEntry): Promise<void> => {
    const file = pointerFile(repository.id, entry.path);
    const { live } = entry;
    const move = proofOf(entry) ?? '';
    const folder = live && releaseFolder(repository.id, live.release);
    const source = folder === undefined ? undefined : await bucket.read(`${folder}/${entry.path}`);
    const text =
      live &&
      renderPointer({
        repository: repository.name,
        repositoryId: repository.id,
        release: live.release,
        lastPath: live.lastPath,
        path: entry.path,
        commit: live.commit,
        sequence: entry.sequence,
        proof: move,
        source: Buffer.from(source ?? []).toString('utf8'),
      });
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const seen = await bucket.look(file);
      await store.holdFence(repository.id, fence);
      const isDone =
        text === undefined
          ? !seen || (await bucket.removePointer(file, seen))
          : seen?.move === move || (await bucket.placePointer(file, text, move, seen));
      if (isDone) {
        return;
      }
    }
    throw new DomainError('resource.conflict', `${file} keeps changing while it is being written. Try again.`);
  };
