import { hollowWords } from './hollow-words.ts';

/** Lines shown of one passage, and characters of each. */
const shownLines = 3;
const shownCharacters = 300;

/** Characters of a passage in which words are marked. */
const markedCharacters = 8_000;

/** A word, a part of a name such as `nightly_sales` or `ConnectionRefusedError`, or a number. */
const word = /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{L}+|\p{N}+/gu;

/** Endings that English words lose, one of each row; much simpler than the index's own, as it only decides what is marked. */
const endings: readonly (readonly [RegExp, string])[][] = [
  [
    [/ie[sd]$/, 'y'],
    [/(ss|x|ch|sh)es$/, '$1'],
    [/([^su])s$/, '$1'],
  ],
  [
    [/(..)ing$/, '$1'],
    [/(..)ed$/, '$1'],
    [/([st])ion$/, '$1'],
  ],
  [
    [/([bdfgmnprt])\1$/, '$1'],
    [/(..)e$/, '$1'],
  ],
];

const stemOf = (text: string): string =>
  endings.reduce((stem, row) => {
    const found = row.find(([ending]) => ending.test(stem));
    return found ? stem.replace(...found) : stem;
  }, text.toLowerCase());

/** What of a question is in a passage. */
export interface Marks {
  /** Pieces of the text with what was found between `«` and `»`. */
  readonly highlights: readonly string[];
  /** What was found, as it stands there, each once, in small letters. */
  readonly terms: readonly string[];
}

const shorten = (line: string): string => {
  const start = Math.max(line.indexOf('«') - 60, 0);
  const rest = line.slice(start, start + shownCharacters);
  return `${start > 0 ? '…' : ''}${rest}${start + rest.length < line.length ? '…' : ''}`;
};

/** What was found in a marked line, word by word, each once. */
const stemsIn = (line: string): Set<string> =>
  new Set([...line.matchAll(/«([^»]*)»/g)].flatMap(([, found = '']) => (found.match(word) ?? []).map(stemOf)));

/**
 * Of a text in which what was found stands between `«` and `»`: the whole lines that hold most of it, in their order. A word of
 * many lines counts less in each.
 */
const markedLines = (text: string): string[] => {
  const lines = text
    .split('\n')
    .filter((line) => line.includes('«'))
    .map((line) => ({ line, stems: stemsIn(line) }));
  const holders = Map.groupBy(
    lines.flatMap(({ stems }) => [...stems]),
    (stem) => stem,
  );
  const weightOf = ({ stems }: (typeof lines)[number]): number =>
    [...stems].reduce((sum, stem) => sum + 1 / (holders.get(stem)?.length ?? 1), 0);
  const kept = new Set(lines.toSorted((one, other) => weightOf(other) - weightOf(one)).slice(0, shownLines));
  return lines
    .filter((each) => kept.has(each))
    .map(({ line }) => (line.length > shownCharacters ? shorten(line.trim()) : line.trim()));
};

/**
 * Marks the words of a question in the texts of passages, in whatever form they stand there. OpenSearch could, but takes longer
 * for that than for the search.
 */
export const markWords = (question: string): ((text: string) => Marks) => {
  const wanted = new Set(
    (question.match(word) ?? []).filter((each) => !hollowWords.has(each.toLowerCase())).map(stemOf),
  );
  return (text) => {
    const marked = text
      .slice(0, markedCharacters)
      .replaceAll(/[«»]/g, '"')
      .replaceAll(word, (each) => (wanted.has(stemOf(each)) ? `«${each}»` : each))
      // Parts of one name are one find.
      .replaceAll(/»([_.:/-]?)«/g, '$1');
    const terms = [...marked.matchAll(/«([^»]*)»/g)].map(([, term = '']) => term.toLowerCase());
    return { highlights: markedLines(marked), terms: [...new Set(terms)] };
  };
};
