import type { Operation } from '../../../shared/operation.ts';
import { type Learnt, oddsOf } from './learn-operations.ts';
import { canUse, countMissing, isReason } from './match-operation.ts';
import type { Surroundings } from './surroundings.ts';
import { softmax } from './train-classifier.ts';
import { isQuestion } from './words.ts';

/** An operation, and how likely it is that a message means it, from 0 to 1. */
export interface Scored {
  readonly operation: Operation;
  readonly score: number;
}

/** What each thing that the operation has no field for takes from its log odds, and each field that nothing fills. */
const unusedCosts = 1.5;
const missingCosts = 0.3;

/**
 * How likely each operation is, less likely ones after likelier ones, and how likely none is. A question asks for no deed,
 * and what is mentioned should have a place in the input.
 */
export const scoreOperations = (
  { message, focus }: Pick<Surroundings, 'message' | 'focus'>,
  operations: readonly Operation[],
  { learnt, meaning }: { readonly learnt: Learnt; readonly meaning: Float32Array | undefined },
): { scored: Scored[]; none: number } => {
  const odds = oddsOf({ tokens: message.tokens, meaning }, learnt);
  const mayBeMeant = isQuestion(message.plainWords) ? operations.filter(({ effect }) => effect === 'read') : operations;
  const fitting = mayBeMeant.flatMap((operation) => {
    const own = odds.get(operation.id);
    const unused = message.mentions.filter((mention) => !isReason(mention) && !canUse(operation, mention)).length;
    const missing = countMissing(operation, message, focus);
    return own === undefined ? [] : [{ operation, odds: own - unusedCosts * unused - missingCosts * missing }];
  });
  const [none = 1, ...shares] = softmax(Float64Array.from([odds.get(null) ?? 0, ...fitting.map((each) => each.odds)]));
  return {
    none,
    scored: fitting
      .map(({ operation }, position) => ({ operation, score: shares[position] ?? 0 }))
      .sort((one, other) => other.score - one.score),
  };
};
