import { requestApproval } from '../../approvals/contract.ts';
import type { CallOperation } from '../../shared/call-operation.ts';
import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { WorkflowStore } from '../adapters/workflow-store.ts';
import { environmentChange, type changeEnvironment as operation } from '../contract.ts';
import { mergeRequirements, remarksOn } from '../domain/requirements.ts';

interface Deps {
  readonly storeOf: (principal: Principal) => Pick<WorkflowStore, 'getEnvironment'>;
  readonly callApprovals: CallOperation;
}

/** Asks for an approval of packages for an environment. */
export const requestChange =
  ({ storeOf, callApprovals }: Deps): Implementation<typeof operation> =>
  async ({ environment: name, add, reason, wait }, { principal, principalToken }) => {
    const { mwaaName, requirements = [] } = await storeOf(principal).getEnvironment(name);
    if (mergeRequirements(requirements, add).join() === requirements.join()) {
      throw new DomainError('state.unsuitable', `${name} has ${add.join(', ')} already.`);
    }
    const ask = { environment: name, mwaaName, add, remarks: remarksOn(add) };
    return callApprovals(requestApproval, { kind: environmentChange.id, ask, reason, wait }, principalToken);
  };
