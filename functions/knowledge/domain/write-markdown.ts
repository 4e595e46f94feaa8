import type { Line } from './outline.ts';

/** What would begin something else than a paragraph: a heading, a quote, a fence, an underline of a heading. */
const marker = /^(?=#{1,6}(?:[ \t]|$)|>|`{3}|~{3}|=+[ \t]*$|-+[ \t]*$)/gm;

const fenceFor = (code: string): string => {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
};

const write = (line: Line): string => {
  if (line.kind === 'heading') {
    return `${'#'.repeat(Math.min(Math.max(line.level, 1), 6))} ${line.name}`;
  }
  if (!line.isCode) {
    return line.text.replace(marker, '\\');
  }
  const fence = fenceFor(line.text);
  return `${fence}\n${line.text}\n${fence}`;
};

/** Headings and blocks as Markdown, which `outlineMarkdown` reads as the same headings and blocks. */
export const writeMarkdown = (lines: readonly Line[]): string => `${lines.map(write).join('\n\n')}\n`;
