import * as z from 'zod';
import { FileOutcome, type Finding } from '../../repositories/contract.ts';
import { type Airflow, AirflowRefused, AirflowUnavailable, hasReachableSource } from '../../shared/airflow.ts';
import type { Artefacts } from '../../shared/artefacts.ts';
import { DomainError } from '../../shared/errors.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { maskMessages } from '../../shared/mask-messages.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { DagBucket } from '../adapters/dag-bucket.ts';
import type { OwnedWorkflow, WorkflowStore } from '../adapters/workflow-store.ts';
import {
  type ConfirmedReconciliation,
  type Environment,
  Plan,
  type PublishedReconciliation,
  type WorkflowPublished,
  workflowEvents,
} from '../contract.ts';
import { airflowUrl, withAirflowUrl } from '../domain/airflow-url.ts';
import { definedBy, ownedBy } from '../domain/check/check-tree.ts';
import { createFinding, wholeFile } from '../domain/check/finding.ts';
import { isAgainst } from '../domain/hold.ts';
import { type AirflowView, dagsSince, judgeFile } from '../domain/judge-file.ts';
import { confirm, type ManifestEntry, proofOf, putBack, sharing, touch, versionOf } from '../domain/manifest.ts';
import { pointerFile, releaseFolder } from '../domain/places.ts';
import { outcomesKey } from '../domain/plan-keys.ts';
import { readImportError } from '../domain/read-import-error.ts';
import { recordMove, type VersionRecord } from '../domain/version-record.ts';
import { setPointer } from './set-pointer.ts';

const requestsAtOnce = 8;

/** Milliseconds between two looks, and after which the state machine waits instead of us. */
const pause = 150;
const patience = 8_000;

/** A clock of Airflow's may be behind ours by this many milliseconds; only the choice of DAGs to ask about depends on it. */
const clockSkew = 60_000;

