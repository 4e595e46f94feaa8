import * as z from 'zod';
import { Finding, type Reconciliation, Tree } from '../../repositories/contract.ts';
import type { Artefacts } from '../../shared/artefacts.ts';
import { DomainError } from '../../shared/errors.ts';
import { Sha256 } from '../../shared/fields.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { WorkflowStore } from '../adapters/workflow-store.ts';
import type { CheckedReconciliation, Environment, Plan, ReleaseFiles } from '../contract.ts';
import { airflowUrl, withAirflowUrl } from '../domain/airflow-url.ts';
import type { CheckTarget, FileCheck } from '../domain/check/check-file.ts';
import { toCheckedFiles } from '../domain/check/check-tree.ts';
import { findMissingPackages } from '../domain/check/find-missing-packages.ts';
import { type Requirements, readRequirements } from '../domain/check/requirements.ts';
import { rulesVersion } from '../domain/check/rules.ts';
import { versionOf } from '../domain/manifest.ts';
import { planChanges } from '../domain/plan-changes.ts';
import { planKey, releaseKey } from '../domain/plan-keys.ts';

const requestsAtOnce = 16;

/** Checks of the tree before, by path. Only what passed is kept, so a better checker looks at the rest again. */
const KnownChecks = z.object({
  target: z.string(),
  files: z.record(
    z.string(),
    z.object({
      sha256: Sha256,
      findings: z.array(Finding),
      dagIds: z.array(z.string()),
      dynamicDagIds: z.boolean(),
      isDagCandidate: z.boolean(),
      imports: z.array(z.string()),
      packages: z.array(z.object({ module: z.string(), line: z.number(), column: z.number() })),
    }),
  ),
});
type KnownChecks = z.infer<typeof KnownChecks>;

interface Deps {
  readonly storeOf: (principal: Principal) => WorkflowStore;
  readonly artefacts: Artefacts;
  readonly checkerFor: (target: CheckTarget) => { checkFile(path: string, bytes: Uint8Array): FileCheck };
  readonly now: () => Date;
}

const targetOf = ({ airflowVersion, pythonVersion }: CheckTarget): string => `${airflowVersion} ${pythonVersion}`;

const checksKey = ({ tenant, repository }: Reconciliation): string =>
  `${tenant}/checks/${rulesVersion}/${repository.id}.json`;

const requirementsFile = 'requirements.txt';

/**
 * Compares a fetched tree with what is live, checks what changed, claims the DAG ids and stores the plan. Changes nothing
 * that is live. Throws `Superseded` where a later reconciliation has begun.
 */
export const checkChanges = ({ storeOf, artefacts, checkerFor, now }: Deps) => {
  const readKnown = async (key: string, target: string): Promise<KnownChecks['files']> => {
    try {
      const known = await artefacts.getJson(key, KnownChecks);
      return known.target === target ? known.files : {};
    } catch (error) {
      if (error instanceof DomainError && error.code === 'resource.unknown') {
        return {};
      }
      throw error;
    }
  };

  /** Checks of all Python files; those of unchanged files come from the time before. */
  const checkFiles = async (input: Reconciliation, files: Tree['files'], target: CheckTarget): Promise<FileCheck[]> => {
    const key = checksKey(input);
    const known = await readKnown(key, targetOf(target));
    const { checkFile } = checkerFor(target);
    const python = files.filter(({ path }) => path.endsWith('.py'));
    const checks = await inParallel(python, requestsAtOnce, async ({ path, sha256, key: blob }): Promise<FileCheck> => {
      const before = known[path];
      return before?.sha256 === sha256
        ? { path, verdict: 'accepted', ...before }
        : checkFile(path, await artefacts.getBytes(blob));
    });
    const accepted = checks.flatMap((check, index) => {
      const sha256 = python[index]?.sha256;
      return check.verdict === 'accepted' && sha256 ? [[check.path, { ...check, sha256 }]] : [];
    });
    const isKnown = checks.every(({ path }, index) => known[path]?.sha256 === python[index]?.sha256);
    if (!isKnown) {
      await artefacts.putJson(key, { target: targetOf(target), files: Object.fromEntries(accepted) });
    }
    return checks;
  };

  const readRequirementsOf = async (files: Tree['files']): Promise<Requirements> => {
    const file = files.find(({ path }) => path === requirementsFile);
    return readRequirements(file ? Buffer.from(await artefacts.getBytes(file.key)).toString('utf8') : '');
  };

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
    const store = storeOf(systemPrincipal(tenant, 'check-changes'));
    await store.takeFence(repository.id, fence);
    const [environment, manifest, held, { files, notes, leftOut }] = await Promise.all([
      store.getEnvironment(repository.environment),
      store.readManifest(repository.id),
      store.readHolds(repository.id),
      push.commit === undefined ? { files: [], notes: [], leftOut: [] } : artefacts.getJson(push.tree, Tree),
    ]);
    const [found, requirements] = await Promise.all([checkFiles(input, files, environment), readRequirementsOf(files)]);
    const checks = toCheckedFiles(
      findMissingPackages(
        found,
        files.map(({ path }) => path),
        requirements.packages,
      ),
    );
    const asked = requirements.findings.map(({ line, message }) => `${requirementsFile}:${line} ${message}`);
    // Where the whole branch is gone nothing is kept, pinned or not.
    const holds = push.commit === undefined ? [] : held;
    const planWith = (taken: ReadonlyMap<string, string>): Plan =>
      planChanges({ files, notes: [...notes, ...asked], leftOut, manifest, checks, taken, holds });
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
