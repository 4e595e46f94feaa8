import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../python-tree.ts';
import type { Machine } from './machine.ts';
import { labelsOf, type Scope, type Value } from './values.ts';

/** What comes back to expressions from here. */
export interface Evaluators {
  readonly evaluate: (machine: Machine, scope: Scope, node: SyntaxNode) => Value;
  readonly evaluateComprehension: (machine: Machine, scope: Scope, parts: readonly SyntaxNode[]) => Value;
  readonly attributeOf: (machine: Machine, base: Value, name: string) => Value;
}

/** What a call is given. */
export interface Arguments {
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  /** The positional arguments as they stand in the source. */
  readonly nodes: readonly SyntaxNode[];
}

const splitAtCommas = (nodes: readonly SyntaxNode[]): SyntaxNode[][] => {
  const parts: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === ',') {
      parts.push([]);
    } else {
      parts.at(-1)?.push(node);
    }
  }
  return parts.filter((part) => part.length > 0);
};

/** The arguments of a call, evaluated in order. */
export const evaluateArguments = (
  machine: Machine,
  scope: Scope,
  list: SyntaxNode,
  { evaluate, evaluateComprehension }: Evaluators,
): Arguments => {
  const inside = childrenOf(list).slice(1, -1);
  if (inside.some((node) => node.name === 'for')) {
    return { args: [evaluateComprehension(machine, scope, inside)], keywords: new Map(), nodes: [] };
  }
  const args: Value[] = [];
  const nodes: SyntaxNode[] = [];
  const keywords = new Map<string, Value>();
  for (const [first, second, third] of splitAtCommas(inside)) {
    if (first && second?.name === 'AssignOp' && third) {
      const name = textOf(machine.tree, first);
      const value = evaluate(machine, scope, third);
      keywords.set(name, value);
      machine.emit({ kind: 'naming', of: 'argument', name, value, at: third.from, phase: machine.phase });
    } else if (first?.name === '*' && second) {
      const spread = evaluate(machine, scope, second);
      args.push(...(spread.items ?? [spread]));
    } else if (first?.name === '**' && second) {
      const spread = evaluate(machine, scope, second);
      for (const [key, value] of spread.entries ?? []) {
        keywords.set(key, value);
      }
      if (!spread.entries && labelsOf(spread) !== 0) {
        keywords.set('**', spread);
      }
    } else if (first) {
      args.push(evaluate(machine, scope, first));
      nodes.push(first);
    }
  }
  return { args, keywords, nodes };
};
