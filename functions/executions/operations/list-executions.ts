import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ExecutionStore } from '../adapters/execution-store.ts';
import type { Execution, listExecutions as operation } from '../contract.ts';
import { startOf, toCursor } from '../domain/place.ts';

/** Entries read at a time, and for one page at most, however few of them fit; `next` leads on from there. */
const readAtOnce = 100;
const readAtMost = 1_000;

/** Lists the ledger newest first. By name and time it reads only what it shows; other filters it reads on for. */
export const listExecutions =
  ({ storeOf }: { storeOf: (principal: Principal) => ExecutionStore }): Implementation<typeof operation> =>
  async ({ limit, cursor, name, since, until, kind, state, signature }, { principal }) => {
    const isWanted = (execution: Execution): boolean =>
      (kind === undefined || execution.kind === kind) &&
      (state === undefined || execution.state === state) &&
      (signature === undefined || execution.error?.signature === signature);
    const isTooOld = ({ startedAt }: Execution): boolean =>
      since !== undefined && Date.parse(startedAt) < Date.parse(since);

    const found: Execution[] = [];
    let last: Execution | undefined;
    let read = 0;
    const executions = storeOf(principal).newestFirst({ before: startOf(cursor, until), name, atOnce: readAtOnce });
    for await (const execution of executions) {
      if (isTooOld(execution)) {
        break;
      }
      if (last && (found.length === limit || read === readAtMost)) {
        return { items: found, next: toCursor(last) };
      }
      if (isWanted(execution)) {
        found.push(execution);
      }
      last = execution;
      read += 1;
    }
    return { items: found };
  };
