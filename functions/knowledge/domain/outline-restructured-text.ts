import type { Line } from './outline.ts';

/** A line of one punctuation character, which makes the line above it a heading. */
const adornment = /^([!-/:-@[-`{-~])\1*\s*$/;
const shortestUnderline = 4;

interface Heading {
  /** Its adornment: the first seen in a document is the top level, and so on. */
  readonly style: string;
  readonly name: string;
  readonly lines: number;
}

const isUnderline = (line: string, title: string): boolean =>
  adornment.test(line) && line.trimEnd().length >= Math.min(title.trimEnd().length, shortestUnderline);

/** The heading that begins here, with or without a line above it (docutils: reStructuredText, Sections). */
const headingAt = (lines: readonly string[], index: number): Heading | undefined => {
  const [first = '', second = '', third = ''] = lines.slice(index, index + 3);
  if (adornment.test(first) && second.trim() !== '' && third.trimEnd() === first.trimEnd()) {
    return { style: `above ${first[0]}`, name: second.trim(), lines: 3 };
  }
  const isTitle = /^\S/.test(first) && !adornment.test(first);
  return isTitle && isUnderline(second, first)
    ? { style: `below ${second[0]}`, name: first.trim(), lines: 2 }
    : undefined;
};

const isCode = (block: string): boolean =>
  /^\.\. (?:code|code-block|sourcecode|literalinclude|parsed-literal)::/.test(block) ||
  /::[ \t]*\n\s*\n[ \t]/.test(block);

/** Where the block that begins here ends: before a blank line that is followed by text at the margin. */
const endOfBlock = (lines: readonly string[], start: number): number => {
  let end = start + 1;
  while (end < lines.length) {
    const line = lines[end] ?? '';
    const isMargin = /^\S/.test(line);
    if ((isMargin && lines[end - 1]?.trim() === '') || (isMargin && headingAt(lines, end))) {
      break;
    }
    end += 1;
  }
  return end;
};

/** Headings and blocks of reStructuredText: what is indented belongs to the text at the margin before it. */
export const outlineRestructuredText = (text: string): Line[] => {
  const lines = text.split(/\r?\n/);
  const found: Line[] = [];
  const styles: string[] = [];
  for (let index = 0; index < lines.length; ) {
    const heading = headingAt(lines, index);
    if (heading) {
      if (!styles.includes(heading.style)) {
        styles.push(heading.style);
      }
      const written = lines.slice(index, index + heading.lines).join('\n');
      found.push({ kind: 'heading', level: styles.indexOf(heading.style) + 1, name: heading.name, text: written });
      index += heading.lines;
    } else {
      const end = endOfBlock(lines, index);
      const block = lines.slice(index, end).join('\n').trimEnd();
      if (block !== '') {
        found.push({ kind: 'block', text: block, isCode: isCode(block) });
      }
      index = end;
    }
  }
  return found;
};
