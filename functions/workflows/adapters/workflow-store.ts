import type * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import { type Condition, type Item, readAll, type TenantStore, type TenantWrite } from '../../shared/tenant-store.ts';
import { Environment, Workflow } from '../contract.ts';
import { ManifestEntry } from '../domain/manifest.ts';

/** A reconciler with a later lease has taken over; whoever gets this ends without doing more. */
export class Superseded extends DomainError {
  constructor(repositoryId: string) {
    super('resource.conflict', `A later reconciliation of ${repositoryId} has begun. This one ends.`);
  }
}

/** What is kept of a workflow beside what is shown: when Airflow showed it first, which nothing takes back. */
const StoredWorkflow = Workflow.extend({ firstLiveAt: Workflow.shape.publishedAt.optional() });
export type StoredWorkflow = z.infer<typeof StoredWorkflow>;

/** Changes of a repository's manifest, by path. */
interface ManifestChanges {
  readonly put?: readonly ManifestEntry[];
  readonly remove?: readonly string[];
}

interface PageRequest {
  readonly limit: number;
  readonly cursor?: string;
}

/** Writes of one DynamoDB transaction at most, less one for the fence. */
const writesAtOnce = 99;

const environments = 'environment';
const workflows = 'workflow';
const fences = 'fence';
const manifestOf = (repositoryId: string): string => `manifest#${repositoryId}`;
const workflowKey = (environment: string, dagId: string): string => `${environment}#${dagId}`;

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

    updateEnvironment: (environment: Environment) => store.put(environments, environment.name, environment),

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
      { put = [], remove = [] }: ManifestChanges,
    ): Promise<void> => {
      const partition = manifestOf(repositoryId);
      const writes: TenantWrite[] = [
        ...put.map((entry) => ({ put: { partition, sk: entry.path, item: entry } })),
        ...remove.map((path) => ({ remove: { partition, sk: path } })),
      ];
      for (let start = 0; start < writes.length; start += writesAtOnce) {
        const isDone = await store.transact([
          { update: { partition: fences, sk: repositoryId, ...raiseFence(fence) } },
          ...writes.slice(start, start + writesAtOnce),
        ]);
        if (!isDone) {
          throw new Superseded(repositoryId);
        }
      }
    },

    /** Makes the repository the DAG id's owner in the environment; answers who owns it where another does. */
    claimWorkflow: async (workflow: Workflow): Promise<string | undefined> => {
      const { repository, ...rest } = workflow;
      const key = workflowKey(workflow.environment, workflow.dagId);
      const claimed = await store.update(
        workflows,
        key,
        { set: { repository }, setIfAbsent: rest },
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
    updateWorkflow: async (workflow: Workflow, seenAt: string): Promise<void> => {
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
      return { items: items.map((item) => Workflow.parse(item)), next };
    },

    workflowsOf: async (environment: string, repository: string): Promise<StoredWorkflow[]> =>
      (await readAll(store, workflows, `${environment}#`))
        .map((item) => StoredWorkflow.parse(item))
        .filter((workflow) => workflow.repository === repository),
  };
};
export type WorkflowStore = ReturnType<typeof workflowStore>;
