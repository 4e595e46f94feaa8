import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { RunStore } from '../adapters/run-store.ts';
import type { listRuns as operation, Run } from '../contract.ts';
import { showRun } from '../domain/run.ts';

/** Pages read at most to fill one that is filtered; `next` leads on from there. */
const pagesRead = 10;

/** Lists the ledger's runs, newest first. */
export const listRuns =
  ({ storeOf }: { storeOf: (principal: Principal) => RunStore }): Implementation<typeof operation> =>
  async ({ limit, cursor, workflow, state }, { principal }) => {
    const store = storeOf(principal);
    const found: Run[] = [];
    let next = cursor;
    for (let page = 0; page < pagesRead && found.length < limit; page += 1) {
      const read = await store.list({ limit: limit - found.length, cursor: next });
      const wanted = read.items.filter(
        (run) => (workflow === undefined || run.workflow === workflow) && (state === undefined || run.state === state),
      );
      found.push(...wanted.map((run) => showRun(run)));
      next = read.next;
      if (next === undefined) {
        break;
      }
    }
    return { items: found, next };
  };
