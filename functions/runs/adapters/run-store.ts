import * as z from 'zod';
import { readAll, type TenantStore, type TenantWrite } from '../../shared/tenant-store.ts';
import { Environment, type WorkflowPublished } from '../../workflows/contract.ts';
import { isEnded, LedgerRun } from '../domain/run.ts';

const runs = 'run';
/** One item for each run that has not ended, so that the sweep need not read the ended ones. */
const openRuns = 'open';
/** One item for each run that has ended and whose logs have not been learned from. */
const unreadRuns = 'unread';
/** Our id of each run that Airflow started by itself: its own ids are unique for one DAG only. */
const airflowRuns = 'airflow-run';
const requests = 'request';
const workflows = 'workflow';
const environments = 'environment';

/** Seconds for which a repeated request finds what the first one started. */
const requestKept = 24 * 60 * 60;

const RunReference = z.object({ id: z.string() });
const RecordedWorkflow = z.object({
  repository: z.string(),
  dagId: z.string(),
  commit: z.string().optional(),
  version: z.string().optional(),
  /** Since when the version is live. */
  liveSince: z.string().optional(),
});
export type RecordedWorkflow = z.infer<typeof RecordedWorkflow>;

/** That a run's logs are still to be learned from. */
const UnreadRun = z.object({
  id: z.string(),
  /** How often the sweep has asked for it. */
  attempts: z.number().int(),
  /** When to ask next. */
  retryAt: z.iso.datetime(),
});
export type UnreadRun = z.infer<typeof UnreadRun>;

interface AirflowRunName {
  readonly environment: string;
  readonly dagId: string;
  readonly runId: string;
}

const airflowRunKey = ({ environment, dagId, runId }: AirflowRunName): string => `${environment}#${dagId}#${runId}`;

/** Milliseconds that the event of a run's end is given before it is put again. */
const eventGiven = 60_000;

/** Counted from the end as it was reported, which may be long past. */
const firstRetry = ({ endedAt, queuedAt }: LedgerRun): string =>
  new Date(Date.parse(endedAt ?? queuedAt) + eventGiven).toISOString();

const isAbsent = { expression: 'attribute_not_exists(pk)' };

