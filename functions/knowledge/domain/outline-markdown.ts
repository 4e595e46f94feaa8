import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Line } from './outline.ts';

/** Only blocks are of interest; what stands within lines costs most of the time, and is where parsers can be led astray. */
const inline = [
  'attention',
  'autolink',
  'characterEscape',
  'characterReference',
  'codeText',
  'hardBreakEscape',
  'htmlText',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
];

/** Characters of a document that is parsed; it takes some ten seconds for a million. */
const longestParsed = 1_500_000;
/** Deeper than any author nests: parsing takes the square of the depth. */
const tooDeep = /^(?:[ \t]|>|[-*+]\s|\d+[.)]\s){80}/m;

/** Whether the text may be parsed as Markdown in bounded time. */
export const isTame = (text: string): boolean => text.length <= longestParsed && !tooDeep.test(text);

/** A heading's words without its markup. */
const plain = (text: string): string =>
  text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    // Underscores within words belong to names.
    .replace(/[*`]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .trim();

/** Headings and blocks of Markdown (CommonMark). */
export const outlineMarkdown = (text: string): Line[] =>
  fromMarkdown(text, { extensions: [{ disable: { null: inline } }] }).children.map((node): Line => {
    const written = text.slice(node.position?.start.offset, node.position?.end.offset);
    if (node.type !== 'heading') {
      return { kind: 'block', text: written, isCode: node.type === 'code' };
    }
    const [name] = node.children;
    return { kind: 'heading', level: node.depth, name: name?.type === 'text' ? plain(name.value) : '', text: written };
  });
