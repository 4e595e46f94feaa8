/** Lines shown of one passage, and characters of each. */
const shownLines = 3;
const shownCharacters = 300;

const marksOf = (line: string): number => line.split('«').length - 1;

const shorten = (line: string): string => {
  const start = Math.max(line.indexOf('«') - 60, 0);
  const rest = line.slice(start, start + shownCharacters);
  return `${start > 0 ? '…' : ''}${rest}${start + rest.length < line.length ? '…' : ''}`;
};

/** Of a text in which what was found stands between `«` and `»`: the whole lines that hold most of it, in their order. */
export const markedLines = (text: string): string[] => {
  const lines = text.split('\n').filter((line) => line.includes('«'));
  const kept = new Set(lines.toSorted((one, other) => marksOf(other) - marksOf(one)).slice(0, shownLines));
  return lines
    .filter((line) => kept.has(line))
    .slice(0, shownLines)
    .map((line) => (line.length > shownCharacters ? shorten(line.trim()) : line.trim()));
};

/** What of a question is in a passage. */
export interface Marks {
  /** Pieces of the text with what was found between `«` and `»`. */
  readonly highlights: readonly string[];
  /** What was found, as it stands there, each once, in small letters. */
  readonly terms: readonly string[];
}

/** The marks of a whole text. */
export const readMarks = (text: string): Marks => ({
  highlights: markedLines(text),
  terms: [...new Set([...text.matchAll(/«([^»]*)»/g)].map(([, term = '']) => term.toLowerCase()))],
});
