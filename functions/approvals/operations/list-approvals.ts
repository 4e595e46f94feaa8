import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ApprovalStore } from '../adapters/approval-store.ts';
import type { Approval, listApprovals as operation } from '../contract.ts';
import { showApproval } from '../domain/request.ts';

/** Requests looked through for one page at most; `next` leads on from there. */
const readAtMost = 500;

/** Lists requests in a state, newest first. */
export const listApprovals =
  ({ storeOf }: { storeOf: (principal: Principal) => ApprovalStore }): Implementation<typeof operation> =>
  async ({ limit, cursor, state }, { principal }) => {
    const store = storeOf(principal);
    const found: Approval[] = [];
    let next = cursor;
    let read = 0;
    do {
      const page = await store.list({ limit: limit - found.length, cursor: next });
      found.push(...page.items.map(showApproval).filter((each) => state === 'all' || each.state === state));
      read += page.items.length;
      next = page.next;
    } while (next !== undefined && found.length < limit && read < readAtMost);
    return { items: found, next };
  };
