import type { Operation } from '../../../shared/operation.ts';
import type { Example, ExampleIndex } from './index-examples.ts';
import type { Likelihood } from './learn-meanings.ts';
import type { ReadMessage } from './read-message.ts';

/** An operation, how likely it is that a message means it, and the utterance that it resembles. */
export interface Scored {
  readonly operation: Operation;
  readonly score: number;
  readonly example: Example;
}

/** Vectors of length 1: of the message, and of the examples in their order; and what was learnt of these. */
export interface Meanings {
  readonly message: Float32Array;
  readonly examples: readonly Float32Array[];
  readonly likelihood: Likelihood;
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

/**
 * What each kind of evidence adds to an operation's log odds: the nearest example, and what all examples say by meaning and
 * by words. Meaning none of the operations is likelier beforehand than any one of them. Fitted by maximum likelihood on
 * utterances that were left out (5-fold), never on cases of the evaluation; once more for words alone.
 */
const evidence = { nearest: 8.8, meaning: 0.18, words: 0.24, exact: 1.5, none: 1.9 } as const;
const evidenceOfWords = { ...evidence, nearest: 7.4, words: 0.38, none: 1.6 } as const;

/** Nearness from which an example says the same. */
const exact = 0.95;

/** How unlikely a class may be called: what is learnt of few examples is never that sure. */
const leastLog = -12;

/** How near a message is to an example, from 0 to 1. */
const nearnessOf = (overlap: number, meanings: Meanings | undefined, vector: Float32Array | undefined): number => {
  if (!meanings || !vector) {
    return overlap;
  }
  const meaning = Math.max(0, (dot(meanings.message, vector) - unrelated) / (1 - unrelated));
  return meaningShare * meaning + (1 - meaningShare) * overlap;
};

const logOf = (likelihood: Float64Array | undefined, number: number): number =>
  Math.max(leastLog, Math.log(likelihood?.[number] ?? 1));

/** The log odds that a message means each operation, and that it means none. */
export const scoreOperations = (
  message: ReadMessage,
  index: ExampleIndex,
  meanings?: Meanings,
): { scored: Scored[]; none: number } => {
  const tokens = new Set(message.tokens);
  const said = { tokens, weight: [...tokens].reduce((total, token) => total + index.weigh(token), 0) };
  const nearest = new Map<number, { example: Example; nearness: number }>();
  for (const [position, example] of index.examples.entries()) {
    const overlap = overlapOf(said, example, index.weigh);
    const nearness = nearnessOf(overlap, meanings, meanings?.examples[position]);
    if (nearness > (nearest.get(example.class)?.nearness ?? -1)) {
      nearest.set(example.class, { example, nearness });
    }
  }
  const weight = meanings ? evidence : evidenceOfWords;
  const byWords = index.likelihood(tokens);
  const byMeaning = meanings?.likelihood(meanings.message);
  const found = [...nearest].map(([number, { example, nearness }]) => ({
    operation: example.operation,
    example,
    score:
      weight.nearest * nearness +
      weight.meaning * logOf(byMeaning, number) +
      weight.words * logOf(byWords, number) +
      (nearness > exact ? weight.exact : 0),
  }));
  return {
    scored: found.flatMap(({ operation, ...each }) => (operation ? [{ operation, ...each }] : [])),
    none: weight.none + Math.max(0, ...found.filter(({ operation }) => !operation).map(({ score }) => score)),
  };
};
