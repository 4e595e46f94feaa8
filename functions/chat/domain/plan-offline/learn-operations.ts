import type { Language } from './language.ts';
import type { Utterance } from './read-utterances.ts';
import { type Classifier, classify, type Row, trainClassifier } from './train-classifier.ts';

/** What is told of a message: its tokens, and its meaning as a vector of length 1 where that could be had. */
export interface Told {
  readonly tokens: readonly string[];
  readonly meaning: Float32Array | undefined;
}

/** A token that counts: its place among the features, and how much it counts, the rarer the more. */
interface Known {
  readonly place: number;
  readonly weight: number;
}

/** What was learnt of utterances: which operation a message means, and how people speak. */
export interface Learnt {
  readonly language: Language;
  /** Ids, in the order of the classes; null: none of them is meant. */
  readonly operations: readonly (string | null)[];
  readonly vocabulary: ReadonlyMap<string, Known>;
  readonly byWords: Classifier;
  /** By words and meaning; undefined where meanings could not be had. */
  readonly byMeaning: Classifier | undefined;
}

/** How far from nothing a message's words together are, and its meaning. Chosen with a penalty for both, on labelled cases. */
const reach = 1.5;

/** A token of so many utterances tells something of the next one. */
const leastUtterances = 2;

/** The first word once more, by itself: an order begins with its verb. */
const tokensOf = ({ tokens }: Pick<Told, 'tokens'>): string[] => {
  const [first] = tokens;
  return [...new Set(first === undefined ? tokens : [...tokens, `^${first}`])];
};

const readVocabulary = (utterances: readonly Pick<Told, 'tokens'>[]): ReadonlyMap<string, Known> => {
  const counts = new Map<string, number>();
  for (const token of utterances.flatMap(tokensOf)) {
    counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const frequent = [...counts].filter(([, count]) => count >= leastUtterances);
  return new Map(
    frequent.map(([token, count], place) => [
      token,
      { place, weight: 1 + Math.log((1 + utterances.length) / (1 + count)) },
    ]),
  );
};

/** Features of a message: its words, weighed and together of one length, and then its meaning. */
const rowOf = (told: Told, vocabulary: ReadonlyMap<string, Known>): Row => {
  const known = tokensOf(told).flatMap((token) => vocabulary.get(token) ?? []);
  const length = Math.hypot(...known.map(({ weight }) => weight)) || 1;
  const meaning = [...(told.meaning ?? [])];
  return {
    positions: Uint32Array.from([
      ...known.map(({ place }) => place),
      ...meaning.map((_, index) => vocabulary.size + index),
    ]),
    values: Float64Array.from([
      ...known.map(({ weight }) => (reach * weight) / length),
      ...meaning.map((value) => reach * value),
    ]),
  };
};

/** Learns from utterances; `meanings` are the vectors of their templates, in their order. */
export const learnOperations = (
  { utterances, language }: { readonly utterances: readonly Utterance[]; readonly language: Language },
  meanings?: readonly Float32Array[],
): Learnt => {
  const operations = [...new Set(utterances.map(({ operation }) => operation))];
  const classes = utterances.map(({ operation }) => operations.indexOf(operation));
  const vocabulary = readVocabulary(utterances);
  const train = (vectors?: readonly Float32Array[]): Classifier =>
    trainClassifier(
      utterances.map(({ tokens }, index) => rowOf({ tokens, meaning: vectors?.[index] }, vocabulary)),
      classes,
      { size: vocabulary.size + (vectors?.[0]?.length ?? 0) },
    );
  return { language, operations, vocabulary, byWords: train(), byMeaning: meanings && train(meanings) };
};

/** The log odds that a message means each operation, by its id, and that it means none. */
export const oddsOf = (
  { tokens, meaning }: Told,
  learnt: Omit<Learnt, 'language'>,
): ReadonlyMap<string | null, number> => {
  const { operations, vocabulary, byWords, byMeaning } = learnt;
  const isByMeaning = meaning !== undefined && byMeaning !== undefined;
  const row = rowOf({ tokens, meaning: isByMeaning ? meaning : undefined }, vocabulary);
  const odds = classify(isByMeaning ? byMeaning : byWords, row);
  return new Map(operations.map((operation, each) => [operation, odds[each] ?? 0]));
};
