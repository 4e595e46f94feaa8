import * as z from 'zod';
import { page, paging, Timestamp } from '../shared/fields.ts';
import { defineOperation } from '../shared/operation.ts';
import { System } from '../shared/principal.ts';

/** What is done only once another person has approved it: data of the capability that asks for it and does it. */
export interface ApprovalKind<Id extends string = string, Ask extends z.ZodObject = z.ZodObject> {
  /** `security-waiver`. */
  readonly id: Id;
  /** What is asked for, complete: with this, and nothing else, it is done. */
  readonly ask: Ask;
  /** Fields of it that whoever approves may change; never one that the resource comes from. */
  readonly editable: readonly string[];
  /** What it touches: whoever approves needs the level `admin` on it. */
  readonly system: System;
  resource(ask: z.infer<Ask>): string;
  /** For whoever decides: what is asked, and what approving it brings about. */
  describe(ask: z.infer<Ask>): { readonly what: string; readonly consequence: string };
}

/** Declares a kind, keeping its literal id and its schema's types. */
export const defineApprovalKind = <Id extends string, Ask extends z.ZodObject>(
  kind: ApprovalKind<Id, Ask> & { readonly editable: readonly (keyof Ask['shape'])[] },
): ApprovalKind<Id, Ask> => kind;

const unitSeconds = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const isUnit = (unit: string): unit is keyof typeof unitSeconds => Object.hasOwn(unitSeconds, unit);

/** Seconds of a span such as `90s` or `7d`. */
export const secondsOf = (span: string): number => {
  const unit = span.slice(-1);
  return isUnit(unit) ? Number(span.slice(0, -1)) * unitSeconds[unit] : Number.NaN;
};

const longestWait = 30 * unitSeconds.d;

/** For how long a request waits for a decision before it expires. */
export const Wait = z
  .string()
  .regex(/^[1-9]\d{0,6}[smhd]$/, 'use a number and s, m, h or d, such as 7d')
  .refine((span) => secondsOf(span) <= longestWait, 'a request waits for 30d at most')
  .default('7d')
  .describe('how long it waits for a decision, such as 12h; 30d at most');

/** Why something is asked for or decided. */
export const Reason = z.string().trim().min(1).max(1_000);

export const ApprovalState = z.enum(['pending', 'approved', 'rejected', 'expired']);

/** What was decided, by whom and which way. */
export const Decision = z.object({
  by: z.string(),
  /** The key it was decided with; absent in AWS, where CloudTrail knows who it was. */
  key: z.string().optional(),
  via: z.enum(['navigator', 'aws']),
  at: Timestamp,
  reason: z.string().optional(),
  /** What was changed of what had been asked for. */
  edits: z.record(z.string(), z.unknown()).optional(),
});
export type Decision = z.infer<typeof Decision>;

/** A request for something that another person has to approve, and what became of it. */
export const Approval = z.object({
  id: z.string(),
  kind: z.string(),
  what: z.string(),
  /** What approving it brings about. */
  consequence: z.string(),
  reason: z.string(),
  requestedBy: z.string(),
  requestedAt: Timestamp,
  /** When it expires unless somebody decides before. */
  decideBy: Timestamp,
  /** Whoever decides needs the level `admin` on it. */
  touches: z.object({ system: System, resource: z.string() }),
  /** What is asked for, with the edits of whoever approved. */
  ask: z.record(z.string(), z.unknown()),
  editable: z.array(z.string()),
  state: ApprovalState,
  decision: Decision.optional(),
  /** What came of doing it. */
  effect: z.object({ state: z.enum(['done', 'failed']), at: Timestamp, message: z.string() }).optional(),
  /** Why an answer that was given in AWS did not count. */
  note: z.string().optional(),
});
export type Approval = z.infer<typeof Approval>;

const approvalInput = {
  approval: z
    .string()
    .regex(/^a-[0-9a-z]{15}$/, 'an id as `navigator approvals` shows it, such as a-01k9x3f2q7wz0ab')
    .describe('its id, such as a-01k9x3f2q7wz0ab'),
};

export const listApprovals = defineOperation({
  id: 'approvals.list',
  summary: 'List the requests that wait for an approval, newest first',
  examples: [
    'what waits for approval',
    'which requests wait for a decision',
    'show the approvals',
    'list pending approvals',
    'is there anything to approve',
    'what do I have to approve',
    'which approvals were rejected',
    'which requests were approved',
  ],
  http: { method: 'GET', path: '/api/approvals' },
  command: 'approvals',
  input: z.object({
    ...paging,
    state: z
      .enum([...ApprovalState.options, 'all'])
      .default('pending')
      .describe('in which state'),
  }),
  output: page(Approval),
  access: { system: 'automatrix', level: 'read', itemResource: (item: Approval) => item.touches.resource },
  effect: 'read',
  since: '1',
});

export const getApproval = defineOperation({
  id: 'approvals.get',
  summary: 'Show a request for an approval: what, why, who asks and what will happen',
  examples: [
    'show approval a-01k9x3f2q7wz0ab',
    'what is a-01k9x3f2q7wz0ab about',
    'who asks for a-01k9x3f2q7wz0ab',
    'was a-01k9x3f2q7wz0ab approved',
    'details of the request a-01k9x3f2q7wz0ab',
  ],
  http: { method: 'GET', path: '/api/approvals/{approval}' },
  command: 'approval show <approval>',
  input: z.object(approvalInput),
  output: Approval,
  access: { system: 'automatrix', level: 'read', resource: 'loaded' },
  effect: 'read',
  since: '1',
});

