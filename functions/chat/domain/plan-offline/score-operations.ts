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

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Weighted overlap of a message's tokens with an example's: 1 where they are the same. */
const overlapOf = (message: readonly string[], example: Example, weigh: ExampleIndex['weigh']): number => {
  const tokens = new Set(message);
  const wanted = new Set(example.tokens);
  const shared = sum([...wanted].filter((token) => tokens.has(token)).map(weigh));
  const ofExample = sum([...wanted].map(weigh));
  if (example.takesQuery) {
    // Whatever else is said is what to search for.
    const hasMore = [...tokens].some((token) => !wanted.has(token));
    return ofExample === 0 ? 0 : (shared / ofExample) ** 2 * (hasMore ? 1 : 0.8);
  }
  const total = ofExample + sum([...tokens].map(weigh));
  return total === 0 ? 0 : (2 * shared) / total;
};

const dot = (one: Float32Array, other: Float32Array): number =>
  one.reduce((total, value, index) => total + value * (other[index] ?? 0), 0);

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
  for (const [position, example] of index.examples.entries()) {
    const overlap = overlapOf(message.tokens, example, index.weigh);
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
