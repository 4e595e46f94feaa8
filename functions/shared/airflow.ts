import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { WorkflowDocument } from '../knowledge/contract.ts';
import { DomainError } from './errors.ts';
import { type SignedFetchOptions, signedFetch } from './signed-fetch.ts';

/** What the adapter needs of a function's environment variables. */
export const airflowVariables = { AWS_REGION: z.string().min(1), AWS_ENDPOINT_URL: z.url().optional() };

/** Airflow, or AWS in front of it, did not answer. Trying again later may help. */
export class AirflowUnavailable extends DomainError {
  constructor(message: string, options?: { cause?: unknown }) {
    super('upstream.unavailable', message, options);
  }
}

/** Airflow, or AWS in front of it, answered no. Trying again will not help. */
export class AirflowRefused extends DomainError {
  constructor(message: string) {
    super('upstream.refused', message);
  }
}

/** `Path` of InvokeRestApi is 64 characters at most (AWS SDK model of MWAA, `RestApiPath`). */
const longestPath = 64;
const pageSize = 100;
/** Pages of one list at most, so that a faulty answer cannot hold a function for ever. */
const mostPages = 100;
/** Pages of a DAG's newest runs to look through for one whose address does not fit into `longestPath`. */
const pagesSearched = 5;

const Time = z.string().nullish();
const Dag = z.object({
  dag_id: z.string(),
  is_paused: z.boolean(),
  is_stale: z.boolean().default(false),
  relative_fileloc: z.string().nullish(),
  last_parsed_time: Time,
});
const ImportError = z.object({ filename: z.string(), stack_trace: z.string(), timestamp: z.string() });
const DagRun = z.object({
  dag_id: z.string(),
  dag_run_id: z.string(),
  state: z.enum(['queued', 'running', 'success', 'failed']),
  queued_at: Time,
  start_date: Time,
  end_date: Time,
});
const TaskInstance = z.object({
  task_id: z.string(),
  dag_run_id: z.string(),
  map_index: z.number().int(),
  try_number: z.number().int(),
  state: z.string().nullish(),
  pid: z.number().nullish(),
  start_date: Time,
  end_date: Time,
});
const Dags = z.object({ dags: z.array(Dag), total_entries: z.number() });
const ImportErrors = z.object({ import_errors: z.array(ImportError), total_entries: z.number() });
const DagRuns = z.object({ dag_runs: z.array(DagRun), total_entries: z.number() });
const TaskInstances = z.object({ task_instances: z.array(TaskInstance), total_entries: z.number() });
const Source = z.object({ content: z.string().nullish() });
const DagDetails = z.object({
  description: z.string().nullish(),
  doc_md: z.string().nullish(),
  timetable_summary: z.string().nullish(),
  timetable_description: z.string().nullish(),
  tags: z.array(z.object({ name: z.string() })).default([]),
  owners: z.array(z.string()).default([]),
});
const Tasks = z.object({
  tasks: z.array(
    z.object({
      task_id: z.string(),
      operator_name: z.string().nullish(),
      doc_md: z.string().nullish(),
      downstream_task_ids: z.array(z.string()).nullish(),
    }),
  ),
});
const BulkAnswer = z.object({
  update: z.object({
    success: z.array(z.string()).default([]),
    errors: z.array(z.record(z.string(), z.unknown())).default([]),
  }),
});

/** A DAG as Airflow shows it. `file` is relative to the bundle's root. */
export interface AirflowDag {
  readonly dagId: string;
  readonly isPaused: boolean;
  readonly isStale: boolean;
  readonly file: string | undefined;
  readonly parsedAt: string | undefined;
}

/** What a DAG says of itself, as it is written down. */
export type AirflowDagDescription = NonNullable<WorkflowDocument['shown']>;

/** A file that Airflow could not import. */
export interface AirflowImportError {
  readonly file: string;
  readonly stackTrace: string;
  readonly at: string;
}

export interface AirflowRun {
  readonly dagId: string;
  readonly runId: string;
  readonly state: z.infer<typeof DagRun>['state'];
  readonly queuedAt: string | undefined;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
}

