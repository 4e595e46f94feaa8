import * as z from 'zod';
import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import { Approval, type ApprovalKind, type ApprovedRequest, type Decision, secondsOf } from '../contract.ts';

/** A request as it is kept. */
export const StoredApproval = Approval.extend({
  /** Ends the waiting of the execution that waits now. */
  token: z.string().optional(),
  /** Executions begun for it so far. */
  attempt: z.number().int().min(1),
});
export type StoredApproval = z.infer<typeof StoredApproval>;

/** A request as it is shown: without the token. */
export const showApproval = ({ token: _token, attempt: _attempt, ...approval }: StoredApproval): Approval => approval;

type Ask = Readonly<Record<string, unknown>>;

/** Who asks or decides: a person, or a job of the platform's own by its name. */
export const nameOf = ({ subject: { kind, id, person } }: Principal): string => person ?? `${kind}:${id}`;

/** A new request, waiting. */
export const makeRequest = (
  kind: ApprovalKind,
  { id, ask, reason, wait }: { readonly id: string; readonly ask: Ask; readonly reason: string; readonly wait: string },
  { principal, now }: { readonly principal: Principal; readonly now: Date },
): StoredApproval => ({
  id,
  kind: kind.id,
  ...kind.describe(ask),
  reason,
  requestedBy: nameOf(principal),
  requestedAt: now.toISOString(),
  decideBy: new Date(now.getTime() + secondsOf(wait) * 1_000).toISOString(),
  touches: { system: kind.system, resource: kind.resource(ask) },
  ask,
  editable: [...kind.editable],
  state: 'pending',
  attempt: 1,
});

const describeFault = ({ issues: [issue] }: z.ZodError): string =>
  issue ? `${issue.path.join('.') || 'edits'}: ${issue.message}` : 'edits: not as needed';

/**
 * What is asked for once it is edited, and what that means. Throws `input.invalid` where a field may not be edited or
 * its new value does not fit.
 */
export const editRequest = (
  kind: ApprovalKind,
  { ask, editable }: Pick<Approval, 'ask' | 'editable'>,
  edits: Ask,
): Pick<Approval, 'ask' | 'what' | 'consequence'> => {
  const closed = Object.keys(edits).find((field) => !editable.includes(field));
  if (closed !== undefined) {
    throw new DomainError(
      'input.invalid',
      `edits: ${closed} may not be changed${editable.length > 0 ? `, only ${editable.join(', ')}` : ' here, nor anything else'}. Reject it with a reason instead.`,
    );
  }
  const edited = kind.ask.strict().safeParse({ ...ask, ...edits });
  if (!edited.success) {
    throw new DomainError('input.invalid', describeFault(edited.error));
  }
  return { ask: edited.data, ...kind.describe(edited.data) };
};

/** Whether this is the same decision once more: asked again after an answer that got lost. */
export const isRepeated = (
  approval: Approval,
  decision: Pick<Decision, 'by' | 'edits'>,
  state: Approval['state'],
): boolean =>
  approval.state === state &&
  approval.decision?.by === decision.by &&
  JSON.stringify(approval.decision.edits) === JSON.stringify(decision.edits);

/** What the function is told that does what was approved. */
export const approvedRequest = (
  { id, kind, ask, reason, requestedBy }: Approval,
  tenant: string,
  decision: Decision,
): ApprovedRequest => ({ tenant, approval: id, kind, ask, reason, requestedBy, decision });
