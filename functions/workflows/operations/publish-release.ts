import type { Artefacts } from '../../shared/artefacts.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { DagBucket } from '../adapters/dag-bucket.ts';
import type { WorkflowStore } from '../adapters/workflow-store.ts';
import { type CheckedReconciliation, Plan, type PublishedReconciliation, ReleaseFiles } from '../contract.ts';
import { keepBack, type ManifestEntry, moveTo } from '../domain/manifest.ts';
import { releaseFolder } from '../domain/places.ts';
import { releaseKey } from '../domain/plan-keys.ts';
import { recordMove, type VersionRecord } from '../domain/version-record.ts';
import { setPointer } from './set-pointer.ts';

const pointersAtOnce = 16;

/** A release that no pointer leads to stays this many milliseconds more, for tasks that still run out of it. */
const unusedFor = 60 * 60 * 1000;

interface Deps {
  readonly storeOf: (principal: Principal) => WorkflowStore;
  readonly artefacts: Artefacts;
  readonly artefactBucket: string;
  readonly bucket: DagBucket;
  /** Files at the bundle's root, by name: what makes pointers work. */
  readonly bundle: Readonly<Record<string, string>>;
  readonly now: () => Date;
}

/** The releases that entries may lead to or be put back to. */
const releasesOf = (entries: Iterable<ManifestEntry>): Set<string> =>
  new Set(
    [...entries].flatMap(({ live, previous }) => [live?.release, previous?.release]).filter((id) => id !== undefined),
  );

/**
 * Carries out a plan: support files and DAG files go into an immutable release first, then each pointer moves by one
 * write. The release of a version that is held comes together again from the artefacts where it is gone. What is about to change is noted in the manifest before, so whatever a crash leaves half done is done again.
 * Asked twice for one push, the second time changes nothing. Throws `Superseded` where a later reconciliation has begun.
 */
export const publishRelease = ({ storeOf, artefacts, artefactBucket, bucket, bundle, now }: Deps) => {
  /** Removes what nobody uses any more; what has just fallen out of use starts its time now. */
  const tidyReleases = async (
    repositoryId: string,
    before: Set<string>,
    used: Set<string>,
    holdFence: () => Promise<void>,
  ): Promise<void> => {
    const folder = (release: string) => releaseFolder(repositoryId, release);
    const dropped = [...before].filter((release) => !used.has(release));
    await Promise.all(dropped.map((release) => bucket.touchRelease(folder(release))));
    for (const [release, { files, writtenAt }] of await bucket.listReleases(`releases/${repositoryId}`)) {
      if (!used.has(release) && now().getTime() - writtenAt.getTime() > unusedFor) {
        await holdFence();
        await bucket.removeRelease(folder(release), files);
      }
    }
  };

  return async (input: CheckedReconciliation): Promise<PublishedReconciliation> => {
    const { tenant, repository, push, fence } = input;
    const store = storeOf(systemPrincipal(tenant, 'publish-release'));
    await store.takeFence(repository.id, fence);
    const plan = await artefacts.getJson(input.check.plan, Plan);
    const manifest = new Map((await store.readManifest(repository.id)).map((entry) => [entry.path, entry]));
    const before = releasesOf(manifest.values());
    const publishedAt = now().toISOString();

    const { commit, author, message } = push;
    const moving: ManifestEntry[] = [];
    const moves: VersionRecord[] = [];
    if (commit !== undefined) {
      const move = { plan, push: push.id, commit, author, message, publishedAt };
      for (const file of plan.publish) {
        const before = manifest.get(file.path);
        const entry = moveTo(before, file, move);
        if (!entry.isConfirmed) {
          moving.push(entry);
        }
        if (entry !== before) {
          const findings = plan.files.find(({ path }) => path === file.path)?.findings ?? [];
          const { cause = 'push', by } = file.held ?? {};
          moves.push(recordMove(before, entry, { at: publishedAt, cause, by, findings }));
        }
      }
    }
    if (moving.length > 0) {
      await Promise.all(Object.entries(bundle).map(([file, text]) => bucket.ensureFile(file, text)));
      for (const release of new Set(plan.publish.map(({ held }) => held?.origin.release ?? plan.release))) {
        const files = await artefacts.getJson(releaseKey(tenant, repository.id, release), ReleaseFiles);
        await bucket.copyRelease(releaseFolder(repository.id, release), { bucket: artefactBucket, files });
      }
    }
    const keptBack =
      commit === undefined
        ? []
        : plan.quarantine.map((file) => keepBack(manifest.get(file.path), file, { push: push.id, commit }));
    const retiring = plan.retire
      .flatMap(({ path }) => manifest.get(path) ?? [])
      .map((entry): ManifestEntry => ({ ...entry, isConfirmed: false }));
    await store.writeManifest(repository.id, fence, { put: [...keptBack, ...retiring, ...moving], moves });

    // A DAG that moves to another file leaves the old one first: of two files with its id Airflow would keep either.
    const set = setPointer({ store, bucket });
    await inParallel(retiring, pointersAtOnce, (entry) => set(input, { ...entry, live: undefined }));
    await inParallel(moving, pointersAtOnce, (entry) => set(input, entry));
    const retired = retiring.map((entry) =>
      recordMove(entry, { path: entry.path }, { at: publishedAt, cause: 'retired', findings: [] }),
    );
    await store.writeManifest(repository.id, fence, { remove: plan.retire.map(({ path }) => path), moves: retired });
    await Promise.all(plan.letGo.map(({ path, id }) => store.endHold(repository.id, path, id)));

    if (moving.length > 0 || retiring.length > 0) {
      const used = releasesOf(await store.readManifest(repository.id));
      await tidyReleases(repository.id, before, used, () => store.holdFence(repository.id, fence));
    }
    return { ...input, publishedAt };
  };
};
