import type { Operation } from '../../../shared/operation.ts';
import type { Example, Language } from './language.ts';

/** How much of two sets of tokens is the same, from 0 to 1. */
const overlapOf = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  one.size + other.size === 0 ? 0 : (2 * one.intersection(other).size) / (one.size + other.size);

/** The utterance of an operation that has most words of these; undefined where it has none at all. */
export const closestExample = (
  { id }: Operation,
  tokens: readonly string[],
  examples: Language['examples'],
): Example | undefined => {
  const said = new Set(tokens);
  const [closest] = (examples.get(id) ?? [])
    .map((example) => ({ example, overlap: overlapOf(said, new Set(example.tokens)) }))
    .sort((one, other) => other.overlap - one.overlap);
  return closest?.example;
};
