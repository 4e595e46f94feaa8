import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ApprovalStore } from '../adapters/approval-store.ts';
import type { getApproval as operation } from '../contract.ts';
import { showApproval } from '../domain/request.ts';
import { findApproval } from './find-approval.ts';

/** Shows one request. */
export const getApproval =
  ({ storeOf }: { storeOf: (principal: Principal) => ApprovalStore }): Implementation<typeof operation> =>
  async ({ approval }, call) =>
    showApproval(await findApproval(storeOf(call.principal), approval, call));
