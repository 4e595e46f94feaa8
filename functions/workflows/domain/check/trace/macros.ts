import { childrenOf } from '../python-tree.ts';
import type { Machine } from './machine.ts';
import { literalLabels } from './sources.ts';
import type { Value } from './values.ts';

const template = /\{[{%].*?[%}]\}/gs;

/** Follows the functions that a DAG lends its templates, as tasks call them, with what the templates of the file hand to them. */
export const followMacros = (machine: Machine, keywords: ReadonlyMap<string, Value>): void => {
  const lent = ['user_defined_macros', 'user_defined_filters'].flatMap((key) => [
    ...(keywords.get(key)?.entries ?? []),
  ]);
  const templates = lent.length > 0 ? (machine.tree.text.match(template) ?? []) : [];
  for (const [name, { callable }] of lent) {
    const used = templates.filter((each) => each.includes(name));
    const labels = used.reduce((sum, each) => sum | literalLabels(each, machine.restricted), 0);
    const parameters = callable ? childrenOf(callable.node.getChild('ParamList') ?? callable.node) : [];
    const before = machine.phase;
    machine.phase = 'task';
    if (callable) {
      const args = parameters.filter((each) => each.name === 'VariableName').map(() => ({ path: '', labels }));
      machine.invoke(callable, args, new Map());
    }
    machine.phase = before;
  }
};
