import { fromHtml } from 'hast-util-from-html';
import { toMdast } from 'hast-util-to-mdast';
import type { Line } from './outline.ts';
import { Unreadable } from './unreadable.ts';

type Root = ReturnType<typeof fromHtml>;
type Nodes = Parameters<typeof toMdast>[0];
type Element = Extract<Nodes, { type: 'element' }>;
type MarkdownNodes = ReturnType<typeof toMdast>;
type Table = Extract<MarkdownNodes, { type: 'table' }>;

/** Characters. */
const longest = 4_000_000;

/** What is not of the page's subject, or nobody sees. */
const foreign = new Set([
  ...['button', 'canvas', 'footer', 'head', 'iframe', 'input', 'link', 'meta', 'nav', 'noscript', 'object'],
  ...['script', 'select', 'style', 'svg', 'template', 'textarea'],
]);
const foreignRoles = new Set(['banner', 'contentinfo', 'navigation', 'search']);
/** How documentation tools name the mark beside a heading that leads to itself. */
const anchors = new Set(['anchor', 'anchorlink', 'hash-link', 'headerlink']);

const classesOf = ({ properties: { className } }: Element): string[] =>
  Array.isArray(className) ? className.map(String) : [];

const isHidden = ({ properties: { hidden, ariaHidden, style } }: Element): boolean =>
  (hidden !== undefined && hidden !== false) ||
  ariaHidden === 'true' ||
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(String(style ?? ''));

const isForeign = (element: Element): boolean =>
  foreign.has(element.tagName) ||
  foreignRoles.has(String(element.properties.role ?? '')) ||
  (element.tagName === 'a' && classesOf(element).some((name) => anchors.has(name))) ||
  isHidden(element);

const childrenOf = (node: Nodes): readonly Nodes[] => ('children' in node ? node.children : []);

const findElement = (node: Nodes, isIt: (element: Element) => boolean): Element | undefined => {
  if (node.type === 'element' && isIt(node)) {
    return node;
  }
  for (const child of childrenOf(node)) {
    const found = findElement(child, isIt);
    if (found) {
      return found;
    }
  }
  return undefined;
};

const isMain = ({ tagName, properties }: Element): boolean => tagName === 'main' || properties.role === 'main';
const named = (name: string) => (element: Element) => element.tagName === name;

/** The header of a page is the site's, that of an article its own. */
const prune = <Node extends Nodes>(node: Node, isInArticle: boolean): Node => {
  if (!('children' in node)) {
    return node;
  }
  const kept = node.children.filter(
    (child) =>
      child.type !== 'comment' &&
      (child.type !== 'element' || (!isForeign(child) && (isInArticle || child.tagName !== 'header'))),
  );
  const isArticle = isInArticle || (node.type === 'element' && (node.tagName === 'article' || isMain(node)));
  return { ...node, children: kept.map((child) => prune(child, isArticle)) };
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Words within a paragraph; names of things stay marked as code. */
const inline = (node: MarkdownNodes): string => {
  if (node.type === 'inlineCode') {
    return `\`${node.value}\``;
  }
  if (node.type === 'break') {
    return '\n';
  }
  if ('children' in node) {
    return node.children.map(inline).join('');
  }
  return 'value' in node ? node.value : (node.type === 'image' && node.alt) || '';
};

const rowsOf = ({ children: rows }: Table): string =>
  rows.map(({ children: cells }) => `| ${cells.map((cell) => oneLine(inline(cell))).join(' | ')} |`).join('\n');

const block = (text: string, isCode = false): Line[] =>
  text.trim() === '' ? [] : [{ kind: 'block', text: isCode ? text : text.trim(), isCode }];

const indent = (text: string): string => text.replace(/\n/g, '\n  ');

/** An item of a list with all that is in it. */
const itemText = (node: MarkdownNodes): string =>
  linesOf(node)
    .map((line) => line.text)
    .join('\n');

const linesOf = (node: MarkdownNodes): Line[] => {
  switch (node.type) {
    case 'heading': {
      const name = oneLine(inline(node));
      return name === '' ? [] : [{ kind: 'heading', level: node.depth, name, text: name }];
    }
    case 'code':
      return block(node.value, true);
    case 'table':
      return block(rowsOf(node));
    case 'list':
      return block(
        node.children
          .map((item, index) => `${node.ordered ? `${(node.start ?? 1) + index}.` : '-'} ${indent(itemText(item))}`)
          .join('\n'),
      );
    case 'root':
    case 'blockquote':
    case 'listItem':
      return node.children.flatMap(linesOf);
    case 'html':
    case 'thematicBreak':
      return [];
    default:
      return block(inline(node));
  }
};

const read = (root: Root): Line[] => {
  const title = findElement(root, named('title'));
  const name = title ? oneLine(title.children.map((child) => ('value' in child ? child.value : '')).join('')) : '';
  const subject = findElement(root, isMain) ?? findElement(root, named('article')) ?? root;
  const tree = toMdast(prune<Nodes>(subject, subject !== root), { document: true });
  const lines = linesOf(tree);
  const isTitled = lines.some((line) => line.kind === 'heading' && line.level === 1);
  return isTitled || name === '' ? lines : [{ kind: 'heading', level: 1, name, text: name }, ...lines];
};

/**
 * Headings and blocks of a page: of its main part where it names one, without navigation, scripts, and what is hidden.
 * Tables become text, row by row. Throws `Unreadable` where there is nothing to read.
 */
export const outlineHtml = (text: string): Line[] => {
  if (text.length > longest) {
    throw new Unreadable(`the page has more than ${longest} characters`);
  }
  let lines: Line[];
  try {
    lines = read(fromHtml(text));
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new Unreadable('its elements are nested too deeply', { cause });
    }
    throw cause;
  }
  if (!lines.some(({ kind }) => kind === 'block')) {
    throw new Unreadable('there is no text on the page, perhaps because a script makes it when it is shown');
  }
  return lines;
};
