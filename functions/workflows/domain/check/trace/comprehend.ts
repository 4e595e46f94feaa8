import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../python-tree.ts';
import { mostItems, union } from './combine.ts';
import { isComparison, mentions, vouch } from './guards.ts';
import { type Machine, openScope } from './machine.ts';
import { elementOf } from './members.ts';
import { secretName } from './sources.ts';
import { label, labelsOf, type Scope, textValue, unknown, type Value, withoutLabels } from './values.ts';

/** What comes back to expressions from here. */
interface Evaluating {
  readonly evaluate: (machine: Machine, scope: Scope, node: SyntaxNode) => Value;
  readonly bind: (machine: Machine, scope: Scope, targets: readonly SyntaxNode[], value: Value) => void;
}

const mostEntries = 50;

/** The separate expressions of a list with commas. */
export const separate = (nodes: readonly SyntaxNode[]): SyntaxNode[] =>
  nodes.filter((node) => ![',', '(', ')', '[', ']', '{', '}', '*'].includes(node.name));

/** Names that a condition tells apart from those of secrets. */
const isHarmlessFilter = (written: string): boolean => !secretName.test(written);

/** What comes of each item of a list that is known, as long as there is time for it. */
const runEach = (
  machine: Machine,
  scope: Scope,
  { targets, items }: { readonly targets: readonly SyntaxNode[]; readonly items: readonly Value[] },
  width: number,
  bind: Evaluating['bind'],
  run: () => Value[],
): Partial<Value> => {
  machine.unrolled += 1;
  const all = items.slice(0, width === 1 ? mostItems : mostEntries).map((item) => {
    bind(machine, scope, targets, item);
    return run();
  });
  machine.unrolled -= 1;
  return width === 1
    ? { labels: 0, items: all.map(([value]) => value ?? unknown) }
    : { labels: union(all.flat()).labels };
};

/** What comes of going through something: `x for x in y if z`, without the brackets. */
export const comprehend = (
  machine: Machine,
  outer: Scope,
  parts: readonly SyntaxNode[],
  { evaluate, bind }: Evaluating,
): Value => {
  const scope = openScope(outer);
  const forAt = parts.findIndex((part) => part.name === 'for');
  const element = parts.slice(0, forAt).filter((part) => part.name !== ':' && part.name !== '**');
  const clauses: SyntaxNode[][] = [];
  for (const part of parts.slice(forAt)) {
    if (part.name === 'for' || part.name === 'if' || part.name === 'async') {
      clauses.push([]);
    }
    clauses.at(-1)?.push(part);
  }
  let dropped = 0;
  let single: { readonly targets: SyntaxNode[]; readonly items: readonly Value[] } | undefined;
  const isSingle = clauses.length === 1;
  for (const [keyword, ...rest] of clauses) {
    if (keyword?.name === 'for') {
      const inAt = rest.findIndex((part) => part.name === 'in');
      const targets = separate(rest.slice(0, inAt));
      const source = rest[inAt + 1];
      const iterated = source ? evaluate(machine, scope, source) : unknown;
      const items =
        iterated.items ??
        (iterated.text === undefined ? undefined : [...iterated.text].map((each) => textValue(each, iterated.labels)));
      single = isSingle && items && items.length <= mostItems ? { targets, items } : undefined;
      bind(machine, scope, targets, elementOf(iterated));
    } else if (keyword?.name === 'if') {
      for (const condition of rest) {
        evaluate(machine, scope, condition);
        if (isComparison(machine.tree, condition)) {
          vouch(scope, mentions(machine.tree, condition));
          dropped |= isHarmlessFilter(textOf(machine.tree, condition)) ? label.environment : 0;
        }
      }
    }
  }
  const run = (): Value[] => element.map((each) => withoutLabels(evaluate(machine, scope, each), dropped));
  const values = run();
  const result =
    element.length === 1 ? { path: '', labels: labelsOf(values[0] ?? unknown), items: values } : union(values);
  return single && element.length > 0
    ? { ...result, ...runEach(machine, scope, single, element.length, bind, run) }
    : result;
};
