import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { decodeVector, encodeVector } from '../../shared/vector.ts';
import type { Learnt } from '../domain/plan-offline/learn-operations.ts';
import type { Classifier } from '../domain/plan-offline/train-classifier.ts';

const KeptClassifier = z.object({ size: z.number().int(), weights: z.string() });
const Example = z.object({
  text: z.string(),
  tokens: z.array(z.string()),
  asking: z.array(z.string()).optional(),
});
const Kept = z.object({
  language: z.object({
    examples: z.record(z.string(), z.array(Example)),
    words: z.record(z.string(), z.number()),
    common: z.array(z.string()),
    starters: z.array(z.string()),
  }),
  operations: z.array(z.string().nullable()),
  /** Tokens in the order of their places, and how much each counts. */
  vocabulary: z.array(z.tuple([z.string(), z.number()])),
  byWords: KeptClassifier,
  byMeaning: KeptClassifier.optional(),
});

const encode = ({ size, weights }: Classifier): z.infer<typeof KeptClassifier> => ({
  size,
  weights: encodeVector(weights),
});

const decode = ({ size, weights }: z.infer<typeof KeptClassifier>): Classifier => ({
  size,
  weights: decodeVector(weights),
});

/** What was learnt, as it is kept in a file. */
export const encodeLearnt = ({ language, operations, vocabulary, byWords, byMeaning }: Learnt): string => {
  const examples = [...language.examples].map(([operation, each]) => [
    operation,
    each.map((one) => Example.parse(one)),
  ]);
  return JSON.stringify({
    language: {
      examples: Object.fromEntries(examples),
      words: Object.fromEntries(language.words),
      common: [...language.common],
      starters: [...language.starters],
    },
    operations: [...operations],
    vocabulary: [...vocabulary].map(([token, { weight }]) => [token, weight]),
    byWords: encode(byWords),
    byMeaning: byMeaning && encode(byMeaning),
  } satisfies z.infer<typeof Kept>);
};

/** Reads what was learnt when this was built. */
export const readLearnt = async (file: string): Promise<Learnt> => {
  const { language, operations, vocabulary, byWords, byMeaning } = Kept.parse(JSON.parse(await readFile(file, 'utf8')));
  return {
    language: {
      examples: new Map(Object.entries(language.examples)),
      words: new Map(Object.entries(language.words)),
      common: new Set(language.common),
      starters: new Set(language.starters),
    },
    operations,
    vocabulary: new Map(vocabulary.map(([token, weight], place) => [token, { place, weight }])),
    byWords: decode(byWords),
    byMeaning: byMeaning && decode(byMeaning),
  };
};
