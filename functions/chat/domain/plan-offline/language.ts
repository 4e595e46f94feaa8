import { slipsBetween } from './find-names.ts';
import { slipDistance } from './slip-distance.ts';
import { stem } from './words.ts';

/** An utterance that means an operation, as a message is read. */
export interface Example {
  readonly text: string;
  readonly tokens: readonly string[];
  /** Stems of its words that ask, beside what it searches for; undefined where it searches for nothing. */
  readonly asking?: readonly string[];
}

/** What utterances tell of how people speak. */
export interface Language {
  /** By the id of the operation that they mean. */
  readonly examples: ReadonlyMap<string, readonly Example[]>;
  /** Plain words in small letters, and how often utterances of operations have them; 0: only others have. */
  readonly words: ReadonlyMap<string, number>;
  /** Stems that so many utterances have that no name is told by one. */
  readonly common: ReadonlySet<string>;
  /** Words that utterances often begin with that are no questions, so that one may begin another wish within a message. */
  readonly starters: ReadonlySet<string>;
}

/** How often each word is said in some form, by its stem. */
export const countStems = (words: ReadonlyMap<string, number>): ReadonlyMap<string, number> => {
  const stems = new Map<string, number>();
  for (const [word, count] of words) {
    stems.set(stem(word), (stems.get(stem(word)) ?? 0) + count);
  }
  return stems;
};

/** How much more often than any other a word must be said to be the one that was meant, where the slips are as many. */
const clearlyOftener = 3;

/** Slips between a word and what was written: short words only lack a letter. */
const slipsIn = (word: string, written: string): number | undefined => {
  const isShort = written.length < 5 && word.length === written.length + 1;
  return isShort && slipDistance(word, written, 1) === 1 ? 1 : slipsBetween(word, written);
};

/** The one of these words that somebody meant who made the fewest slips; undefined where others are as likely. */
const closestTo = (
  written: string,
  words: readonly string[],
  countOf: (word: string) => number,
): string | undefined => {
  const near = words.flatMap((word) => {
    const slips = slipsIn(word, written);
    // Letters that changed places are the likeliest slip.
    return slips === undefined ? [] : [{ word, far: slips - (word.length === written.length ? 0.5 : 0) }];
  });
  const least = Math.min(...near.map(({ far }) => far));
  const [meant, other] = near
    .filter(({ far }) => far === least)
    .map(({ word }) => word)
    .sort((one, another) => countOf(another) - countOf(one));
  const isClear = other === undefined || meant === undefined || stem(meant) === stem(other);
  return isClear || countOf(meant) >= clearlyOftener * countOf(other) ? meant : undefined;
};

/** Puts slips of words right that utterances have; other words stay as they are. */
export const speller = ({ words }: Pick<Language, 'words'>): ((word: string) => string) => {
  const stems = countStems(words);
  const byInitial = Map.groupBy(words.keys(), (word) => word.charAt(0));
  const countOf = (word: string) => stems.get(stem(word)) ?? 0;
  return (word) => {
    const lower = word.toLowerCase();
    const isWord = words.has(lower) || countOf(lower) > 0;
    return lower.length < 3 || isWord || !/^\p{L}+$/u.test(lower)
      ? word
      : (closestTo(lower, byInitial.get(lower.charAt(0)) ?? [], countOf) ?? word);
  };
};
