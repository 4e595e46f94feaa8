import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../python-tree.ts';
import { evaluate, evaluators } from './evaluate.ts';
import { evaluateArguments } from './evaluate-arguments.ts';
import { invokeMethod } from './implicit-calls.ts';
import { assign, lookUp, type Machine, openScope } from './machine.ts';
import { followMacros } from './macros.ts';
import { readParameters } from './parameters.ts';
import { type Callable, type Scope, unknown, type Value } from './values.ts';

/** A decorator: its qualified name, and what it is. */
export interface Decorator {
  readonly name: string;
  readonly value: Value;
}

type Run = (machine: Machine, scope: Scope, body: SyntaxNode) => void;

const defineFunction = (machine: Machine, scope: Scope, node: SyntaxNode, decorators: readonly string[]): Value => {
  const callable: Callable = { kind: 'function', node, scope, decorators };
  machine.functions.push({ callable, owner: undefined });
  for (const { fallback } of readParameters(machine.tree, node.getChild('ParamList'))) {
    if (fallback) {
      evaluate(machine, scope, fallback);
    }
  }
  return { path: '', labels: 0, callable };
};

/** What making a class calls by itself: hooks of its metaclass, of the classes it is made from, and of its attributes. */
const invokeClassHooks = (
  machine: Machine,
  made: Value,
  bases: readonly Value[],
  metaclass: Value | undefined,
): void => {
  for (const method of ['__new__', '__init__']) {
    const hook = metaclass?.callable?.members?.get(method)?.callable;
    if (metaclass && hook) {
      machine.invoke({ ...hook, self: metaclass }, [], new Map());
    }
  }
  for (const base of bases) {
    const hook = base.callable?.members?.get('__init_subclass__')?.callable;
    if (hook) {
      machine.invoke({ ...hook, self: made }, [], new Map());
    }
  }
  for (const member of made.callable?.members?.values() ?? []) {
    invokeMethod(machine, member, '__set_name__', [made]);
  }
};

const defineClass = (machine: Machine, scope: Scope, node: SyntaxNode, run: Run): Value => {
  const list = node.getChild('ArgList');
  const { args: bases, keywords } = list
    ? evaluateArguments(machine, scope, list, evaluators)
    : { args: [], keywords: new Map<string, Value>() };
  const path = bases.find((base) => base.path !== '')?.path ?? bases[0]?.callable?.decorators[0] ?? '';
  const inner = openScope(scope);
  const object: Value = { path: path === '' ? '' : `${path}()`, labels: 0, entries: inner.names };
  const body = node.getChild('Body');
  const from = machine.functions.length;
  if (body) {
    run(machine, inner, body);
  }
  for (const [index, each] of machine.functions.entries()) {
    if (index >= from && each.callable.scope === inner) {
      machine.functions[index] = { callable: each.callable, owner: object };
    }
  }
  for (const [name, member] of bases.flatMap((base) => [...(base.callable?.members ?? [])])) {
    if (!inner.names.has(name)) {
      inner.names.set(name, member);
    }
  }
  const decorators = path === '' ? [] : [path];
  const made: Value = {
    path: '',
    labels: 0,
    callable: { kind: 'class', node, scope, decorators, members: inner.names },
  };
  invokeClassHooks(machine, made, bases, keywords.get('metaclass'));
  return made;
};

/** Gives a function or class its name, and calls what is called by that alone: hooks of classes, the file's own decorators. */
export const define = (
  machine: Machine,
  scope: Scope,
  node: SyntaxNode,
  decorators: readonly Decorator[],
  run: Run,
): void => {
  const name = node.getChild('VariableName');
  if (!name) {
    return;
  }
  const names = decorators.map((decorator) => decorator.name);
  const value =
    node.name === 'FunctionDefinition'
      ? defineFunction(machine, scope, node, names)
      : defineClass(machine, scope, node, run);
  assign(scope, textOf(machine.tree, name), value);
  for (const { value: decorator } of decorators.toReversed()) {
    if (decorator.callable) {
      machine.invoke(decorator.callable, [value], new Map());
    }
  }
};

/** What a decorator is; one with arguments is what its call gives back. */
export const readDecorator = (machine: Machine, scope: Scope, decorator: SyntaxNode): Decorator => {
  const parts = childrenOf(decorator).slice(1);
  const list = parts.find((part) => part.name === 'ArgList');
  const [first, ...rest] = parts.filter((part) => part !== list && part.name !== '.');
  if (!first) {
    return { name: '', value: unknown };
  }
  const root =
    first.name === 'VariableName' ? lookUp(scope, textOf(machine.tree, first)) : evaluate(machine, scope, first);
  const name = [root.path, ...rest.map((part) => textOf(machine.tree, part))].join('.');
  const value = rest.length === 0 ? root : unknown;
  if (!list) {
    return { name, value };
  }
  const { args, keywords } = evaluateArguments(machine, scope, list, evaluators);
  const about = { name, callee: { path: name, labels: 0 }, receiver: undefined };
  machine.emit({ kind: 'call', ...about, args, keywords, at: decorator.from, phase: machine.phase });
  followMacros(machine, keywords);
  return { name, value: value.callable ? machine.invoke(value.callable, args, keywords).value : unknown };
};
