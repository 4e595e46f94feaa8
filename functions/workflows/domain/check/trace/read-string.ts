import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type PythonTree, textOf } from '../python-tree.ts';

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};

const escapes = /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{2,3}|[\s\S])/g;

const unescapeText = (text: string): string =>
  text.includes('\\')
    ? text.replace(escapes, (whole, code: string) => {
        if (/^[xuU]./.test(code) && code.length > 1) {
          return String.fromCodePoint(Math.min(Number.parseInt(code.slice(1), 16), 0x10ffff));
        }
        if (/^[0-7]{2,3}$/.test(code)) {
          return String.fromCodePoint(Number.parseInt(code, 8));
        }
        return simpleEscapes[code] ?? whole;
      })
    : text;

/** Letters that need no escape, written as one. */
const needlessEscapes = /\\(x[2-7][0-9a-fA-F]|u00[2-7][0-9a-fA-F]|1[0-7][0-7]|[67][0-7])/g;

const mostNeedless = 8;

const opening = /^([rbfut]*)('''|"""|'|")/i;

const unbrace = (text: string): string => text.replaceAll('{{', '{').replaceAll('}}', '}');

/** A piece of an f-string: text, or the node of an expression. */
export type Piece = string | SyntaxNode;

/** The text of a string literal, unescaped; and whether it hides letters behind escapes. */
export const readString = (tree: PythonTree, node: SyntaxNode): { text: string; isHidden: boolean } | undefined => {
  const source = textOf(tree, node);
  const [open, prefix = '', quote] = opening.exec(source) ?? [];
  if (open === undefined || quote === undefined) {
    return undefined;
  }
  const content = source.slice(open.length, source.length - quote.length);
  const isRaw = /r/i.test(prefix);
  const isHidden = !isRaw && (content.match(needlessEscapes)?.length ?? 0) >= mostNeedless;
  return { text: isRaw ? content : unescapeText(content), isHidden };
};

/** The pieces of an f-string in order. */
export const readPieces = (tree: PythonTree, node: SyntaxNode): readonly Piece[] => {
  const source = textOf(tree, node);
  const [open = '', prefix = '', quote = ''] = opening.exec(source) ?? [];
  const read = (text: string) => unbrace(/r/i.test(prefix) ? text : unescapeText(text));
  const pieces: Piece[] = [];
  let from = node.from + open.length;
  for (const replacement of childrenOf(node)) {
    if (replacement.name === 'FormatReplacement') {
      pieces.push(read(tree.text.slice(from, replacement.from)));
      const expression = childrenOf(replacement)[1];
      if (expression) {
        pieces.push(expression);
      }
      from = replacement.to;
    }
  }
  pieces.push(read(tree.text.slice(from, node.to - quote.length)));
  return pieces;
};
