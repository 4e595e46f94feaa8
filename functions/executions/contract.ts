import * as z from 'zod';
import { page, paging, Timestamp } from '../shared/fields.ts';
import { defineOperation } from '../shared/operation.ts';

/** What can be executed; requests to AI, training and tasks of appliances join with the capabilities that do them. */
export const ExecutionKind = z.enum(['run']);

export const ExecutionState = z.enum(['queued', 'running', 'success', 'failed', 'cancelled', 'lost']);

/** One entry of the ledger of everything that was executed. */
export const Execution = z.object({
  id: z.string().describe('of a run: its id'),
  kind: ExecutionKind,
  /** What was executed: of a run its workflow. */
  name: z.string(),
  /** What grants are held against: of a run its repository. */
  resource: z.string(),
  state: ExecutionState,
  triggeredBy: z.string(),
  startedAt: Timestamp.describe('when it was asked for'),
  endedAt: Timestamp.optional(),
  /** Seconds. */
  duration: z.number().optional(),
  /** US dollars, where known. */
  cost: z.number().optional(),
  error: z
    .object({
      kind: z.string(),
      message: z.string(),
      task: z.string().optional(),
      /** Equal for the same fault. */
      signature: z.string().optional(),
    })
    .optional(),
  correlationId: z.string(),
});
export type Execution = z.infer<typeof Execution>;

export const listExecutions = defineOperation({
  id: 'executions.list',
  summary: 'List what was executed, newest first',
  examples: [
    'what is failing today',
    'what failed last night',
    'which runs failed yesterday',
    'show everything that ran this week',
    'what went wrong today',
    'what is failing',
    'what ran today',
    'did anything fail last night',
    'how did last night go',
    'any failures since yesterday',
    'which workflows are failing',
    'is everything ok',
    'list the failures of nightly_sales this week',
    'list executions',
    'what happened last night',
    'how many runs failed today',
    'what is broken',
    'were there any errors today',
    'did all runs succeed last night',
    'anything red this morning',
    'how was last week',
    'what broke overnight',
  ],
  http: { method: 'GET', path: '/api/executions' },
  command: 'executions',
  input: z.object({
    ...paging,
    kind: ExecutionKind.optional().describe('only of this kind'),
    name: z.string().min(1).max(250).optional().describe('only of this workflow'),
    state: ExecutionState.optional().describe('only in this state'),
    signature: z.string().min(1).max(64).optional().describe('only with this fault: the `error.signature` of another'),
    since: Timestamp.optional().describe('not older'),
    until: Timestamp.optional().describe('not newer'),
  }),
  output: page(Execution),
  access: { system: 'automatrix', level: 'read', itemResource: (item: Execution) => item.resource },
  effect: 'read',
  since: '1',
});

export const getExecution = defineOperation({
  id: 'executions.get',
  summary: 'Show one entry of the ledger',
  examples: ['show execution n-01k9x3f2q7wz', 'ledger entry of n-01k9x3f2q7wz', 'show n-01k9x3f2q7wz in the ledger'],
  http: { method: 'GET', path: '/api/executions/{execution}' },
  command: 'execution <execution>',
  input: z.object({ execution: z.string().min(1).max(250).describe('its id, such as n-01k9x3f2q7wz') }),
  output: Execution,
  access: { system: 'automatrix', level: 'read', resource: 'loaded' },
  effect: 'read',
  since: '1',
});

/** Executions asked for in one time span that have succeeded or failed; cancelled ones say nothing of what is executed. */
export const Span = z.object({
  from: Timestamp,
  to: Timestamp,
  ended: z.number().int(),
  failed: z.number().int(),
  /** Median seconds of those that succeeded. */
  duration: z.number().optional(),
});

/** How a workflow fares now against before. */
export const Trend = z.object({
  name: z.string(),
  resource: z.string(),
  recent: Span,
  before: Span,
  verdict: z.enum(['failing more', 'failing less', 'unchanged', 'too few to tell']),
  /** Chance that a difference this large comes about by itself (Fisher's exact test, two-sided). */
  chance: z.number().min(0).max(1).optional(),
  summary: z.string(),
});
export type Trend = z.infer<typeof Trend>;

export const showTrend = defineOperation({
  id: 'executions.trend',
  summary: 'Tell whether a workflow fails more, or takes longer, than it used to',
  examples: [
    'is nightly_sales failing more than it used to',
    'how reliable is nightly_sales',
    'trend of nightly_sales',
    'does nightly_sales take longer than before',
    'is nightly_sales getting slower',
    'how often does nightly_sales fail',
    'failure rate of nightly_sales',
    'is it failing more often',
    'is nightly_sales getting worse',
    'has the duration of nightly_sales gone up',
    'how has nightly_sales been doing lately',
    'compare nightly_sales with last week',
  ],
  http: { method: 'GET', path: '/api/executions/trend' },
  command: 'trend <name>',
  input: z.object({
    name: z.string().min(1).max(250).describe('the workflow, such as nightly_sales'),
    days: z.coerce.number().int().min(1).max(90).default(7).describe('length of each of the two spans compared'),
  }),
  output: Trend,
  access: { system: 'automatrix', level: 'read', resource: 'loaded' },
  effect: 'read',
  since: '1',
});

export const executionOperations = [listExecutions, showTrend, getExecution] as const;
