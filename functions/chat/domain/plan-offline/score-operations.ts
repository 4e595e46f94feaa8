import type { Operation } from '../../../shared/operation.ts';
import type { Example, ExampleIndex } from './index-examples.ts';
import type { ReadMessage } from './read-message.ts';

/** An operation, how well a message fits it from 0 to 1, and the utterance that it resembles. */
export interface Scored {
  readonly operation: Operation;
  readonly score: number;
  readonly example: Example;
}

/** Vectors of length 1: of the message, and of the examples in their order. */
export interface Meanings {
  readonly message: Float32Array;
  readonly examples: readonly Float32Array[];
}

/** Weighted overlap of a message's tokens with an example's: 1 where they are the same. */
const overlapOf = (
  { tokens, weight }: { tokens: ReadonlySet<string>; weight: number },
  example: Example,
  weigh: ExampleIndex['weigh'],
): number => {
  let shared = 0;
  let ofExample = 0;
  for (const token of example.tokenSet) {
    const each = weigh(token);
    ofExample += each;
    shared += tokens.has(token) ? each : 0;
  }
  if (example.takesQuery) {
    // Whatever else is said is what to search for.
    const hasMore = [...tokens].some((token) => !example.tokenSet.has(token));
    return ofExample === 0 ? 0 : (shared / ofExample) ** 2 * (hasMore ? 1 : 0.8);
  }
  const total = ofExample + weight;
  return total === 0 ? 0 : (2 * shared) / total;
};

const dot = (one: Float32Array, other: Float32Array): number => {
  let total = 0;
  for (let index = 0; index < one.length; index += 1) {
    total += (one[index] ?? 0) * (other[index] ?? 0);
  }
  return total;
};

/** Share of meaning against words, and the cosine below which two sentences have nothing in common. */
const meaningShare = 0.5;
const unrelated = 0.15;

/** How well a message fits each operation: by its best example, best operation first; and how well it fits none. */
export const scoreOperations = (
  message: ReadMessage,
  index: ExampleIndex,
  meanings?: Meanings,
): { scored: Scored[]; none: number } => {
  const best = new Map<string, Scored>();
  let none = 0;
  const tokens = new Set(message.tokens);
  const said = { tokens, weight: [...tokens].reduce((total, token) => total + index.weigh(token), 0) };
  for (const [position, example] of index.examples.entries()) {
    const overlap = overlapOf(said, example, index.weigh);
    const vector = meanings?.examples[position];
    const meaning =
      meanings && vector ? Math.max(0, (dot(meanings.message, vector) - unrelated) / (1 - unrelated)) : undefined;
    const score = meaning === undefined ? overlap : meaningShare * meaning + (1 - meaningShare) * overlap;
    const { operation } = example;
    if (!operation) {
      none = Math.max(none, score);
    } else if (score > (best.get(operation.id)?.score ?? -1)) {
      best.set(operation.id, { operation, score, example });
    }
  }
  return { scored: [...best.values()].sort((one, other) => other.score - one.score), none };
};