export interface AirflowTask {
  readonly taskId: string;
  readonly runId: string;
  readonly mapIndex: number;
  readonly try: number;
  readonly state: string;
  /** Whether its last try had a process: some tasks succeed, or fail, without one. */
  readonly hasProcess: boolean;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
}

interface RunName {
  readonly dagId: string;
  readonly runId: string;
}

/** One Airflow environment. Reads are retried; all throw `AirflowUnavailable` and `AirflowRefused`. */
export interface Airflow {
  /** DAGs whose id contains the text, all pages, stale ones too; every DAG without one. */
  listDags(containing?: string): Promise<AirflowDag[]>;
  /** What the DAG says of itself and its tasks; undefined where Airflow does not know it, or its id is too long to ask. */
  describeDag(dagId: string): Promise<AirflowDagDescription | undefined>;
  /** Source of the DAG's file as parsed last; undefined where Airflow does not know the DAG. */
  dagSource(dagId: string): Promise<string | undefined>;
  /** Import errors of files whose path contains the text. */
  importErrors(pathContaining: string): Promise<AirflowImportError[]>;
  pause(dagId: string): Promise<void>;
  unpause(dagId: string): Promise<void>;
  /** Starts a run, or answers the one there is of that id, so that it may be asked twice. */
  triggerRun(run: RunName & { readonly conf: Record<string, unknown> }): Promise<AirflowRun>;
  findRun(run: RunName): Promise<AirflowRun | undefined>;
  /** Runs, newest first, `limit` at most. Times are ISO 8601. */
  listRuns(filter: {
    readonly dagIds: readonly string[];
    readonly endedSince?: string;
    readonly limit: number;
  }): Promise<AirflowRun[]>;
  listTasks(run: RunName): Promise<AirflowTask[]>;
  /** Marks the run failed, which stops its tasks. */
  cancelRun(run: RunName): Promise<void>;
}

/** Whether the proof of what Airflow has parsed can be asked for: `/dagSources/{dag_id}` must fit into `Path`. */
export const hasReachableSource = (dagId: string): boolean => sourcePath(dagId).length <= longestPath;

const sourcePath = (dagId: string): string => `/dagSources/${encodeURIComponent(dagId)}`;
const dagPath = (dagId: string): string => `/dags/${encodeURIComponent(dagId)}`;
const runPath = ({ dagId, runId }: RunName): string => `${dagPath(dagId)}/dagRuns/${encodeURIComponent(runId)}`;

const toDag = (dag: z.infer<typeof Dag>): AirflowDag => ({
  dagId: dag.dag_id,
  isPaused: dag.is_paused,
  isStale: dag.is_stale,
  file: dag.relative_fileloc ?? undefined,
  parsedAt: dag.last_parsed_time ?? undefined,
});

const toDescription = (dag: z.infer<typeof DagDetails>, { tasks }: z.infer<typeof Tasks>): AirflowDagDescription => ({
  description: dag.description ?? undefined,
  docMd: dag.doc_md ?? undefined,
  schedule: dag.timetable_summary ?? undefined,
  scheduleInWords: dag.timetable_description ?? undefined,
  tags: dag.tags.map(({ name }) => name),
  owners: dag.owners,
  tasks: tasks.map((task) => ({
    id: task.task_id,
    operator: task.operator_name ?? undefined,
    docMd: task.doc_md ?? undefined,
    downstream: task.downstream_task_ids ?? [],
  })),
});

const toRun = (run: z.infer<typeof DagRun>): AirflowRun => ({
  dagId: run.dag_id,
  runId: run.dag_run_id,
  state: run.state,
  queuedAt: run.queued_at ?? undefined,
  startedAt: run.start_date ?? undefined,
  endedAt: run.end_date ?? undefined,
});

const toTask = (task: z.infer<typeof TaskInstance>): AirflowTask => ({
  taskId: task.task_id,
  runId: task.dag_run_id,
  mapIndex: task.map_index,
  try: task.try_number,
  state: task.state ?? 'none',
  hasProcess: typeof task.pid === 'number',
  startedAt: task.start_date ?? undefined,
  endedAt: task.end_date ?? undefined,
});