interface Deps {
  readonly storeOf: (principal: Principal) => WorkflowStore;
  readonly artefacts: Artefacts;
  readonly bucket: DagBucket;
  readonly airflowOf: (environment: Environment) => Airflow;
  readonly putEvents: PutEvents;
  readonly maskingOf: MaskingOf;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

type ShownDag = AirflowView['dags'][number];

/** What one invocation knows. */
interface Round {
  readonly input: PublishedReconciliation;
  readonly store: WorkflowStore;
  readonly airflow: Airflow;
  readonly environment: Environment;
  readonly plan: Plan;
  /** Entries whose pointer has moved and of which Airflow has not shown the result, by path. */
  readonly pending: Map<string, ManifestEntry>;
  readonly outcomes: Map<string, FileOutcome>;
}

/** Follows what Airflow makes of a published release; see `confirmLive`. */
const follow = (deps: Deps) => {
  const { bucket, now } = deps;

  const settle = ({ outcomes, environment }: Round, outcome: FileOutcome): void => {
    const known = outcomes.get(outcome.path);
    if (known?.outcome === 'pending') {
      outcomes.set(
        outcome.path,
        withAirflowUrl({ ...outcome, findings: [...outcome.findings, ...known.findings] }, environment),
      );
    }
  };

  /** Takes back what was said of a file, which may have counted as live already. */
  const refute = ({ outcomes, environment }: Round, outcome: FileOutcome): void => {
    outcomes.set(outcome.path, withAirflowUrl(outcome, environment));
  };

  /** Writes an entry and its pointer; what is not confirmed is waited for. */
  const place = async (
    { input, store, pending }: Round,
    entry: ManifestEntry,
    moves: readonly VersionRecord[] = [],
  ): Promise<void> => {
    await setPointer({ store, bucket })(input, entry);
    await store.writeManifest(input.repository.id, input.fence, { put: [entry], moves });
    if (entry.isConfirmed) {
      pending.delete(entry.path);
    } else {
      pending.set(entry.path, entry);
    }
  };

  const refuse = async (
    round: Round,
    entry: ManifestEntry,
    findings: Finding[],
    { by = 'airflow', after = [] }: { by?: 'airflow' | 'check'; after?: readonly string[] } = {},
  ): Promise<void> => {
    const { input, store, environment } = round;
    const at = now().toISOString();
    const back = putBack(entry, { by, findings, revision: environment.revision }, at);
    // What this push gave to another file returns with the version before, which has it still.
    const dagIds = back.live?.dagIds ?? [];
    const takers = sharing(await store.readManifest(input.repository.id), entry.path, dagIds);
    const isTaker = ({ path, push, quarantine }: ManifestEntry) =>
      push === input.push.id && !quarantine && !after.includes(path);
    for (const taker of takers.filter(isTaker)) {
      const shared = taker.live?.dagIds.filter((dagId) => dagIds.includes(dagId)) ?? [];
      const taken = shared.map((dagId) => definedBy(dagId, entry.path));
      await refuse(round, taker, taken, { by: 'check', after: [...after, entry.path] });
    }
    await place(round, back, [recordMove(entry, back, { at, cause: 'put-back', findings })]);
    const hold = await store.findHold(input.repository.id, entry.path);
    if (hold && entry.live && versionOf(hold.target) === versionOf(entry.live)) {
      await store.endHold(input.repository.id, entry.path, hold.id);
    }
    const version = back.live && versionOf(back.live);
    refute(round, { path: entry.path, outcome: 'quarantined', version, dagIds: entry.live?.dagIds ?? [], findings });
    logger.warn('workflow.refused', { repository: input.repository.name, path: entry.path });
  };

  const toWorkflow = (round: Round, entry: ManifestEntry, dag: ShownDag): OwnedWorkflow | undefined =>
    entry.live && {
      dagId: dag.dagId,
      environment: round.environment.name,
      repository: round.input.repository.name,
      repositoryId: round.input.repository.id,
      path: entry.path,
      state: dag.isPaused ? 'paused' : 'live',
      commit: entry.live.commit,
      contentHash: entry.live.contentHash,
      version: versionOf(entry.live),
      publishedAt: entry.live.publishedAt,
      airflowUrl: airflowUrl(round.environment, dag.dagId),
    };

  /** A new workflow starts as its repository wants it; one that is there already stays as somebody left it. */
  const startAsWanted = async (
    { input, store, airflow, environment }: Round,
    dag: ShownDag,
  ): Promise<{ dag: ShownDag; findings: Finding[] }> => {
    const wantsPaused = input.repository.newWorkflows === 'paused';
    const known = await store.findWorkflow(environment.name, dag.dagId);
    if (known?.firstLiveAt !== undefined || dag.isPaused === wantsPaused) {
      return { dag, findings: [] };
    }
    try {
      await (wantsPaused ? airflow.pause(dag.dagId) : airflow.unpause(dag.dagId));
      return { dag: { ...dag, isPaused: wantsPaused }, findings: [] };
    } catch (error) {
      if (!(error instanceof AirflowRefused)) {
        throw error;
      }
      const finding = createFinding('airflow-pause', wholeFile, error.message);
      return { dag, findings: maskMessages([finding], await deps.maskingOf(input.tenant)) };
    }
  };

  const accept = async (round: Round, entry: ManifestEntry, shown: readonly ShownDag[]): Promise<void> => {
    const { input, store, environment } = round;
    const owners = await inParallel(shown, requestsAtOnce, async (dag) => {
      const workflow = toWorkflow(round, entry, dag);
      return workflow && store.claimWorkflow({ ...workflow, state: 'pending' });
    });
    const taken = shown.flatMap(({ dagId }, index) => {
      const owner = owners[index];
      return owner === undefined ? [] : [ownedBy(dagId, owner)];
    });
    if (taken.length > 0) {
      return refuse(round, entry, taken);
    }
    const shownIds = shown.map(({ dagId }) => dagId);
    const keepers = sharing(await store.readManifest(input.repository.id), entry.path, shownIds);
    if (keepers.length > 0 && !entry.quarantine) {
      const shared = keepers.flatMap(({ path, live }) =>
        (live?.dagIds ?? []).filter((dagId) => shownIds.includes(dagId)).map((dagId) => ({ dagId, path })),
      );
      const defined = shared.map(({ dagId, path }) => definedBy(dagId, path));
      // What the check can see it decides again with each push; what only Airflow can see would come back each time.
      const isForeseen = shared.every(({ dagId }) => entry.live?.dagIds.includes(dagId));
      await refuse(round, entry, defined, { by: isForeseen ? 'check' : 'airflow' });
      // Airflow took the DAG from them; it gives it back when it parses them again.
      for (const keeper of keepers) {
        await place(round, touch(keeper, now().toISOString()));
      }
      return;
    }
    const started = await inParallel(shown, requestsAtOnce, (dag) => startAsWanted(round, dag));
    const workflows = started.flatMap(({ dag }) => toWorkflow(round, entry, dag) ?? []);
    const time = now().toISOString();
    await inParallel(workflows, requestsAtOnce, (workflow) => store.updateWorkflow(workflow, time));
    const events: WorkflowPublished[] = workflows.map(({ dagId, repository, commit, version }) => ({
      id: `${input.push.id}#${dagId}`,
      time,
      tenant: input.tenant,
      correlationId: input.push.id,
      dagId,
      repository,
      commit,
      version,
      environment,
    }));
    await deps.putEvents(workflowEvents.source, workflowEvents.published, events);
    const dagIds = shown.map(({ dagId }) => dagId);
    await store.writeManifest(input.repository.id, input.fence, { put: [confirm(entry, dagIds)] });
    round.pending.delete(entry.path);
    const isPaused = workflows.length > 0 && workflows.every(({ state }) => state === 'paused');
    const findings = started.flatMap((each) => each.findings);
    const version = entry.live && versionOf(entry.live);
    settle(round, { path: entry.path, outcome: isPaused ? 'paused' : 'live', version, dagIds, findings });
  };

  const retiring = ({ plan, outcomes }: Round) =>
    plan.retire.filter(({ path }) => outcomes.get(path)?.outcome === 'pending');

  const settleRetired = (round: Round, { dags }: AirflowView): void => {
    for (const { path, dagIds } of retiring(round)) {
      const file = pointerFile(round.input.repository.id, path);
      const isShown = dags.some((dag) => dagIds.includes(dag.dagId) && dag.file === file && !dag.isStale);
      if (!isShown) {
        settle(round, { path, outcome: 'retired', dagIds, findings: [] });
      }
    }
  };

  /** The one DAG id that is waited for, to ask for less than everything. */
  const onlyDagId = (round: Round): string | undefined => {
    const waiting = [...round.pending.values()].map(({ live }) => live?.dagIds ?? []);
    const dagIds = [...waiting, ...retiring(round).map((file) => file.dagIds)];
    return dagIds.length === 1 && dagIds[0]?.length === 1 ? dagIds[0][0] : undefined;
  };

  /** Of each pending file, one DAG whose source, as Airflow has parsed it last, holds the proof of its move. */
  const prove = async ({ input, airflow, pending }: Round, dags: readonly ShownDag[]): Promise<Set<string>> => {
    const asked = [...pending.values()].flatMap((entry) => {
      const since = Date.parse(entry.live?.publishedAt ?? '') - clockSkew;
      const [dag] = dagsSince({ dags }, pointerFile(input.repository.id, entry.path), since)
        .filter(({ dagId }) => hasReachableSource(dagId))
        .toSorted((a, b) => (b.parsedAt ?? '').localeCompare(a.parsedAt ?? ''));
      return dag ? [{ dagId: dag.dagId, proof: proofOf(entry) ?? '' }] : [];
    });
    const proven = await inParallel(asked, requestsAtOnce, async ({ dagId, proof }) => {
      const source = await airflow.dagSource(dagId);
      return source?.includes(proof) ? [dagId] : [];
    });
    return new Set(proven.flat());
  };

  const look = async (round: Round): Promise<AirflowView> => {
    const { airflow, input } = round;
    const [seen, importErrors] = await Promise.all([
      airflow.listDags(onlyDagId(round)),
      airflow.importErrors(pointerFile(input.repository.id, '')),
    ]);
    const proven = await prove(round, seen);
    // The list was made before the proof, so it may be older than the parse: a file's other DAGs are in the next one.
    const dags = proven.size > 0 ? await airflow.listDags() : seen;
    return { dags, importErrors, proven, at: now() };
  };

  /** Looks once and acts on what it sees. */
  const step = async (round: Round): Promise<void> => {
    const { input } = round;
    const view = await look(round);
    await round.store.holdFence(input.repository.id, input.fence);
    settleRetired(round, view);
    const judged = [...round.pending.values()].map((entry) => {
      const file = pointerFile(input.repository.id, entry.path);
      return {
        entry,
        judgement: judgeFile({ repositoryId: input.repository.id, entry, file, hasReachableSource }, view),
      };
    });
    /** Whether the entry is as it was judged: a refusal may have changed others. */
    const isCurrent = (entry: ManifestEntry): boolean => round.pending.get(entry.path) === entry;
    for (const { entry, judgement } of judged) {
      if (judgement.outcome === 'refused' && isCurrent(entry)) {
        const folder = releaseFolder(input.repository.id, entry.live?.release ?? '');
        const error = readImportError(judgement.stackTrace, { folder, path: entry.path });
        await refuse(round, entry, maskMessages([error], await deps.maskingOf(input.tenant)));
      }
    }
    await inParallel(judged, requestsAtOnce, async ({ entry, judgement }) => {
      if (judgement.outcome === 'shown' && isCurrent(entry)) {
        await accept(round, entry, judgement.dags);
      }
    });
  };

  /** Says again what an invocation that did not live to write it down has done. */
  const recall = async (round: Round, manifest: readonly ManifestEntry[]): Promise<void> => {
    const forgotten = manifest.filter(
      ({ path, isConfirmed, quarantine }) =>
        (isConfirmed || quarantine !== undefined) && round.outcomes.get(path)?.outcome === 'pending',
    );
    for (const { path, live, quarantine } of forgotten) {
      const dagIds = live?.dagIds ?? [];
      const version = live && versionOf(live);
      if (quarantine) {
        settle(round, { path, outcome: 'quarantined', version, dagIds, findings: quarantine.findings });
      } else {
        const known = await Promise.all(dagIds.map((dagId) => round.store.findWorkflow(round.environment.name, dagId)));
        const isPaused = known.length > 0 && known.every((workflow) => workflow?.state === 'paused');
        settle(round, { path, outcome: isPaused ? 'paused' : 'live', version, dagIds, findings: [] });
      }
    }
  };

  /**
   * Writes the pointers of what is still waited for once more where they are others: an invocation that put a version back
   * and did not live to note it has left the pointer of the version before.
   */
  const restore = async ({ input, store, pending }: Round): Promise<void> => {
    await inParallel([...pending.values()], requestsAtOnce, (entry) => setPointer({ store, bucket })(input, entry));
  };

  return {
    step,
    recall,
    restore,
    isDone: (round: Round): boolean => round.pending.size === 0 && retiring(round).length === 0,
  };
};

const readOutcomes = async (artefacts: Artefacts, key: string, plan: Plan): Promise<FileOutcome[]> => {
  try {
    return await artefacts.getJson(key, z.array(FileOutcome));
  } catch (error) {
    if (error instanceof DomainError && error.code === 'resource.unknown') {
      return plan.files;
    }
    throw error;
  }
};

/** Whether somebody wants another version of a file that is waited for: then there is no point in waiting. */
const isOvertaken = async ({ store, input, pending }: Round): Promise<boolean> => {
  const holds = await store.readHolds(input.repository.id);
  return holds.some((hold) => {
    const entry = pending.get(hold.path);
    return entry !== undefined && isAgainst(hold, entry);
  });
};

/**
 * Waits some seconds for Airflow to show what was published, and takes back what it cannot import: the pointer returns
 * to the last version that was shown and the file is quarantined with Airflow's message. Not `done` while something is
 * pending or Airflow is away, unless it was rolled back meanwhile, which is for the next round to carry out. Throws
 * `Superseded` where a later reconciliation has begun.
 */
export const confirmLive = (deps: Deps) => {
  const { storeOf, artefacts, airflowOf, now, sleep } = deps;
  const { step, recall, restore, isDone } = follow(deps);

  /** Frees the DAG ids that no file of the repository has any more. */
  const freeDagIds = async ({ input, store, environment }: Round): Promise<void> => {
    const manifest = await store.readManifest(input.repository.id);
    const kept = new Set(
      manifest.flatMap(({ live, previous }) => [live, previous].flatMap((each) => each?.dagIds ?? [])),
    );
    const workflows = await store.workflowsOf(environment.name, input.repository.name);
    const gone = workflows.filter(({ dagId, state }) => state !== 'retired' && !kept.has(dagId));
    await inParallel(gone, requestsAtOnce, (workflow) => store.retireWorkflow(workflow));
  };

  return async (input: PublishedReconciliation): Promise<ConfirmedReconciliation> => {
    const deadline = now().getTime() + patience;
    const { tenant, repository, push, fence } = input;
    const store = storeOf(systemPrincipal(tenant, 'confirm-live'));
    await store.holdFence(repository.id, fence);
    const [environment, plan, manifest] = await Promise.all([
      store.getEnvironment(repository.environment),
      artefacts.getJson(input.check.plan, Plan),
      store.readManifest(repository.id),
    ]);
    const key = outcomesKey(tenant, push.id);
    const outcomes = await readOutcomes(artefacts, key, plan);
    const round: Round = {
      input,
      store,
      airflow: airflowOf(environment),
      environment,
      plan,
      pending: new Map(manifest.filter(({ isConfirmed }) => !isConfirmed).map((entry) => [entry.path, entry])),
      outcomes: new Map(outcomes.map((outcome) => [outcome.path, outcome])),
    };
    await recall(round, manifest);
    let isGivenUp = false;
    while (!isDone(round)) {
      try {
        await step(round);
      } catch (error) {
        if (!(error instanceof AirflowUnavailable)) {
          throw error;
        }
        logger.warn('airflow.unavailable', { environment: environment.name, error });
      }
      isGivenUp = !isDone(round) && (await isOvertaken(round));
      if (isGivenUp || isDone(round) || now().getTime() + pause > deadline) {
        break;
      }
      await sleep(pause);
    }
    const done = isDone(round);
    if (!done && !isGivenUp) {
      await restore(round);
    }
    const changes = plan.publish.length + plan.retire.length + plan.quarantine.length;
    if (done && changes > 0) {
      await freeDagIds(round);
    }
    await artefacts.putJson(key, [...round.outcomes.values()]);
    return {
      ...input,
      confirmation: { done: done || isGivenUp, files: key, ...(done && { visibleAt: now().toISOString() }) },
    };
  };
};
