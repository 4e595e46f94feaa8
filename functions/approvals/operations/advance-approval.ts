import { DomainError } from '../../shared/errors.ts';
import { maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { ApprovalStore, OpenApprovals } from '../adapters/approval-store.ts';
import type { Wake } from '../adapters/executions.ts';
import {
  type Approval,
  type ApprovalChanged,
  type ApprovalKind,
  type ApprovalStep,
  type ApprovedRequest,
  approvalEvents,
} from '../contract.ts';
import { type Ending, readAnswer } from '../domain/read-answer.ts';
import { approvedRequest, type StoredApproval, showApproval } from '../domain/request.ts';

interface Deps {
  readonly storeOf: (principal: Principal) => ApprovalStore;
  readonly maskingOf: MaskingOf;
  readonly open: Pick<OpenApprovals, 'close'>;
  readonly kinds: readonly ApprovalKind[];
  readonly wake: Wake;
  readonly putEvents: PutEvents;
  readonly now: () => Date;
}

type Step<Name extends ApprovalStep['step']> = Extract<ApprovalStep, { step: Name }>;

/** Characters of an error that are kept. */
const longestMessage = 1_000;

/** What `settle` answers: how the waiting ended, and what is to be done. */
interface Settled {
  readonly outcome: Approval['state'];
  readonly request?: ApprovedRequest;
}

/** One state of `decide-approval`. Each may be repeated, and each can be begun anew from the record alone. */
export const advanceApproval = ({ storeOf, maskingOf, open, kinds, wake, putEvents, now }: Deps) => {
  const storeFor = (tenant: string) => storeOf(systemPrincipal(tenant, 'advance-approval'));

  const load = async (store: ApprovalStore, id: string): Promise<StoredApproval> => {
    const found = await store.find(id);
    if (!found) {
      throw new DomainError('resource.unknown', `There is no request ${id}.`);
    }
    return found;
  };

  const announce = (tenant: string, event: 'requested' | 'decided', approval: StoredApproval): Promise<void> => {
    const { id, requestedAt, decision, decideBy } = approval;
    const time = event === 'requested' ? requestedAt : (decision?.at ?? decideBy);
    const changed: ApprovalChanged = {
      id: `${id}/${event}`,
      time,
      tenant,
      correlationId: id,
      approval: showApproval(approval),
    };
    return putEvents(approvalEvents.source, approvalEvents[event], [changed]);
  };

  /** Whoever decided before it waited could not wake it. */
  const beginWaiting = async ({ tenant, approval: id, token }: Step<'open'>): Promise<void> => {
    const waiting = await storeFor(tenant).keepToken(id, token);
    await (waiting ? announce(tenant, 'requested', waiting) : wake(token));
  };

  /** What a person wrote in AWS, masked; a note is in our own words, and names who answered. */
  const maskEnding = async (tenant: string, ending: Exclude<Ending, { note: string }>) => {
    const { decision } = ending;
    const masked = decision?.reason && maskText(decision.reason, await maskingOf(tenant));
    return masked ? { ...ending, decision: { ...decision, reason: masked } } : ending;
  };

  const endWaiting = async (
    tenant: string,
    store: ApprovalStore,
    approval: StoredApproval,
    answer: Step<'settle'>['answer'],
  ): Promise<StoredApproval> => {
    const read = readAnswer(kinds, approval, answer, now());
    const { id } = approval;
    const written =
      'note' in read ? await store.keepNote(id, read.note) : await store.end(id, await maskEnding(tenant, read));
    return written ?? load(store, id);
  };

  const settle = async ({ tenant, approval: id, answer }: Step<'settle'>): Promise<Settled> => {
    const store = storeFor(tenant);
    const found = await load(store, id);
    const settled = found.state === 'pending' ? await endWaiting(tenant, store, found, answer) : found;
    const { state, decision } = settled;
    logger.info('approval.settled', { tenant, approval: id, state, via: decision?.via });
    if (state === 'pending') {
      return { outcome: state };
    }
    await announce(tenant, 'decided', settled);
    if (state === 'approved' && decision) {
      return { outcome: state, request: approvedRequest(settled, tenant, decision) };
    }
    await open.close(id);
    return { outcome: state };
  };

  const close = async ({ tenant, approval: id, effect }: Step<'close'>): Promise<void> => {
    const at = now().toISOString();
    const isFailed = 'error' in effect;
    const said = isFailed ? `${effect.error.Error}: ${effect.error.Cause}` : effect.message;
    const message = said && maskText(said, await maskingOf(tenant)).slice(0, longestMessage);
    await storeFor(tenant).keepEffect(id, { state: isFailed ? 'failed' : 'done', at, message });
    await open.close(id);
  };

  return async (step: ApprovalStep): Promise<Settled | undefined> => {
    switch (step.step) {
      case 'open':
        await beginWaiting(step);
        return undefined;
      case 'settle':
        return settle(step);
      case 'close':
        await close(step);
        return undefined;
    }
  };
};
