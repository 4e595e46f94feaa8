import { type Reconciliation, Tree } from '../../repositories/contract.ts';
import type { Artefacts } from '../../shared/artefacts.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { Importer } from '../adapters/importer.ts';
import type { WaiverStore } from '../adapters/waiver-store.ts';
import type { WorkflowStore } from '../adapters/workflow-store.ts';
import type { CheckedReconciliation, Environment, Plan, ReleaseFiles } from '../contract.ts';
import { airflowUrl, withAirflowUrl } from '../domain/airflow-url.ts';
import type { CheckTarget, FileCheck } from '../domain/check/check-file.ts';
import { versionOf, withAnotherTry } from '../domain/manifest.ts';
import { planChanges } from '../domain/plan-changes.ts';
import { planKey, releaseKey } from '../domain/plan-keys.ts';
import { checkFiles } from './check-files.ts';
import { importChanged } from './import-changed.ts';

const requestsAtOnce = 16;

interface Deps {
  readonly storeOf: (principal: Principal) => WorkflowStore;
  readonly waiversOf: (principal: Principal) => WaiverStore;
  readonly artefacts: Artefacts;
  readonly checkerFor: (target: CheckTarget) => { checkFile(path: string, bytes: Uint8Array): FileCheck };
  readonly importFiles: Importer;
  readonly maskingOf: MaskingOf;
  readonly now: () => Date;
}

/**
 * Compares a fetched tree with what is live, checks what changed, claims the DAG ids and stores the plan. Changes nothing
 * that is live. Throws `Superseded` where a later reconciliation has begun.
 */
export const checkChanges = ({ storeOf, waiversOf, artefacts, checkerFor, importFiles, maskingOf, now }: Deps) => {
  const check = checkFiles({ artefacts, checkerFor });
  const addImports = importChanged({ artefacts, importFiles, maskingOf, now });

  /** DAG ids of the plan that other repositories own, after claiming the others. */
  const claim = async (
    store: WorkflowStore,
    input: Reconciliation,
    environment: Environment,
    { publish }: Plan,
  ): Promise<Map<string, string>> => {
    const { commit } = input.push;
    if (commit === undefined) {
      return new Map();
    }
    const wanted = publish.flatMap(({ dagIds, ...file }) => dagIds.map((dagId) => ({ dagId, ...file })));
    const owners = await inParallel(wanted, requestsAtOnce, ({ dagId, path, contentHash, supportHash, held }) =>
      store.claimWorkflow({
        dagId,
        environment: environment.name,
        repository: input.repository.name,
        repositoryId: input.repository.id,
        path,
        state: 'pending',
        commit: held?.origin.commit ?? commit,
        contentHash,
        version: versionOf({ contentHash, supportHash }),
        publishedAt: now().toISOString(),
        airflowUrl: airflowUrl(environment, dagId),
      }),
    );
    return new Map(
      wanted.flatMap(({ dagId }, index) => {
        const owner = owners[index];
        return owner === undefined ? [] : [[dagId, owner]];
      }),
    );
  };

  return async (input: Reconciliation): Promise<CheckedReconciliation> => {
    const startedAt = now();
    const { tenant, repository, push, fence } = input;
    const principal = systemPrincipal(tenant, 'check-changes');
    const store = storeOf(principal);
    await store.takeFence(repository.id, fence);
    const [environment, waivers, entries, held, { files, notes, leftOut }] = await Promise.all([
      store.getEnvironment(repository.environment),
      waiversOf(principal).read(repository.name),
      store.readManifest(repository.id),
      store.readHolds(repository.id),
      push.commit === undefined ? { files: [], notes: [], leftOut: [] } : artefacts.getJson(push.tree, Tree),
    ]);
    const { checks: found, notes: remarks } = await check(input, files, environment, waivers);
    const checks = await addImports(input, files, found, environment);
    const manifest = entries.map((entry) => withAnotherTry(entry, environment.revision));
    // Where the whole branch is gone nothing is kept, pinned or not.
    const holds = push.commit === undefined ? [] : held;
    const holdBack = push.tests?.holdBack;
    const planWith = (taken: ReadonlyMap<string, string>): Plan =>
      planChanges({ files, notes: [...notes, ...remarks], leftOut, manifest, checks, taken, holds, holdBack });
    const wished = planWith(new Map());
    const taken = await claim(store, input, environment, wished);
    const plan = taken.size > 0 ? planWith(taken) : wished;
    const key = planKey(tenant, push.id);
    if (plan.publish.length > 0) {
      const release: ReleaseFiles = files.map((file) => ({
        ...file,
        isDagFile: checks.get(file.path)?.isDagFile ?? false,
      }));
      await artefacts.putJson(releaseKey(tenant, repository.id, plan.release), release);
    }
    await artefacts.putJson(key, {
      ...plan,
      letGo: push.commit === undefined ? held.map(({ path, id }) => ({ path, id })) : plan.letGo,
      files: plan.files.map((file) => withAirflowUrl(file, environment)),
    });
    const checkedAt = now();
    return {
      ...input,
      check: { plan: key, checkedAt: checkedAt.toISOString(), duration: checkedAt.getTime() - startedAt.getTime() },
    };
  };
};
