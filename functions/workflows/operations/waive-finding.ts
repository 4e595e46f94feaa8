import type { ApprovedRequest, EffectAnswer } from '../../approvals/contract.ts';
import { logger } from '../../shared/observability.ts';
import { type Principal, systemPrincipal } from '../../shared/principal.ts';
import type { PutEvents } from '../../shared/put-events.ts';
import type { WaiverStore } from '../adapters/waiver-store.ts';
import { type ChecksChanged, securityWaiver, type Waiver, workflowEvents } from '../contract.ts';

interface Deps {
  readonly waiversOf: (principal: Principal) => WaiverStore;
  readonly putEvents: PutEvents;
}

/** Enters an approved waiver, once, and has the repository checked anew. */
export const waiveFinding =
  ({ waiversOf, putEvents }: Deps) =>
  async ({ tenant, approval, ask, reason, requestedBy, decision }: ApprovedRequest): Promise<EffectAnswer> => {
    const { repository, path, contentHash, rules } = securityWaiver.ask.parse(ask);
    const waiver: Waiver = {
      id: approval,
      repository,
      path,
      rules,
      contentHash,
      reason,
      requestedBy,
      approvedBy: decision.by,
      approvedAt: decision.at,
    };
    const isNew = await waiversOf(systemPrincipal(tenant, 'waive-finding')).add(waiver);
    logger.info('finding.waived', { tenant, approval, repository, path, rules, isNew });
    const changed: ChecksChanged = {
      id: `${approval}/checks`,
      time: decision.at,
      tenant,
      correlationId: approval,
      of: { repository },
    };
    await putEvents(workflowEvents.source, workflowEvents.checksChanged, [changed]);
    return { message: `${rules.join(', ')} waived for ${path}; ${repository} is being checked anew.` };
  };
