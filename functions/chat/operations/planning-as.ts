import type { MaskingOf } from '../../shared/masking-key.ts';
import type { Operation } from '../../shared/operation.ts';
import type { Call } from '../../shared/serve-operations.ts';
import { Answer } from '../contract.ts';
import type { PlanningAs } from '../domain/planner.ts';
import type { CarryOut } from './carry-out.ts';
import { maskFields } from './mask-values.ts';

interface Deps {
  readonly operations: readonly Operation[];
  readonly carryOut: CarryOut;
  readonly maskingOf: MaskingOf;
}

/** Lets an engine read as the caller, whatever else it asks for. */
export const planningAs =
  ({ operations, carryOut, maskingOf }: Deps) =>
  (caller: Call, timeZone: string, turns: PlanningAs['turns']): PlanningAs => ({
    principal: caller.principal,
    turns,
    read: async (plan) => {
      if (operations.find(({ id }) => id === plan.operation)?.effect !== 'read') {
        throw new Error(`${plan.operation} is not there to be read`);
      }
      // Not as the answer to a question, which would be a few lines of what was found.
      const { answer } = await carryOut(plan, '', caller, { key: caller.requestId, timeZone });
      return Answer.parse(maskFields(answer, await maskingOf(caller.principal.tenant)));
    },
  });
