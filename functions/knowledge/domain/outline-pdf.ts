import type { Line } from './outline.ts';

/** Some characters as they stand on a page; units are those of the page, from its lower left corner. */
export interface TextRun {
  readonly text: string;
  readonly y: number;
  readonly size: number;
  readonly isMonospaced: boolean;
  /** Whether the line ends here. */
  readonly endsLine: boolean;
}

interface PageLine {
  readonly page: number;
  readonly text: string;
  readonly y: number;
  readonly size: number;
  readonly isMonospaced: boolean;
}

/** How much larger than the text a heading is, at least. */
const headingRatio = 1.15;
const longestHeading = 120;
/** Levels of headings, by size. */
const headingLevels = 4;
/** Share of the characters above which large ones are no headings. */
const mostHeadings = 0.3;
/** Pages from which on the lines that they repeat at their ends are those of the layout. */
const fewestPages = 3;
/** Lines that a page has at least where some of them are the layout's. */
const fewestLines = 3;
/** Distance of two lines, in heights of the text, above which a new paragraph begins. */
const paragraphGap = 1.75;

/** The lines of a page, in the order in which they were written. */
const toLines = (runs: readonly TextRun[], page: number): PageLine[] => {
  const lines: PageLine[] = [];
  let open: TextRun[] = [];
  const end = () => {
    const said = open.filter(({ text }) => text.trim() !== '');
    const [first] = said;
    if (first) {
      lines.push({
        page,
        text: open
          .map(({ text }) => text)
          .join('')
          .trimEnd(),
        y: first.y,
        size: Math.max(...said.map(({ size }) => size)),
        isMonospaced: said.every(({ isMonospaced }) => isMonospaced),
      });
    }
    open = [];
  };
  for (const run of runs) {
    open.push(run);
    if (run.endsLine) {
      end();
    }
  }
  end();
  return lines;
};

const templateOf = ({ text }: PageLine): string => text.replace(/\d+/g, '#').trim();

/** Without what the layout repeats at the top and the foot of most pages: names of chapters, numbers of pages. */
const dropRepeated = (pages: readonly (readonly PageLine[])[]): PageLine[] => {
  const edges = pages.flatMap((lines) => [...new Set([lines[0], lines.at(-1)])].flatMap((line) => line ?? []));
  const times = Map.groupBy(edges, templateOf);
  const isRepeated = (line: PageLine): boolean =>
    pages.length >= fewestPages && (times.get(templateOf(line))?.length ?? 0) > pages.length / 2;
  return pages.flatMap((lines) =>
    lines.filter((line, index) => {
      const isEdge = index === 0 || index === lines.length - 1;
      return !isEdge || lines.length < fewestLines || !isRepeated(line);
    }),
  );
};

const charactersOf = (lines: readonly PageLine[]): number => lines.reduce((sum, { text }) => sum + text.length, 0);

/** The size in which most characters are written. */
const textSize = (lines: readonly PageLine[]): number => {
  const sizes = [...Map.groupBy(lines, ({ size }) => Math.round(size * 2) / 2)];
  return sizes.toSorted(([, a], [, b]) => charactersOf(b) - charactersOf(a))[0]?.[0] ?? 0;
};

/** The sizes of headings, the largest first; none where it is not clear which lines are headings. */
const headingSizes = (lines: readonly PageLine[], ordinary: number): number[] => {
  const large = lines.filter((line) => isLarge(line, ordinary));
  const isClear = charactersOf(large) <= charactersOf(lines) * mostHeadings;
  const sizes = new Set(large.map(({ size }) => Math.round(size)));
  return isClear ? [...sizes].toSorted((a, b) => b - a) : [];
};

const isLarge = ({ size, text }: PageLine, ordinary: number): boolean =>
  size >= ordinary * headingRatio && text.length <= longestHeading && /\p{L}/u.test(text);

/** Joins two lines of a paragraph: a word that was divided becomes one again. */
const joinLines = (text: string, next: string): string => {
  const isDivided = /\p{L}[-\u00ad]$/u.test(text) && /^\p{Ll}/u.test(next);
  return isDivided ? `${text.slice(0, -1)}${next}` : `${text} ${next}`;
};

interface Part {
  /** Page on which it begins. */
  readonly page: number;
  /** Its last line. */
  readonly line: PageLine;
  /** 0 is text. */
  readonly level: number;
  readonly text: string;
}

const goesOn = (last: Part, line: PageLine, level: number): boolean => {
  const isNear = line.page === last.line.page && Math.abs(last.line.y - line.y) <= line.size * paragraphGap;
  // A paragraph that a page cuts in two goes on where a sentence does.
  const isCut =
    line.page === last.line.page + 1 && level === 0 && /[\p{L},-]$/u.test(last.text) && /^\p{Ll}/u.test(line.text);
  return last.level === level && last.line.isMonospaced === line.isMonospaced && (isNear || isCut);
};

const toParts = (lines: readonly PageLine[], levelOf: (line: PageLine) => number): Part[] => {
  const parts: Part[] = [];
  for (const line of lines) {
    const level = levelOf(line);
    const last = parts.at(-1);
    const text = line.isMonospaced && level === 0 ? line.text : line.text.trim();
    if (last && goesOn(last, line, level)) {
      const joined = line.isMonospaced && level === 0 ? `${last.text}\n${text}` : joinLines(last.text, text);
      parts[parts.length - 1] = { ...last, line, text: joined };
    } else {
      parts.push({ page: line.page, line, level, text });
    }
  }
  return parts;
};

const heading = (level: number, name: string): Line => ({ kind: 'heading', level, name, text: name });

/**
 * Headings and blocks of a PDF, given the runs of each page. Larger lines are headings; where those are not clear the
 * pages are, below the title. Lines become paragraphs again, and what is monospaced becomes code.
 */
export const outlinePdf = (pages: readonly (readonly TextRun[])[], title: string): Line[] => {
  const lines = dropRepeated(pages.map((runs, index) => toLines(runs, index + 1)));
  const ordinary = textSize(lines);
  const sizes = headingSizes(lines, ordinary);
  const levelOf = (line: PageLine): number =>
    sizes.length > 0 && isLarge(line, ordinary) ? Math.min(sizes.indexOf(Math.round(line.size)) + 1, headingLevels) : 0;
  const parts = toParts(lines, levelOf);
  const isOnlyTitled = parts.filter(({ level }) => level > 0).length <= 1 && pages.length > 1;
  const found: Line[] = sizes.length > 0 ? [] : [heading(1, title)];
  let current = 0;
  for (const { level, text, line, page } of parts) {
    if (level > 0) {
      found.push(heading(level, text));
      continue;
    }
    if ((sizes.length === 0 || isOnlyTitled) && page > current) {
      current = page;
      found.push(heading(2, `Page ${page}`));
    }
    found.push({ kind: 'block', text, isCode: line.isMonospaced });
  }
  return found;
};
