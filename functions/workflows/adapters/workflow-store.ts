import type * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { Slug } from '../../shared/fields.ts';
import { type Condition, type Item, readAll, type TenantStore, type TenantWrite } from '../../shared/tenant-store.ts';
import { Environment, Workflow } from '../contract.ts';
import { HoldRecord } from '../domain/hold.ts';
import { ManifestEntry } from '../domain/manifest.ts';
import { VersionRecord } from '../domain/version-record.ts';

/** A reconciler with a later lease has taken over; whoever gets this ends without doing more. */
export class Superseded extends DomainError {
  constructor(repositoryId: string) {
    super('resource.conflict', `A later reconciliation of ${repositoryId} has begun. This one ends.`);
  }
}

/** A workflow as it is written; what holds its file is kept with the file. */
const OwnedWorkflow = Workflow.omit({ hold: true }).extend({ repositoryId: Slug });
export type OwnedWorkflow = z.infer<typeof OwnedWorkflow>;

/** What is kept of a workflow beside that: when Airflow showed it first, which nothing takes back. */
const StoredWorkflow = OwnedWorkflow.extend({ firstLiveAt: Workflow.shape.publishedAt.optional() });
export type StoredWorkflow = z.infer<typeof StoredWorkflow>;

/** Changes of a repository's manifest, by path. */
interface ManifestChanges {
  readonly put?: readonly ManifestEntry[];
  readonly remove?: readonly string[];
  /** What is recorded of it for good. */
  readonly moves?: readonly VersionRecord[];
}

interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** Writes of one DynamoDB transaction at most, less one for the fence. */
const writesAtOnce = 99;

/** Moves of one file that are looked back through: a version further back cannot be rolled back to. */
const movesRemembered = 500;

const environments = 'environment';
const workflows = 'workflow';
const fences = 'fence';
const holds = 'hold';
const manifestOf = (repositoryId: string): string => `manifest#${repositoryId}`;
const versionsOf = (repositoryId: string, path: string): string => `version#${repositoryId}#${path}`;
const holdKey = (repositoryId: string, path: string): string => `${repositoryId}#${path}`;
const workflowKey = (environment: string, dagId: string): string => `${environment}#${dagId}`;

const isHold = (hold: Pick<HoldRecord, 'id'> | undefined): Condition =>
  hold
    ? { expression: '#id = :id', names: { '#id': 'id' }, values: { ':id': hold.id } }
    : { expression: 'attribute_not_exists(pk)' };

/** The changes in as few transactions as hold them, none of them torn. */
const inTransactions = (changes: readonly TenantWrite[][]): TenantWrite[][] => {
  const transactions: TenantWrite[][] = [];
  for (const change of changes) {
    const last = transactions.at(-1);
    if (last && last.length + change.length <= writesAtOnce) {
      last.push(...change);
    } else {
      transactions.push([...change]);
    }
  }
  return transactions;
};

