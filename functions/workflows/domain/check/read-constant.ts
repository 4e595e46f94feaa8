import type { SyntaxNode } from '@lezer/common';
import type { ModuleScope } from './module-scope.ts';
import { childrenOf, type PythonTree, textOf } from './python-tree.ts';

type Constant = string | number;

const deepest = 50;

const readString = (tree: PythonTree, node: SyntaxNode): string | undefined => {
  const match = /^([ru]?)('''|"""|'|")([\s\S]*)\2$/i.exec(textOf(tree, node));
  const [, , , content] = match ?? [];
  // No DAG id has a backslash, so escapes are not worth decoding.
  return content === undefined || content.includes('\\') ? undefined : content;
};

const unescapeBraces = (text: string): string => text.replaceAll('{{', '{').replaceAll('}}', '}');

/**
 * The value of an expression made of string literals, `+`, f-strings, and module-level names that are given such a
 * value exactly once, before this place; `undefined` for everything else.
 */
export const readConstant = (
  tree: PythonTree,
  scope: ModuleScope,
  node: SyntaxNode,
  depth = 0,
): Constant | undefined => {
  if (depth > deepest) {
    return undefined;
  }
  const read = (each: SyntaxNode | undefined): Constant | undefined =>
    each && readConstant(tree, scope, each, depth + 1);
  const readName = (): Constant | undefined => {
    const bindings = scope.bindings.get(textOf(tree, node)) ?? [];
    const [binding] = bindings;
    const isOnly = bindings.length === 1 && binding?.kind === 'assignment' && binding.flow === 'once';
    if (!binding || !isOnly || binding.at > node.from) {
      return undefined;
    }
    const parts = childrenOf(binding.node.parent ?? binding.node).filter((part) => part.name !== 'TypeDef');
    return parts.length === 3 && parts[0]?.from === binding.node.from ? read(parts[2]) : undefined;
  };
  const readFormat = (): string | undefined => {
    const text = textOf(tree, node);
    const [open, , quote] = /^(f|rf|fr)('''|"""|'|")/i.exec(text) ?? [];
    if (open === undefined || quote === undefined || text.includes('\\')) {
      return undefined;
    }
    const pieces: string[] = [];
    let from = node.from + open.length;
    for (const replacement of childrenOf(node)) {
      const [, expression, close, ...more] = childrenOf(replacement);
      const value = close?.name === '}' && more.length === 0 ? read(expression) : undefined;
      if (replacement.name !== 'FormatReplacement' || value === undefined) {
        return undefined;
      }
      pieces.push(unescapeBraces(tree.text.slice(from, replacement.from)), String(value));
      from = replacement.to;
    }
    return [...pieces, unescapeBraces(tree.text.slice(from, node.to - quote.length))].join('');
  };
  const children = childrenOf(node);
  switch (node.name) {
    case 'String':
      return readString(tree, node);
    case 'FormatString':
      return readFormat();
    case 'Number':
      return /^(0|[1-9]\d{0,14})$/.test(textOf(tree, node)) ? Number(textOf(tree, node)) : undefined;
    case 'VariableName':
      return readName();
    case 'ParenthesizedExpression':
      return children.length === 3 ? read(children[1]) : undefined;
    case 'ContinuedString': {
      const parts = children.map(read);
      return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
    }
    case 'BinaryExpression': {
      const [left, operator, right] = [read(children[0]), children[1], read(children[2])];
      const isConcatenation = operator !== undefined && textOf(tree, operator) === '+' && children.length === 3;
      return isConcatenation && typeof left === 'string' && typeof right === 'string' ? left + right : undefined;
    }
    default:
      return undefined;
  }
};
