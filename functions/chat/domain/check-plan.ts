import { DomainError } from '../../shared/errors.ts';
import type { Operation } from '../../shared/operation.ts';
import type { Plan } from '../contract.ts';

/** A plan whose operation exists and whose input fits it. */
export interface CheckedPlan {
  readonly plan: Plan;
  readonly operation: Operation;
}

/**
 * Checks a plan against the catalogue, whoever made it; an operation without examples is not for chat. Throws
 * `operation.unknown` and `input.invalid`.
 */
export const checkPlan = (operations: readonly Operation[], plan: Plan): CheckedPlan => {
  const operation = operations.find(({ id, examples }) => id === plan.operation && examples.length > 0);
  if (!operation) {
    throw new DomainError('operation.unknown', `${plan.operation} is nothing that can be asked for here.`);
  }
  const parsed = operation.input.strict().safeParse(plan.input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new DomainError('input.invalid', `${issue?.path.join('.')}: ${issue?.message}. Say it in other words.`);
  }
  return { plan, operation };
};