/** The capability's table for one tenant: the ledger of runs, and what events told of workflows and environments. */
export const runStore = (store: TenantStore) => {
  const find = async (id: string): Promise<LedgerRun | undefined> => {
    const item = await store.get(runs, id);
    return item && LedgerRun.parse(item);
  };

  const findReferred = async (partition: string, sk: string): Promise<LedgerRun | undefined> => {
    const item = await store.get(partition, sk);
    return item && find(RunReference.parse(item).id);
  };

  const findWorkflow = async (environment: string, dagId: string): Promise<RecordedWorkflow | undefined> => {
    const item = await store.get(workflows, `${environment}#${dagId}`);
    return item && RecordedWorkflow.parse(item);
  };

  /** A run is open, or ended and unread. The event of the end is given a minute before the sweep repeats it. */
  const markers = (run: LedgerRun): TenantWrite[] =>
    isEnded(run)
      ? [
          { remove: { partition: openRuns, sk: run.id } },
          { put: { partition: unreadRuns, sk: run.id, item: { id: run.id, attempts: 0, retryAt: firstRetry(run) } } },
        ]
      : [
          { put: { partition: openRuns, sk: run.id, item: { id: run.id } } },
          { remove: { partition: unreadRuns, sk: run.id } },
        ];

  const creation = (run: LedgerRun): TenantWrite[] => [
    { put: { partition: runs, sk: run.id, item: run, condition: isAbsent } },
    ...markers(run),
  ];

  return {
    find,

    /** Enters a run that is about to be started; false: the request was made before. `now` in milliseconds. */
    begin: (run: LedgerRun, request: string | undefined, now: number): Promise<boolean> =>
      store.transact([
        ...creation(run),
        ...(request === undefined
          ? []
          : [
              {
                put: {
                  partition: requests,
                  sk: request,
                  item: { id: run.id, expiresAt: Math.floor(now / 1000) + requestKept },
                  condition: isAbsent,
                },
              },
            ]),
      ]),

    findRequested: (request: string) => findReferred(requests, request),

    /** Enters a run that Airflow started by itself; false: it is entered already. */
    enter: (run: LedgerRun): Promise<boolean> => {
      const sk = airflowRunKey({ environment: run.environment, dagId: run.workflow, runId: run.airflow.runId });
      return store.transact([
        ...creation(run),
        { put: { partition: airflowRuns, sk, item: { id: run.id }, condition: isAbsent } },
      ]);
    },

    /** A run by what Airflow calls it. */
    findByAirflow: async (name: AirflowRunName): Promise<LedgerRun | undefined> => {
      const ours = await find(name.runId);
      const isOurs = ours?.workflow === name.dagId && ours.environment === name.environment;
      return isOurs ? ours : findReferred(airflowRuns, airflowRunKey(name));
    },

    /** Replaces a run that is still as it was read; false: it is not. */
    replace: (before: LedgerRun, after: LedgerRun): Promise<boolean> =>
      store.transact([
        {
          put: {
            partition: runs,
            sk: after.id,
            item: after,
            condition: {
              expression: '#state = :state AND isAccepted = :isAccepted',
              names: { '#state': 'state' },
              values: { ':state': before.state, ':isAccepted': before.isAccepted },
            },
          },
        },
        ...markers(after),
      ]),

    /** Runs whose logs have not been learned from, oldest first, `limit` at most. */
    listUnread: async (limit: number): Promise<UnreadRun[]> => {
      const { items } = await store.query(unreadRuns, { limit });
      return items.map((item) => UnreadRun.parse(item));
    },

    /** Notes that a run's logs are asked for once more; false: somebody else does, or they have been read. */
    postponeUnread: ({ id, attempts }: UnreadRun, retryAt: string): Promise<boolean> =>
      store.put(unreadRuns, id, { id, attempts: attempts + 1, retryAt } satisfies UnreadRun, {
        expression: 'attempts = :attempts',
        values: { ':attempts': attempts },
      }),

    /** Ends the waiting for a run's logs; false: the run has gone on since it was read. */
    settleLogs: ({ id, endedAt }: LedgerRun, logs: 'read' | 'unavailable'): Promise<boolean> =>
      store.transact([
        { remove: { partition: unreadRuns, sk: id } },
        {
          update: {
            partition: runs,
            sk: id,
            change: { set: { logs } },
            condition:
              endedAt === undefined
                ? { expression: 'attribute_not_exists(endedAt)' }
                : { expression: 'endedAt = :endedAt', values: { ':endedAt': endedAt } },
          },
        },
      ]),

    /** Newest first. */
    list: async (page: { limit: number; cursor?: string }) => {
      const { items, next } = await store.query(runs, { ...page, newestFirst: true });
      return { items: items.map((item) => LedgerRun.parse(item)), next };
    },

    /** Runs that have not ended, oldest first, `limit` at most. */
    listOpen: async (limit: number): Promise<LedgerRun[]> => {
      const { items } = await store.query(openRuns, { limit });
      const found = await Promise.all(items.map((item) => find(RunReference.parse(item).id)));
      return found.filter((run) => run !== undefined);
    },

    /** Events come late and twice: an older version does not replace a newer one. */
    recordWorkflow: async ({
      dagId,
      repository,
      environment,
      commit,
      version,
      time,
    }: WorkflowPublished): Promise<void> => {
      const known = await findWorkflow(environment.name, dagId);
      const liveSince = known?.version === version ? (known.liveSince ?? time) : time;
      if (known?.liveSince === undefined || known.liveSince <= liveSince) {
        const item: RecordedWorkflow = { dagId, repository, commit, version, liveSince };
        await store.put(workflows, `${environment.name}#${dagId}`, item);
      }
      await store.put(environments, environment.mwaaName, environment);
    },

    /** Makes the MWAA environment lead to this tenant; false: it leads to one already. */
    claimEnvironment: ({ mwaaName, name }: Environment): Promise<boolean> =>
      store.transact([{ directory: { kind: 'environment', token: mwaaName, id: name } }]),

    findEnvironment: async (mwaaName: string): Promise<Environment | undefined> => {
      const item = await store.get(environments, mwaaName);
      return item && Environment.parse(item);
    },

    /** What was told of a workflow when it was published last. */
    findWorkflow,

    /** DAG ids of an environment that were ever published. */
    listDagIds: async (environment: string): Promise<string[]> => {
      const items = await readAll(store, workflows, `${environment}#`);
      return items.map((item) => RecordedWorkflow.parse(item).dagId);
    },
  };
};
export type RunStore = ReturnType<typeof runStore>;
