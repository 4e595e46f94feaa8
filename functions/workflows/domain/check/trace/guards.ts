import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type PythonTree, textOf } from '../python-tree.ts';
import { label, type Scope } from './values.ts';

/** What a guard may vouch for. */
export const untrusted = label.input | label.network | label.shared;

const comparison =
  /\bin\b|==|!=|match\(|compare_digest|\.is(alnum|alpha|identifier|digit|decimal|numeric|subset|disjoint)\(|startswith\(|is_relative_to\(|isinstance\([^)]*\b(int|float|bool)\b|\.(verify|is_valid|validate)\w*\(|\b(is_|_?check_?|_?valid\w*|_?allow\w*|_?safe\w*|_?verify\w*)\w*\(/;

/** Whether a condition compares something with what it should be, rather than asking whether it is there. */
export const isComparison = (tree: PythonTree, condition: SyntaxNode): boolean =>
  comparison.test(textOf(tree, condition).replace(/(==|!=)\s*(None|True|False|''|""|0)\b/g, ''));

const leaving = ['RaiseStatement', 'ReturnStatement', 'ContinueStatement', 'BreakStatement'];

/** Whether a body ends by leaving what it is in. */
export const leaves = (body: SyntaxNode): boolean => {
  const last = childrenOf(body).at(-1);
  return last !== undefined && leaving.includes(last.name);
};

const isPlain = (node: SyntaxNode): boolean => {
  let root: SyntaxNode | null = node;
  while (root?.name === 'MemberExpression') {
    root = root.firstChild;
  }
  return root?.name === 'VariableName';
};

const isGetter = (tree: PythonTree, node: SyntaxNode): boolean =>
  node.name === 'CallExpression' && /^[\w.]+\.get\(/.test(textOf(tree, node));

/** The names, attributes and items that an expression is about, as written. */
export const mentions = (
  tree: PythonTree,
  node: SyntaxNode,
  found: Set<string> = new Set(),
  depth = 0,
): Set<string> => {
  if (depth > 40 || found.size > 40) {
    return found;
  }
  if (isPlain(node) || isGetter(tree, node)) {
    found.add(textOf(tree, node));
    return found;
  }
  const isCall = node.name === 'CallExpression';
  for (const child of childrenOf(node)) {
    const callee = isCall && child.from === node.from ? child : undefined;
    const receiver = callee?.name === 'MemberExpression' ? callee.firstChild : undefined;
    if (receiver) {
      mentions(tree, receiver, found, depth + 1);
    } else if (!callee && child.name !== 'PropertyName') {
      mentions(tree, child, found, depth + 1);
    }
  }
  return found;
};

/** Vouches for expressions, and for what the names among them were computed from; tells which were not before. */
export const vouch = (scope: Scope, expressions: ReadonlySet<string>): readonly string[] => {
  const fresh: string[] = [];
  const waiting = [...expressions];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!scope.vouched.has(next)) {
      scope.vouched.add(next);
      fresh.push(next);
      waiting.push(...(scope.sources.get(next) ?? []));
    }
  }
  return fresh;
};
