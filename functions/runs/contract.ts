import * as z from 'zod';
import { CommitId, page, paging, RepositoryName, Slug, Timestamp, VersionId } from '../shared/fields.ts';
import { defineOperation } from '../shared/operation.ts';

export const RunState = z.enum(['queued', 'running', 'success', 'failed', 'cancelled', 'lost']);

/** One task of a run, as Airflow reports it. */
export const TaskState = z.object({
  task: z.string(),
  state: z.string(),
  try: z.number().int(),
  mapIndex: z.number().int(),
  startedAt: Timestamp.optional(),
  endedAt: Timestamp.optional(),
});

/** A run of a workflow: one Airflow DAG run. */
export const Run = z.object({
  id: z.string().describe('its id here; of a run that Navigator started it is the Airflow DAG run id too'),
  workflow: z.string(),
  repository: RepositoryName,
  environment: Slug,
  state: RunState,
  triggeredBy: z.string(),
  queuedAt: Timestamp,
  startedAt: Timestamp.optional(),
  endedAt: Timestamp.optional(),
  /** Seconds from start to end. */
  duration: z.number().optional(),
  /** The commit and version of the workflow that were live when the run began; later tasks may run a later one. */
  commit: CommitId.optional(),
  version: VersionId.optional(),
  /** Of a run that has ended: whether its logs have been learned from. */
  logs: z.enum(['pending', 'read', 'unavailable']).optional(),
  tasks: z.array(TaskState).optional(),
  airflowUrl: z.url(),
});
export type Run = z.infer<typeof Run>;

/** A line of a task's log. */
export const LogLine = z.object({
  task: z.string(),
  try: z.number().int(),
  line: z.number().int().min(1),
  at: Timestamp.optional(),
  level: z.string().optional(),
  message: z.string(),
});
export type LogLine = z.infer<typeof LogLine>;

const runInput = { run: z.string().min(1).max(250).describe('its id, such as n-01k9x3f2q7wz') };
const workflowInput = { workflow: z.string().min(1).max(250).describe('its DAG id, such as nightly_sales') };

export const triggerRun = defineOperation({
  id: 'runs.trigger',
  summary: 'Run a workflow now',
  examples: [
    'run nightly_sales',
    'start the nightly sales workflow',
    'trigger nightly_sales please',
    'run it again',
    'rerun nightly_sales',
    'kick off nightly_sales',
    'launch nightly_sales',
    'execute nightly_sales now',
    'retry it',
    'start it again',
    'rerun it',
    'run nightly_sales once more',
    'restart nightly_sales',
    'again',
    'do it again',
    'one more time',
    'begin nightly_sales',
    'do a run of nightly_sales',
    'give nightly_sales another go',
  ],
  http: { method: 'POST', path: '/api/runs' },
  command: 'run <workflow>',
  input: z.object({
    ...workflowInput,
    conf: z.record(z.string(), z.unknown()).default({}).describe('JSON passed to the run as its configuration'),
    idempotencyKey: z
      .string()
      .min(8)
      .max(100)
      .optional()
      .describe('a second request with the same key starts nothing new'),
  }),
  output: Run,
  access: { system: 'automatrix', level: 'write', resource: 'loaded' },
  effect: 'write',
  longRunning: true,
  since: '1',
});

export const listRuns = defineOperation({
  id: 'runs.list',
  summary: 'List runs, newest first',
  examples: [
    'list runs',
    'show the latest runs',
    'recent runs of nightly_sales',
    'list the failed runs',
    'what is running',
    'is anything running now',
    'last 5 runs of nightly_sales',
    'when did nightly_sales last run',
    'did nightly_sales run today',
    'show the runs of nightly_sales',
    'history of nightly_sales',
    'runs of nightly_sales',
    'show the successful runs',
    'which runs are queued',
    'anything in progress',
    'show runs that are still going',
    'how many times did nightly_sales run today',
  ],
  http: { method: 'GET', path: '/api/runs' },
  command: 'runs',
  input: z.object({
    ...paging,
    workflow: workflowInput.workflow.optional(),
    state: RunState.optional().describe('only in this state'),
  }),
  output: page(Run),
  access: { system: 'automatrix', level: 'read', itemResource: (item: Run) => item.repository },
  effect: 'read',
  since: '1',
});