interface Call {
  readonly Path: string;
  readonly Method: 'GET' | 'POST' | 'PATCH';
  readonly QueryParameters?: Record<string, string | number | boolean>;
  readonly Body?: Record<string, unknown>;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const AwsAnswer = z.object({
  RestApiStatusCode: z.number().int().optional(),
  RestApiResponse: z.unknown().optional(),
  __type: z.string().optional(),
  message: z.string().optional(),
});

/** What Airflow gives as the reason of a refusal; FastAPI's validation errors are a list. */
const reasonOf = (body: unknown): string => {
  const parsed = z.object({ detail: z.unknown() }).safeParse(body);
  const detail = parsed.success ? parsed.data.detail : body;
  return (typeof detail === 'string' ? detail : (JSON.stringify(detail) ?? '')).slice(0, 500);
};

/** Airflow's own 4xx comes as an answer or as `RestApiClientException`: both have the same two fields. */
const toReply = (environment: string, status: number, type: string | null, text: string): Reply => {
  const answer = AwsAnswer.safeParse(parseJson(text));
  const { RestApiStatusCode, RestApiResponse, __type, message } = answer.data ?? { RestApiResponse: undefined };
  const replied = RestApiStatusCode ?? status;
  const error = type ?? __type ?? '';
  if (replied >= 500 || replied === 429 || error.includes('Throttling') || error.includes('RestApiServerException')) {
    throw new AirflowUnavailable(`Airflow ${environment} answered ${replied}. Try again in a moment.`);
  }
  if (RestApiStatusCode === undefined) {
    throw new AirflowRefused(
      `AWS refused the call to Airflow ${environment} with ${status}: ${message ?? (error || text.slice(0, 200))}`,
    );
  }
  return { status: replied, body: RestApiResponse };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** From which Airflow version on runs can be updated in bulk (apache/airflow#67948). */
const canUpdateRunsInBulk = (airflowVersion: string): boolean => {
  const [major = 0, minor = 0] = airflowVersion.split('.').map(Number);
  return major > 3 || (major === 3 && minor >= 3);
};

interface Deps {
  readonly region: string;
  /** Stands in for AWS, without the host prefix `env.airflow.`. */
  readonly endpoint?: string;
  readonly fetch?: SignedFetchOptions['fetch'];
  readonly credentials?: SignedFetchOptions['credentials'];
  /** Milliseconds that one call may take; MWAA itself gives up after 10 s. */
  readonly timeout?: number;
  /** How often a call is made before Airflow counts as unavailable. */
  readonly attempts?: number;
  /** Milliseconds. */
  readonly sleep?: (duration: number) => Promise<unknown>;
}

/**
 * Airflow's REST API v2 through MWAA's InvokeRestApi, signed with SigV4
 * (https://docs.aws.amazon.com/mwaa/latest/API/API_InvokeRestApi.html).
 */
export const airflow = ({
  region,
  endpoint,
  fetch: request,
  credentials,
  timeout = 10_000,
  attempts = 3,
  sleep = wait,
}: Deps) => {
  const base = new URL(endpoint ?? `https://env.airflow.${region}.amazonaws.com`);
  const ask = signedFetch({ service: 'airflow', region, fetch: request, credentials });

  const send = async (environment: string, call: Call): Promise<Reply> => {
    const body = JSON.stringify(call);
    const url = new URL(`/restapi/${encodeURIComponent(environment)}`, base);
    let answer: Response;
    let text: string;
    try {
      answer = await ask({ method: 'POST', url, body, timeout });
      text = await answer.text();
    } catch (cause) {
      throw new AirflowUnavailable(`Airflow ${environment} did not answer. Try again in a moment.`, { cause });
    }
    return toReply(environment, answer.status, answer.headers.get('x-amzn-errortype'), text);
  };

  /** All calls here may be made twice: what they ask for is a state, or a run of a given id. */
  const sendRetrying = async (environment: string, call: Call, attempt = 1): Promise<Reply> => {
    try {
      return await send(environment, call);
    } catch (error) {
      if (!(error instanceof AirflowUnavailable) || attempt === attempts) {
        throw error;
      }
      await sleep(Math.random() * 200 * 2 ** attempt);
      return sendRetrying(environment, call, attempt + 1);
    }
  };

  return ({ mwaaName, airflowVersion }: { readonly mwaaName: string; readonly airflowVersion: string }): Airflow => {
    const invoke = (call: Call): Promise<Reply> => {
      if (call.Path.length > longestPath) {
        throw new AirflowRefused(
          `${call.Path} has ${call.Path.length} characters, and AWS passes at most ${longestPath} on to Airflow. Use a shorter DAG id.`,
        );
      }
      return sendRetrying(mwaaName, call);
    };

    const accept = <S extends z.ZodType>(reply: Reply, asked: string, schema: S): z.infer<S> => {
      if (reply.status >= 400) {
        throw new AirflowRefused(`Airflow ${mwaaName} did not ${asked}, ${reply.status}: ${reasonOf(reply.body)}`);
      }
      const parsed = schema.safeParse(reply.body);
      if (!parsed.success) {
        throw new AirflowUnavailable(`Airflow ${mwaaName} was to ${asked} and answered something else.`, {
          cause: parsed.error,
        });
      }
      return parsed.data;
    };

    const accepted = async <S extends z.ZodType>(call: Call, asked: string, schema: S): Promise<z.infer<S>> =>
      accept(await invoke(call), asked, schema);

    const acceptedIfKnown = async <S extends z.ZodType>(
      call: Call,
      asked: string,
      schema: S,
    ): Promise<z.infer<S> | undefined> => {
      const reply = await invoke(call);
      return reply.status === 404 ? undefined : accept(reply, asked, schema);
    };

    const allPages = async <Item>(
      read: (offset: number) => Promise<{ items: readonly Item[]; total: number }>,
      { most = mostPages, isEnough = (_all: readonly Item[]): boolean => false } = {},
    ): Promise<Item[]> => {
      const all: Item[] = [];
      for (let page = 0; page < most; page += 1) {
        const { items, total } = await read(all.length);
        all.push(...items);
        if (items.length === 0 || all.length >= total || isEnough(all)) {
          break;
        }
      }
      return all;
    };

    const readRuns = (
      filter: Record<string, unknown>,
      limit: number,
      isEnough?: (all: readonly AirflowRun[]) => boolean,
    ): Promise<AirflowRun[]> =>
      allPages(
        async (offset) => {
          const answer = await accepted(
            {
              Method: 'POST',
              Path: '/dags/~/dagRuns/list',
              Body: { ...filter, order_by: '-run_after', page_limit: Math.min(limit, pageSize), page_offset: offset },
            },
            'list runs',
            DagRuns,
          );
          return { items: answer.dag_runs.map(toRun), total: Math.min(answer.total_entries, limit) };
        },
        { most: Math.ceil(limit / pageSize), isEnough },
      );

    const setPaused = async (dagId: string, isPaused: boolean): Promise<void> => {
      const asked = `${isPaused ? 'pause' : 'unpause'} ${dagId}`;
      await accepted({ Method: 'PATCH', Path: dagPath(dagId), Body: { is_paused: isPaused } }, asked, z.unknown());
    };

    const findRun = async (run: RunName): Promise<AirflowRun | undefined> => {
      if (runPath(run).length > longestPath) {
        const isIt = ({ runId }: AirflowRun): boolean => runId === run.runId;
        const runs = await readRuns({ dag_ids: [run.dagId] }, pagesSearched * pageSize, (all) => all.some(isIt));
        return runs.find(isIt);
      }
      const found = await acceptedIfKnown({ Method: 'GET', Path: runPath(run) }, `show ${run.runId}`, DagRun);
      return found && toRun(found);
    };

    const cancelInBulk = async ({ dagId, runId }: RunName): Promise<void> => {
      if (!canUpdateRunsInBulk(airflowVersion)) {
        throw new AirflowRefused(
          `Airflow ${airflowVersion} cannot cancel ${runId} from here: its address is over ${longestPath} characters. Cancel it in Airflow's own page.`,
        );
      }
      const entities = [{ dag_id: dagId, dag_run_id: runId, state: 'failed' }];
      const { update } = await accepted(
        { Method: 'PATCH', Path: '/dags/~/dagRuns', Body: { actions: [{ action: 'update', entities }] } },
        `cancel ${runId}`,
        BulkAnswer,
      );
      if (update.errors.length > 0) {
        throw new AirflowRefused(`Airflow ${mwaaName} did not cancel ${runId}: ${reasonOf(update.errors[0]?.error)}`);
      }
    };

    return {
      listDags: (containing) =>
        allPages(async (offset) => {
          const answer = await accepted(
            {
              Method: 'GET',
              Path: '/dags',
              QueryParameters: {
                ...(containing !== undefined && { dag_id_pattern: containing }),
                exclude_stale: false,
                order_by: 'dag_id',
                limit: pageSize,
                offset,
              },
            },
            'list DAGs',
            Dags,
          );
          return { items: answer.dags.map(toDag), total: answer.total_entries };
        }),
      describeDag: async (dagId) => {
        const path = dagPath(dagId);
        if (`${path}/details`.length > longestPath) {
          return undefined;
        }
        const asked = `describe ${dagId}`;
        const details = await acceptedIfKnown({ Method: 'GET', Path: `${path}/details` }, asked, DagDetails);
        const tasks = details && (await acceptedIfKnown({ Method: 'GET', Path: `${path}/tasks` }, asked, Tasks));
        return tasks && toDescription(details, tasks);
      },
      dagSource: async (dagId) => {
        const call: Call = { Method: 'GET', Path: sourcePath(dagId) };
        const source = await acceptedIfKnown(call, `show the source of ${dagId}`, Source);
        return source?.content ?? undefined;
      },
      importErrors: async (pathContaining) => {
        const errors = await allPages(async (offset) => {
          const answer = await accepted(
            {
              Method: 'GET',
              Path: '/importErrors',
              QueryParameters: { filename_pattern: pathContaining, order_by: 'id', limit: pageSize, offset },
            },
            'list import errors',
            ImportErrors,
          );
          return { items: answer.import_errors, total: answer.total_entries };
        });
        return errors
          .filter(({ filename }) => filename.includes(pathContaining))
          .map((error) => ({ file: error.filename, stackTrace: error.stack_trace, at: error.timestamp }));
      },
      pause: (dagId) => setPaused(dagId, true),
      unpause: (dagId) => setPaused(dagId, false),
      triggerRun: async ({ dagId, runId, conf }) => {
        const call: Call = {
          Method: 'POST',
          Path: `${dagPath(dagId)}/dagRuns`,
          Body: { dag_run_id: runId, logical_date: null, conf },
        };
        const reply = await invoke(call);
        if (reply.status === 409) {
          const existing = await findRun({ dagId, runId });
          if (existing) {
            return existing;
          }
        }
        return toRun(accept(reply, `start ${dagId}`, DagRun));
      },
      findRun,
      listRuns: ({ dagIds, endedSince, limit }) =>
        readRuns({ dag_ids: dagIds, ...(endedSince !== undefined && { end_date_gte: endedSince }) }, limit),
      listTasks: ({ dagId, runId }) =>
        allPages(async (offset) => {
          const answer = await accepted(
            {
              Method: 'POST',
              Path: '/dags/~/dagRuns/~/taskInstances/list',
              Body: { dag_ids: [dagId], dag_run_ids: [runId], page_limit: pageSize, page_offset: offset },
            },
            'list tasks',
            TaskInstances,
          );
          return { items: answer.task_instances.map(toTask), total: answer.total_entries };
        }),
      cancelRun: async (run) => {
        if (runPath(run).length > longestPath) {
          return cancelInBulk(run);
        }
        await accepted(
          { Method: 'PATCH', Path: runPath(run), Body: { state: 'failed' } },
          `cancel ${run.runId}`,
          z.unknown(),
        );
      },
    };
  };
};