/** Who may decide depends on what the request touches, which may be of another system: see `checkDecider`. */
const aboutDecision = { access: { system: 'automatrix', level: 'read', resource: 'loaded' } } as const;

export const approveRequest = defineOperation({
  id: 'approvals.approve',
  summary: 'Approve a request of somebody else, and have it done',
  examples: [
    'approve a-01k9x3f2q7wz0ab',
    'approve the request a-01k9x3f2q7wz0ab',
    'I approve a-01k9x3f2q7wz0ab',
    'give a-01k9x3f2q7wz0ab my approval',
    'accept a-01k9x3f2q7wz0ab',
  ],
  http: { method: 'POST', path: '/api/approvals/{approval}/approve' },
  command: 'approval approve <approval>',
  input: z.object({
    ...approvalInput,
    reason: Reason.optional().describe('why it is all right'),
    edits: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('what to change of it, of the fields that the request calls editable'),
  }),
  output: Approval,
  ...aboutDecision,
  effect: 'destructive',
  longRunning: ({ effect }) => effect === undefined,
  since: '1',
});

export const rejectRequest = defineOperation({
  id: 'approvals.reject',
  summary: 'Reject a request of somebody else, with a reason',
  examples: [
    'reject a-01k9x3f2q7wz0ab',
    'reject the request a-01k9x3f2q7wz0ab',
    'deny a-01k9x3f2q7wz0ab',
    'decline a-01k9x3f2q7wz0ab',
    'turn down the request a-01k9x3f2q7wz0ab',
  ],
  http: { method: 'POST', path: '/api/approvals/{approval}/reject' },
  command: 'approval reject <approval> <reason>',
  input: z.object({ ...approvalInput, reason: Reason.describe('what speaks against it') }),
  output: Approval,
  ...aboutDecision,
  effect: 'destructive',
  since: '1',
});

export const approvalOperations = [listApprovals, getApproval, approveRequest, rejectRequest] as const;

/**
 * What other capabilities ask on behalf of their caller, of the function `request-approval`. It is in no catalogue and
 * no route leads to it: what is shown to whoever decides has been checked by the capability that asks.
 */
export const requestApproval = defineOperation({
  id: 'approvals.request',
  summary: 'Ask for an approval',
  examples: [],
  http: { method: 'POST', path: '/api/approvals' },
  command: 'approval request <kind>',
  input: z.object({
    kind: z.string(),
    ask: z.record(z.string(), z.unknown()),
    reason: Reason,
    wait: Wait,
  }),
  output: Approval,
  access: { system: 'automatrix', level: 'read', resource: 'own' },
  effect: 'write',
  longRunning: true,
  since: '1',
});

/** What a person in AWS gives the waiting task token as its output. */
export const AwsAnswer = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  by: z.email(),
  reason: Reason.optional(),
  edits: z.record(z.string(), z.unknown()).optional(),
});

const ErrorOutput = z.object({ Error: z.string(), Cause: z.string().default('') });

/** The error by which `SendTaskFailure` rejects a request. */
export const rejectedInAws = 'Rejected';

const aboutStep = { tenant: z.string(), approval: z.string() };

/** What `decide-approval` asks of the function `advance-approval`, state by state. */
export const ApprovalStep = z.discriminatedUnion('step', [
  /** It waits now: whoever has the token can end the waiting. */
  z.object({ ...aboutStep, step: z.literal('open'), token: z.string() }),
  /** The waiting is over. */
  z.object({
    ...aboutStep,
    step: z.literal('settle'),
    answer: z.union([z.object({ error: ErrorOutput }), z.object({ output: z.unknown() })]),
  }),
  /** It was done, or could not be. */
  z.object({
    ...aboutStep,
    step: z.literal('close'),
    effect: z.union([z.object({ error: ErrorOutput }), z.object({ message: z.string() })]),
  }),
]);
export type ApprovalStep = z.infer<typeof ApprovalStep>;

/** What the function that does an approved request is told. It may be told twice, and answers an `EffectAnswer`. */
export const ApprovedRequest = z.object({
  tenant: z.string(),
  approval: z.string(),
  kind: z.string(),
  ask: z.record(z.string(), z.unknown()),
  reason: z.string(),
  requestedBy: z.string(),
  decision: Decision,
});
export type ApprovedRequest = z.infer<typeof ApprovedRequest>;

/**
 * What was done, as a sentence; or that it goes on, and in how many seconds to ask again; or that it cannot be done. What is
 * thrown instead is tried again for minutes.
 */
export type EffectAnswer =
  | { readonly message: string }
  | { readonly again: number }
  | { readonly error: z.infer<typeof ErrorOutput> };

/** EventBridge `source` and `detail-type` of what happens to requests. */
export const approvalEvents = {
  source: 'navigator.approvals',
  requested: 'approval.requested',
  decided: 'approval.decided',
} as const;

/** A request waits, or is decided or expired. `id` is the same when the event is put twice; `correlationId` is the request's id. */
export const ApprovalChanged = z.object({
  id: z.string(),
  time: Timestamp,
  tenant: z.string(),
  correlationId: z.string(),
  approval: Approval,
});
export type ApprovalChanged = z.infer<typeof ApprovalChanged>;