export const getRun = defineOperation({
  id: 'runs.get',
  summary: 'Show a run and the state of each of its tasks',
  examples: [
    'show run n-01k9x3f2q7wz',
    'how is the run doing',
    'status of nightly_sales',
    'status of run n-01k9x3f2q7wz',
    'is it done',
    'did it work',
    'how far is it',
    'is nightly_sales still running',
    'did nightly_sales succeed',
    'how long did run n-01k9x3f2q7wz take',
    'which task failed',
    'how is it going',
    'status',
    'which step failed',
    'has it finished',
    'state of the run',
    'is the run ok',
    'show the tasks of the last run of nightly_sales',
  ],
  http: { method: 'GET', path: '/api/runs/{run}' },
  command: 'status <run>',
  input: z.object(runInput),
  output: Run,
  access: { system: 'automatrix', level: 'read', resource: 'loaded' },
  effect: 'read',
  since: '1',
});

export const cancelRun = defineOperation({
  id: 'runs.cancel',
  summary: 'Cancel a run that has not ended',
  examples: [
    'cancel the run',
    'stop nightly_sales',
    'cancel run n-01k9x3f2q7wz',
    'abort the run',
    'kill run n-01k9x3f2q7wz',
    'stop it',
    'terminate the run',
    'halt nightly_sales',
  ],
  http: { method: 'POST', path: '/api/runs/{run}/cancel' },
  command: 'cancel <run>',
  input: z.object(runInput),
  output: Run,
  access: { system: 'automatrix', level: 'write', resource: 'loaded' },
  effect: 'destructive',
  since: '1',
});

export const readLogs = defineOperation({
  id: 'runs.logs',
  summary: 'Read the task logs of a run',
  examples: [
    'show me the log of the load step',
    'logs of run n-01k9x3f2q7wz',
    'show the logs of nightly_sales',
    'show its log',
    'what did the load step log',
    'what does the log say',
    'output of the load task',
    'log of the load task of run n-01k9x3f2q7wz',
    'show me the logs',
  ],
  http: { method: 'GET', path: '/api/runs/{run}/logs' },
  command: 'logs <run>',
  input: z.object({
    ...runInput,
    task: z.string().max(250).optional().describe('only of this task'),
    try: z.coerce.number().int().min(1).optional().describe('only of this try; the last one by default'),
    limit: z.coerce.number().int().min(1).max(1000).default(500).describe('lines at most'),
    cursor: paging.cursor,
  }),
  output: page(LogLine),
  access: { system: 'automatrix', level: 'read', resource: 'loaded' },
  effect: 'read',
  since: '1',
});

export const runOperations = [triggerRun, listRuns, getRun, cancelRun, readLogs] as const;

/** What the Airflow listener (`airflow/plugins/navigator_listener.py`) puts on the bus: no message texts, only what happened. */
export const RunEnded = z.object({
  id: z.string(),
  time: Timestamp,
  environment: z.string().describe('the MWAA environment name'),
  dagId: z.string(),
  runId: z.string(),
  state: z.enum(['success', 'failed']),
});
export type RunEnded = z.infer<typeof RunEnded>;

export const TaskFailed = z.object({
  id: z.string(),
  time: Timestamp,
  environment: z.string().describe('the MWAA environment name'),
  dagId: z.string(),
  runId: z.string(),
  taskId: z.string(),
  mapIndex: z.number().int(),
  try: z.number().int(),
});
export type TaskFailed = z.infer<typeof TaskFailed>;

/** EventBridge `source` and `detail-type`s of the listener. */
export const airflowEvents = { source: 'navigator.airflow', runEnded: 'run.ended', taskFailed: 'task.failed' } as const;

/** EventBridge `source` and `detail-type`s of what happens to runs. */
export const runEvents = { source: 'navigator.runs', started: 'run.started', ended: 'run.ended' } as const;

/** A run was asked for or seen first (`run.started`), or has ended (`run.ended`). Of either there may be more than one. */
export const RunChanged = z.object({
  id: z.string().describe('the same when the event is put twice'),
  time: Timestamp,
  tenant: z.string(),
  correlationId: z.string().describe("the run's id"),
  run: Run.omit({ tasks: true }),
});
export type RunChanged = z.infer<typeof RunChanged>;

/** Business metrics of this capability, in CloudWatch's namespace of the platform. */
export const runMetrics = {
  /** A run whose logs could not be learned from, after hours of trying. */
  logsUnavailable: 'RunLogsUnavailable',
} as const;
