import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from '../python-tree.ts';
import type { Machine } from './machine.ts';
import { hole, label, type Scope, unknown, type Value } from './values.ts';

type Evaluate = (machine: Machine, scope: Scope, node: SyntaxNode) => Value;

/** A dictionary as it is written. */
export const evaluateDictionary = (machine: Machine, scope: Scope, node: SyntaxNode, evaluate: Evaluate): Value => {
  const entries = new Map<string, Value>();
  let labels = 0;
  const children = childrenOf(node).slice(1, -1);
  for (let index = 0; index < children.length; index++) {
    const child = children[index];
    if (!child || child.name === ',') {
      continue;
    }
    if (child.name === '**') {
      const spread = children[++index];
      const value = spread ? evaluate(machine, scope, spread) : unknown;
      labels |= value.labels;
      for (const [key, entry] of value.entries ?? []) {
        entries.set(key, entry);
      }
      continue;
    }
    const key = evaluate(machine, scope, child);
    const node = children[index + 2];
    if (children[index + 1]?.name === ':' && node) {
      const value = evaluate(machine, scope, node);
      entries.set(key.text ?? `${hole}${entries.size}`, value);
      labels |= key.labels & ~label.clock;
      if (key.text !== undefined) {
        machine.emit({ kind: 'naming', of: 'key', name: key.text, value, at: node.from, phase: machine.phase });
      }
      index += 2;
    }
  }
  return { path: '', labels, entries };
};
