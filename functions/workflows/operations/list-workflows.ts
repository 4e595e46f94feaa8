import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { WorkflowStore } from '../adapters/workflow-store.ts';
import { type listWorkflows as operation, Workflow } from '../contract.ts';

/** Pages read at most to fill one that is filtered; `next` leads on from there. */
const pagesRead = 10;

/** Lists the tenant's workflows, of one repository where it is named. */
export const listWorkflows =
  ({ storeOf }: { storeOf: (principal: Principal) => WorkflowStore }): Implementation<typeof operation> =>
  async ({ limit, cursor, repository }, { principal }) => {
    const store = storeOf(principal);
    const found: Workflow[] = [];
    let next = cursor;
    for (let page = 0; page < pagesRead && found.length < limit; page += 1) {
      const read = await store.listWorkflows({ limit: limit - found.length, cursor: next });
      found.push(...read.items.filter((item) => repository === undefined || item.repository === repository));
      next = read.next;
      if (next === undefined) {
        break;
      }
    }
    return { items: found.map((workflow) => Workflow.parse(workflow)), next };
  };
