import { fromMarkdown } from 'mdast-util-from-markdown';

/** A part of a document under one heading, without the parts under headings below it. */
export interface Section {
  /** The document's path, `#`, and the headings from below its title, as slugs joined by `/`; empty for what comes first. */
  readonly id: string;
  /** Headings from the title down. */
  readonly headings: readonly string[];
  readonly text: string;
}

const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_]+/gu, '-')
    .replace(/^-|-$/g, '');

/** The id of the section that stands under these headings, the document's title left out. */
export const sectionId = (path: string, headings: readonly string[]): string =>
  `${path}#${headings.map(slugOf).join('/')}`;

/** Splits Markdown at its headings; sections without text of their own, and a comment before the title, are left out. */
export const splitSections = (path: string, text: string): Section[] => {
  const markdown = text.replace(/^(\s*<!--.*?-->)+/s, '');
  const headings = fromMarkdown(markdown).children.filter((node) => node.type === 'heading');
  const trail: { depth: number; title: string }[] = [];
  const starts = headings.map((node) => {
    const from = node.position?.start.offset ?? 0;
    const to = node.position?.end.offset ?? 0;
    const title = markdown
      .slice(from, to)
      .replace(/^#+\s*/, '')
      .replace(/\n.*$/s, '')
      .trim();
    while ((trail.at(-1)?.depth ?? 0) >= node.depth) trail.pop();
    trail.push({ depth: node.depth, title });
    return { from, to, depth: node.depth, titles: trail.map((each) => each.title) };
  });
  const isTitled = starts[0]?.depth === 1;
  const before = { to: 0, titles: [] as string[] };
  return [before, ...starts]
    .map(({ to, titles }, at) => ({
      id: sectionId(path, isTitled ? titles.slice(1) : titles),
      headings: titles,
      text: markdown.slice(to, starts[at]?.from).trim(),
    }))
    .filter(({ text }) => text !== '');
};
