/** Shorter texts say too little to tell whether one repeats another, and cost nothing. */
const shortest = 200;
/** Words that are looked at together. */
const shingleSize = 3;
/** Share of the shingles of two texts that must be in both (Broder's resemblance). */
const leastResemblance = 0.85;

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? [];

/** Numbers, and names that a machine would know: texts that differ in one of them say something else. */
const isTelling = (word: string): boolean => /[\p{N}_]|\p{Ll}\p{Lu}/u.test(word);

const shinglesOf = (words: readonly string[]): Set<string> =>
  new Set(words.map((_word, index) => words.slice(index, index + shingleSize).join(' ')));

const resemblance = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  const shared = [...one].filter((shingle) => other.has(shingle)).length;
  return shared / (one.size + other.size - shared);
};

/**
 * Without texts that repeat an earlier one but for a few words. Those that differ in a number or in the name of a thing
 * stay, however alike they are, and so do those of another `place`.
 */
export const dropNearDuplicates = <Item>(
  items: readonly Item[],
  textOf: (item: Item) => string,
  placeOf: (item: Item) => string,
): Item[] => {
  const kept = new Map<string, Set<string>[]>();
  return items.filter((item) => {
    const text = textOf(item);
    if (text.length < shortest) {
      return true;
    }
    const words = wordsOf(text);
    const telling = [...new Set(words.filter(isTelling))].sort();
    const key = JSON.stringify([placeOf(item), telling]);
    const shingles = shinglesOf(words.map((word) => word.toLowerCase()));
    const before = kept.get(key) ?? [];
    if (before.some((other) => resemblance(shingles, other) >= leastResemblance)) {
      return false;
    }
    kept.set(key, [...before, shingles]);
    return true;
  });
};
