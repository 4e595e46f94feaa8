import { softmax } from './learn-meanings.ts';

/** How likely each class is for a set of tokens, adding up to 1, in the order of the classes. */
export type WordLikelihood = (tokens: ReadonlySet<string>) => Float64Array;

/** Examples that a class is taken to have beside its own, with the words of all classes. */
const borrowed = 3;

/** Learns which of some classes tokens belong to: naive Bayes, by how much more common a token is in a class than in all. */
export const learnWords = (examples: readonly ReadonlySet<string>[], classes: readonly number[]): WordLikelihood => {
  const everywhere = new Map<string, number>();
  const perClass: { count: number; tokens: Map<string, number> }[] = [];
  for (const [position, tokens] of examples.entries()) {
    const number = classes[position] ?? 0;
    const own = perClass[number] ?? { count: 0, tokens: new Map() };
    perClass[number] = own;
    own.count += 1;
    for (const token of tokens) {
      everywhere.set(token, (everywhere.get(token) ?? 0) + 1);
      own.tokens.set(token, (own.tokens.get(token) ?? 0) + 1);
    }
  }
  const rateOf = (token: string): number => (everywhere.get(token) ?? 0) / examples.length;
  return (tokens) => {
    const known = [...tokens].filter((token) => everywhere.has(token));
    return softmax(
      Float64Array.from(perClass, ({ count, tokens: own }) =>
        known.reduce((total, token) => {
          const rate = rateOf(token);
          return total + Math.log(((own.get(token) ?? 0) + borrowed * rate) / ((count + borrowed) * rate));
        }, 0),
      ),
    );
  };
};
