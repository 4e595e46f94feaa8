import { newId } from '../../shared/base32.ts';
import { describeIssues } from '../../shared/describe-issues.ts';
import { DomainError } from '../../shared/errors.ts';
import { maskText } from '../../shared/mask-secrets.ts';
import type { MaskingOf } from '../../shared/masking-key.ts';
import { logger } from '../../shared/observability.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ApprovalStore } from '../adapters/approval-store.ts';
import type { Executions } from '../adapters/executions.ts';
import type { ApprovalKind, requestApproval as operation } from '../contract.ts';
import { findKind } from '../domain/find-kind.ts';
import { makeRequest, showApproval } from '../domain/request.ts';

interface Deps {
  readonly storeOf: (principal: Principal) => ApprovalStore;
  readonly maskingOf: MaskingOf;
  readonly kinds: readonly ApprovalKind[];
  readonly start: Executions['start'];
  readonly random: () => number;
}

/** Records a request and has it wait for a decision; an execution that does not start is started by `sweep-approvals`. */
export const requestApproval =
  ({ storeOf, maskingOf, kinds, start, random }: Deps): Implementation<typeof operation> =>
  async ({ kind: kindId, ask, reason: given, wait }, { principal, now }) => {
    const kind = findKind(kinds, kindId);
    const parsed = kind.ask.strict().safeParse(ask);
    if (!parsed.success) {
      throw new DomainError('input.invalid', describeIssues(parsed.error));
    }
    const at = now();
    const reason = maskText(given, await maskingOf(principal.tenant));
    const about = { id: newId('a', at, random), ask: parsed.data, reason, wait };
    const request = makeRequest(kind, about, { principal, now: at });
    if (!(await storeOf(principal).add(request))) {
      throw new DomainError('resource.conflict', `The new request's id ${request.id} is taken. Try again.`);
    }
    try {
      await start(principal.tenant, request);
    } catch (error) {
      logger.warn('approval.not-started', { approval: request.id, error: error as Error });
    }
    return showApproval(request);
  };
