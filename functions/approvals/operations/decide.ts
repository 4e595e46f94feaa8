import { DomainError } from '../../shared/errors.ts';
import { maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { logger } from '../../shared/observability.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Call } from '../../shared/serve-operations.ts';
import type { ApprovalStore } from '../adapters/approval-store.ts';
import type { Wake } from '../adapters/executions.ts';
import type { Approval, ApprovalKind, Decision } from '../contract.ts';
import { findKind } from '../domain/find-kind.ts';
import { editRequest, isRepeated, nameOf, type StoredApproval, showApproval } from '../domain/request.ts';
import { checkDecider } from '../domain/who-decides.ts';
import { findApproval } from './find-approval.ts';

interface Deps {
  readonly storeOf: (principal: Principal) => ApprovalStore;
  readonly maskingOf: MaskingOf;
  readonly kinds: readonly ApprovalKind[];
  readonly wake: Wake;
}

interface Wish extends Pick<Decision, 'reason' | 'edits'> {
  readonly approval: string;
}

const howItEnded = ({ id, state, decision, decideBy }: Approval): string =>
  decision ? `${id} was ${state} by ${decision.by} at ${decision.at}.` : `${id} expired at ${decideBy}. Ask again.`;

/**
 * Decides a request. The one conditional write is the decision, whatever else races with it or breaks: what waits in Step
 * Functions is only woken to see it, and `sweep-approvals` wakes what this did not. Decided the same way once more, it
 * answers the same.
 */
export const decide =
  ({ storeOf, maskingOf, kinds, wake }: Deps, state: 'approved' | 'rejected') =>
  async ({ approval: id, reason, edits }: Wish, call: Call): Promise<Approval> => {
    const { principal, now } = call;
    const store = storeOf(principal);
    const found = await findApproval(store, id, call);
    checkDecider(found, principal);
    const at = now().toISOString();
    const decision: Decision = {
      by: nameOf(principal),
      key: principal.subject.id,
      via: 'navigator',
      at,
      reason: reason && maskText(reason, await maskingOf(principal.tenant)),
      edits,
    };

    const write = async (): Promise<StoredApproval | undefined> => {
      if (found.state !== 'pending' || at >= found.decideBy) {
        return undefined;
      }
      const edited = edits && editRequest(findKind(kinds, found.kind), found, edits);
      return store.end(id, { state, decision, ...edited });
    };
    const written = await write();
    const ended = written ?? (await findApproval(store, id, call));
    if (!written && !isRepeated(ended, decision, state)) {
      throw new DomainError('state.unsuitable', howItEnded(ended));
    }
    try {
      await (ended.token === undefined || wake(ended.token));
    } catch (error) {
      logger.warn('approval.not-woken', { approval: id, error: error as Error });
    }
    return showApproval(ended);
  };
