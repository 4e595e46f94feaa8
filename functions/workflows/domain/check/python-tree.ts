import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/python';

/** A parsed source: lezer's tree, and the text its positions point into. */
export interface PythonTree {
  readonly text: string;
  readonly top: SyntaxNode;
  /** Where each line starts; `\r` alone ends a line in Python too. */
  readonly lineStarts: readonly number[];
  /** Whether the parser met something it does not know, so what it says is a guess. */
  readonly uncertain: boolean;
}

/** Where each line of a text starts. */
export const findLineStarts = (text: string): number[] => [
  0,
  ...text.matchAll(/\r\n|\r|\n/g).map((match) => match.index + match[0].length),
];

/** Each step of the parser is some tokens; a file of a megabyte takes about a million, error recovery many more. */
const mostSteps = 4_000_000;

const hasErrors = (tree: Tree): boolean => {
  const cursor = tree.cursor();
  do {
    // The grammar wants a value after every `yield`; Python does not.
    if (cursor.type.isError && !cursor.node.parent?.name.startsWith('Yield')) {
      return true;
    }
  } while (cursor.next());
  return false;
};

/** Parses Python without recursion; `undefined` where that takes too long, which valid source of a megabyte does not. */
export const parsePython = (text: string): PythonTree | undefined => {
  const parse = parser.startParse(text);
  for (let step = 0; step < mostSteps; step++) {
    const tree = parse.advance();
    if (tree) {
      return { text, top: tree.topNode, lineStarts: findLineStarts(text), uncertain: hasErrors(tree) };
    }
  }
  return undefined;
};

/** The direct children of a node, tokens included. */
export const childrenOf = (node: SyntaxNode): SyntaxNode[] => {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'Comment') {
      children.push(child);
    }
  }
  return children;
};

/** The source of a node. */
export const textOf = ({ text }: PythonTree, node: SyntaxNode): string => text.slice(node.from, node.to);

/** The line of a position, from 1. */
export const lineAt = ({ lineStarts }: PythonTree, position: number): number => {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lineStarts[middle] ?? 0) <= position) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low + 1;
};

/** The line and column of a position, from 1. */
export const placeAt = (tree: PythonTree, position: number): { line: number; column: number } => {
  const line = lineAt(tree, position);
  return { line, column: position - (tree.lineStarts[line - 1] ?? 0) + 1 };
};

/** The name of a call's or decorator's target as written, `a.b.c`; `undefined` where it is not a plain dotted name. */
export const dottedName = (tree: PythonTree, node: SyntaxNode): string | undefined =>
  /^[\p{L}_][\p{L}\p{N}_]*(\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*$/u.test(textOf(tree, node)) &&
  ['VariableName', 'MemberExpression'].includes(node.name)
    ? textOf(tree, node).replace(/\s/g, '')
    : undefined;
