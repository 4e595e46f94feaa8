import type { SyntaxNode } from '@lezer/common';
import { childrenOf, type PythonTree, textOf } from '../python-tree.ts';
import { evaluate } from './evaluate.ts';
import { assign, type Machine } from './machine.ts';
import { type Callable, label, type Scope, unknown, type Value } from './values.ts';

const dagDecorator = /^airflow\.(sdk|decorators|models\.dag)\.dag\b/;

/** What Airflow hands to a task under these names. */
const contextNames: Readonly<Record<string, string>> = {
  context: 'airflow.context',
  ctx: 'airflow.context',
  params: 'airflow.context.params',
  dag_run: 'airflow.context.dag_run',
  ti: 'airflow.context.ti',
  task_instance: 'airflow.context.ti',
};

interface Parameter {
  readonly name: string;
  readonly kind: 'plain' | '*' | '**';
  readonly fallback: SyntaxNode | undefined;
  readonly isNumber: boolean;
}

/** The parameters of a function as they stand in the source. */
export const readParameters = (tree: PythonTree, list: SyntaxNode | null): Parameter[] => {
  const parameters: Parameter[] = [];
  const children = list ? childrenOf(list) : [];
  for (const [index, child] of children.entries()) {
    if (child.name !== 'VariableName' || children[index - 1]?.name === 'AssignOp') {
      continue;
    }
    const star = children[index - 1]?.name;
    const annotation = children[index + 1]?.name === 'TypeDef' ? children[index + 1] : undefined;
    const assignAt = index + (annotation ? 2 : 1);
    parameters.push({
      name: textOf(tree, child),
      kind: star === '*' || star === '**' ? star : 'plain',
      fallback: children[assignAt]?.name === 'AssignOp' ? children[assignAt + 1] : undefined,
      isNumber: annotation !== undefined && /^:\s*(int|float|bool|date|datetime)\b/.test(textOf(tree, annotation)),
    });
  }
  return parameters;
};

/** The parameters of a DAG that only take certain values or numbers. */
export const readRestricted = (tree: PythonTree): Set<string> => {
  const restricted = new Set<string>();
  const pattern = /(?<!\w)['"]?(\w+)['"]?\s*[:=]\s*(?:\w+\.)?Param\(((?:[^()]|\([^()]*\))*)\)/g;
  for (const [, name, inside] of tree.text.matchAll(pattern)) {
    if (
      name &&
      inside &&
      /\benum\s*=|\bpattern\s*=|type\s*=\s*['"](integer|number|boolean)|format\s*=\s*['"](date|uuid)/.test(inside)
    ) {
      restricted.add(name);
    }
  }
  return restricted;
};

/** Gives the parameters of a function their values, and tells their names in order. What is not given comes from Airflow, or is not known. */
export const bindParameters = (
  machine: Machine,
  callable: Callable,
  scope: Scope,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): readonly string[] => {
  const parameters = readParameters(machine.tree, callable.node.getChild('ParamList'));
  const isDag = callable.decorators.some((each) => dagDecorator.test(each));
  const given = [
    ...(callable.self && !callable.decorators.includes('builtins.staticmethod') ? [callable.self] : []),
    ...args,
  ];
  const named = new Set<string>();
  const order: string[] = [];
  let next = 0;
  for (const { name, kind, fallback, isNumber } of parameters) {
    order.push(name);
    const byName = keywords.get(name);
    if (kind === '*') {
      assign(scope, name, { path: '', labels: 0, items: given.slice(next) });
      next = given.length;
    } else if (kind === '**') {
      const rest = [...keywords].filter(([key]) => !named.has(key));
      assign(
        scope,
        name,
        rest.length > 0
          ? { path: 'airflow.context', labels: 0, entries: new Map(rest) }
          : { path: 'airflow.context', labels: 0 },
      );
    } else if (byName) {
      named.add(name);
      assign(scope, name, byName);
    } else if (next < given.length) {
      assign(scope, name, given[next++] ?? unknown);
    } else if (name === 'session' && callable.decorators.some((each) => each.endsWith('.provide_session'))) {
      assign(scope, name, { path: 'airflow.context.session', labels: 0 });
    } else if (contextNames[name] !== undefined) {
      assign(scope, name, { path: contextNames[name], labels: name === 'params' ? label.input : 0 });
    } else {
      const value = fallback ? evaluate(machine, callable.scope, fallback) : unknown;
      assign(scope, name, isDag && !isNumber ? { path: '', labels: value.labels | label.input } : value);
      if (fallback) {
        machine.emit({ kind: 'naming', of: 'argument', name, value, at: fallback.from, phase: machine.phase });
      }
    }
  }
  return order;
};
