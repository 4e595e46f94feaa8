import { DomainError } from '../../shared/errors.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Implementation } from '../../shared/serve-operations.ts';
import type { ExecutionStore } from '../adapters/execution-store.ts';
import type { getExecution as operation } from '../contract.ts';
import { showEntry } from '../domain/entry.ts';

/** Shows one entry of the ledger; throws `resource.unknown`, `access.denied`. */
export const getExecution =
  ({ storeOf }: { storeOf: (principal: Principal) => ExecutionStore }): Implementation<typeof operation> =>
  async ({ execution: id }, { principal, authorise }) => {
    const entry = await storeOf(principal).find(id);
    const execution = entry && showEntry(entry);
    if (!execution) {
      throw new DomainError('resource.unknown', `There is no execution ${id}. \`navigator executions\` lists them.`);
    }
    authorise(execution.resource);
    return execution;
  };