/** The capability's table for one tenant. */
export const workflowStore = (store: TenantStore) => {
  const raiseFence = (fence: number): { change: { set: Item }; condition: Condition } => ({
    change: { set: { fence } },
    condition: {
      expression: 'attribute_not_exists(#fence) OR #fence <= :fence',
      names: { '#fence': 'fence' },
      values: { ':fence': fence },
    },
  });

  return {
    /** Throws `resource.unknown` where the tenant has no such environment. */
    getEnvironment: async (name: string): Promise<Environment> => {
      const item = await store.get(environments, name);
      if (!item) {
        throw new DomainError(
          'resource.unknown',
          `There is no Airflow environment ${name}. Add it with \`navigator environment add\`.`,
        );
      }
      return Environment.parse(item);
    },

    findEnvironment: async (name: string): Promise<Environment | undefined> => {
      const item = await store.get(environments, name);
      return item && Environment.parse(item);
    },

    listEnvironments: async (page: PageRequest) => {
      const { items, next } = await store.query(environments, page);
      return { items: items.map((item) => Environment.parse(item)), next };
    },

    /** What was added to it stays. */
    updateEnvironment: async (environment: Environment): Promise<void> => {
      await store.update(environments, environment.name, { set: environment });
    },

    /** False: another tenant has this MWAA environment, or this tenant has another of that name. */
    claimEnvironment: (environment: Environment) =>
      store.transact([
        { directory: { kind: 'environment', token: environment.mwaaName, id: environment.name } },
        {
          put: {
            partition: environments,
            sk: environment.name,
            item: environment,
            condition: { expression: 'attribute_not_exists(pk)' },
          },
        },
      ]),

    /** Makes this reconciliation the latest of its repository. Throws `Superseded`. */
    takeFence: async (repositoryId: string, fence: number): Promise<void> => {
      const { change, condition } = raiseFence(fence);
      if (!(await store.update(fences, repositoryId, change, condition))) {
        throw new Superseded(repositoryId);
      }
    },

    /** Throws `Superseded` where a later reconciliation has begun. */
    holdFence: async (repositoryId: string, fence: number): Promise<void> => {
      const item = await store.get(fences, repositoryId);
      if (item?.fence !== fence) {
        throw new Superseded(repositoryId);
      }
    },

    readManifest: async (repositoryId: string): Promise<ManifestEntry[]> =>
      (await readAll(store, manifestOf(repositoryId))).map((item) => ManifestEntry.parse(item)),

    /** Writes the manifest; every transaction holds the fence, so a late writer changes nothing. Throws `Superseded`. */
    writeManifest: async (
      repositoryId: string,
      fence: number,
      { put = [], remove = [], moves = [] }: ManifestChanges,
    ): Promise<void> => {
      const partition = manifestOf(repositoryId);
      const record = (path: string): TenantWrite[] =>
        moves
          .filter((move) => move.path === path)
          .map((move) => ({ put: { partition: versionsOf(repositoryId, path), sk: move.at, item: move } }));
      const changes: TenantWrite[][] = [
        ...put.map((entry) => [{ put: { partition, sk: entry.path, item: entry } }, ...record(entry.path)]),
        ...remove.map((path) => [{ remove: { partition, sk: path } }, ...record(path)]),
      ];
      for (const writes of inTransactions(changes)) {
        const isDone = await store.transact([
          { update: { partition: fences, sk: repositoryId, ...raiseFence(fence) } },
          ...writes,
        ]);
        if (!isDone) {
          throw new Superseded(repositoryId);
        }
      }
    },

    findEntry: async (repositoryId: string, path: string): Promise<ManifestEntry | undefined> => {
      const item = await store.get(manifestOf(repositoryId), path);
      return item && ManifestEntry.parse(item);
    },

    /** Moves of a file's pointer, newest first. */
    listMoves: async (repositoryId: string, path: string, page: PageRequest) => {
      const { items, next } = await store.query(versionsOf(repositoryId, path), { ...page, newestFirst: true });
      return { items: items.map((item) => VersionRecord.parse(item)), next };
    },

    /** The moves of a file's pointer that are looked back through, newest first. */
    recentMoves: async (repositoryId: string, path: string): Promise<VersionRecord[]> => {
      const page = { newestFirst: true, limit: movesRemembered };
      const { items } = await store.query(versionsOf(repositoryId, path), page);
      return items.map((item) => VersionRecord.parse(item));
    },

    findHold: async (repositoryId: string, path: string): Promise<HoldRecord | undefined> => {
      const item = await store.get(holds, holdKey(repositoryId, path));
      return item && HoldRecord.parse(item);
    },

    /** Of one repository. */
    readHolds: async (repositoryId: string): Promise<HoldRecord[]> =>
      (await readAll(store, holds, holdKey(repositoryId, ''))).map((item) => HoldRecord.parse(item)),

    /** Puts a hold in the place of the one that was seen there; false: it is another one by now. */
    placeHold: (repositoryId: string, hold: HoldRecord, seen: HoldRecord | undefined): Promise<boolean> =>
      store.put(holds, holdKey(repositoryId, hold.path), hold, isHold(seen)),

    /** Ends this very hold; one that was placed since stays. False: it is another one by now, or none. */
    endHold: (repositoryId: string, path: string, id: string): Promise<boolean> =>
      store.remove(holds, holdKey(repositoryId, path), isHold({ id })),

    /** Makes the repository the DAG id's owner in the environment; answers who owns it where another does. */
    claimWorkflow: async (workflow: OwnedWorkflow): Promise<string | undefined> => {
      const { repository, repositoryId, ...rest } = workflow;
      const key = workflowKey(workflow.environment, workflow.dagId);
      const claimed = await store.update(
        workflows,
        key,
        { set: { repository, repositoryId }, setIfAbsent: rest },
        {
          expression: 'attribute_not_exists(pk) OR #repository = :repository OR #state = :retired',
          names: { '#repository': 'repository', '#state': 'state' },
          values: { ':repository': repository, ':retired': 'retired' },
        },
      );
      return claimed ? undefined : StoredWorkflow.parse(await store.get(workflows, key)).repository;
    },

    findWorkflow: async (environment: string, dagId: string): Promise<StoredWorkflow | undefined> => {
      const item = await store.get(workflows, workflowKey(environment, dagId));
      return item && StoredWorkflow.parse(item);
    },

    /** Writes what Airflow shows of a workflow that the repository owns. */
    updateWorkflow: async (workflow: OwnedWorkflow, seenAt: string): Promise<void> => {
      await store.update(workflows, workflowKey(workflow.environment, workflow.dagId), {
        set: workflow,
        setIfAbsent: { firstLiveAt: seenAt },
      });
    },

    /** Frees the DAG id for other repositories; one that was never live leaves no trace. */
    retireWorkflow: async ({ environment, dagId, repository, firstLiveAt }: StoredWorkflow): Promise<void> => {
      const condition = {
        expression: '#repository = :repository',
        names: { '#repository': 'repository' },
        values: { ':repository': repository },
      };
      const key = workflowKey(environment, dagId);
      await (firstLiveAt === undefined
        ? store.remove(workflows, key, condition)
        : store.update(workflows, key, { set: { state: 'retired' } }, condition));
    },

    listWorkflows: async (page: PageRequest) => {
      const { items, next } = await store.query(workflows, page);
      return { items: items.map((item) => StoredWorkflow.parse(item)), next };
    },

    workflowsOf: async (environment: string, repository: string): Promise<StoredWorkflow[]> =>
      (await readAll(store, workflows, `${environment}#`))
        .map((item) => StoredWorkflow.parse(item))
        .filter((workflow) => workflow.repository === repository),
  };
};
export type WorkflowStore = ReturnType<typeof workflowStore>;
