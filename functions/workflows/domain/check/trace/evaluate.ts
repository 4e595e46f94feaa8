import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../python-tree.ts';
import { combine, concatenate, cut, shown, union } from './combine.ts';
import { comprehend, separate } from './comprehend.ts';
import type { Evaluators } from './evaluate-arguments.ts';
import { evaluateCall } from './evaluate-call.ts';
import { evaluateDictionary } from './evaluate-dictionary.ts';
import { isComparison, mentions, untrusted, vouch } from './guards.ts';
import { invokeMethod, invokeOperator, readProperty } from './implicit-calls.ts';
import { assign, isVouched, lookUp, type Machine } from './machine.ts';
import { attributeOf, elementOf, itemOf, sliceOf } from './members.ts';
import { readNumber, readText } from './read-literal.ts';
import { readPieces } from './read-string.ts';
import { literalLabels } from './sources.ts';
import {
  either,
  label,
  labelsOf,
  type Scope,
  textValue,
  unknown,
  type Value,
  withLabels,
  withoutLabels,
} from './values.ts';

type Evaluate = (machine: Machine, scope: Scope, node: SyntaxNode) => Value;

/** What nobody followed might be anything; where it is run as code, that is reason enough. */
const tooDeep: Value = { path: '', labels: label.network };

/** A number that is written out hides nothing, however it was worked out. */
const asShown = (value: Value): Value => (value.number === undefined ? value : withoutLabels(value, label.decoded));

const evaluateFormat: Evaluate = (machine, scope, node) => {
  const values = readPieces(machine.tree, node).map((piece) =>
    typeof piece === 'string' ? textValue(piece) : asShown(evaluate(machine, scope, piece)),
  );
  const text = cut(values.map(shown).join(''));
  return { ...union(values), text, labels: union(values).labels | literalLabels(text, machine.restricted) };
};

/** `a + b + c` is a chain to the left, which may be as long as the file; so it is gone along rather than into. */
const evaluateBinary: Evaluate = (machine, scope, node) => {
  const chain: SyntaxNode[] = [];
  let first: SyntaxNode | null = node;
  while (first?.name === 'BinaryExpression') {
    chain.push(first);
    first = first.firstChild;
  }
  let value = first ? evaluate(machine, scope, first) : unknown;
  for (const each of chain.reverse()) {
    const [, operator, ...rest] = childrenOf(each);
    const last = rest.at(-1);
    const right = last ? evaluate(machine, scope, last) : unknown;
    const own = operator && invokeOperator(machine, value, textOf(machine.tree, operator), right);
    if (own) {
      value = own;
    } else if (!operator || operator.name === 'CompareOp' || ['in', 'not', 'is'].includes(operator.name)) {
      value = unknown;
    } else if (operator.name === 'and' || operator.name === 'or') {
      value = either(value, right);
    } else {
      value = combine(value, textOf(machine.tree, operator), right);
    }
  }
  return value;
};

/** Gives the targets of an assignment, `for` or `with` their values. */
export const bind = (
  machine: Machine,
  scope: Scope,
  targets: readonly SyntaxNode[],
  value: Value,
  sources?: Set<string>,
): void => {
  const [target] = targets;
  if (!target) {
    return;
  }
  if (targets.length > 1) {
    for (const [index, each] of targets.entries()) {
      bind(machine, scope, [each], value.items?.[index] ?? withLabels(elementOf(value), 0), sources);
    }
    return;
  }
  const at = target.from;
  switch (target.name) {
    case 'VariableName': {
      const name = textOf(machine.tree, target);
      assign(scope, name, value, sources);
      machine.emit({ kind: 'naming', of: 'name', name, value, at, phase: machine.phase });
      return;
    }
    case 'TupleExpression':
    case 'ArrayExpression':
    case 'ParenthesizedExpression':
      bind(machine, scope, separate(childrenOf(target)), value, sources);
      return;
    case 'MemberExpression':
      bindMember(machine, scope, target, value);
      return;
    default:
  }
};

const bindMember = (machine: Machine, scope: Scope, target: SyntaxNode, value: Value): void => {
  const [owner, opener, key] = childrenOf(target);
  if (!owner || !opener || !key) {
    return;
  }
  const base = evaluate(machine, scope, owner);
  const isAttribute = opener.name === '.';
  const name = isAttribute ? textOf(machine.tree, key) : evaluate(machine, scope, key).text;
  const place = { at: target.from, phase: machine.phase };
  const path = isAttribute ? `${base.path}.${name}` : `${base.path}[${name ?? ''}]`;
  machine.emit({ kind: 'store', name: base.path === '' ? '' : path, value, ...place });
  if (name !== undefined) {
    machine.emit({ kind: 'naming', of: 'name', name, value, ...place });
    base.entries?.set(name, value);
  }
  const root = textOf(machine.tree, owner);
  if (owner.name === 'VariableName' && !base.entries && base.path !== 'os.environ') {
    const known = scope.names.get(root);
    if (known) {
      scope.names.set(root, withLabels(known, labelsOf(value)));
    }
  }
};

const evaluateItem = (machine: Machine, scope: Scope, base: Value, inside: readonly SyntaxNode[]): Value => {
  if (inside.some((part) => part.name === ':')) {
    for (const part of inside.filter(({ name }) => name !== ':')) {
      evaluate(machine, scope, part);
    }
    return sliceOf(base, inside.map((part) => textOf(machine.tree, part)).join(''));
  }
  const keys = inside.map((part) => evaluate(machine, scope, part));
  const [only] = keys;
  const key = keys.length === 1 && only ? only : union(keys);
  return invokeMethod(machine, base, '__getitem__', [key]) ?? itemOf(machine, scope, base, key);
};

const evaluateMember: Evaluate = (machine, scope, node) => {
  const children = childrenOf(node);
  const [owner, opener, ...rest] = children;
  if (!owner || !opener) {
    return unknown;
  }
  const base = evaluate(machine, scope, owner);
  if (opener.name === '[') {
    return evaluateItem(
      machine,
      scope,
      base,
      rest.filter((part) => part.name !== ']' && part.name !== ','),
    );
  }
  const name = rest[0] ? textOf(machine.tree, rest[0]) : '';
  const own = readProperty(machine, base, base.entries?.get(name));
  if (own) {
    return own;
  }
  const value = rest[0] ? attributeOf(machine, base, name) : unknown;
  return { ...value, made: value.made ?? base.made };
};

const evaluateComprehension: Evaluators['evaluateComprehension'] = (machine, scope, parts) =>
  comprehend(machine, scope, parts, { evaluate, bind });

const evaluateEach: Evaluate = (machine, scope, node) =>
  union(childrenOf(node).map((child) => evaluate(machine, scope, child)));

const evaluateSequence: Evaluate = (machine, scope, node) => ({
  path: '',
  labels: 0,
  items: separate(childrenOf(node)).map((child) => evaluate(machine, scope, child)),
});

const evaluateInner: Evaluate = (machine, scope, node) => {
  const inner = childrenOf(node).filter((child) => child.name !== '(' && child.name !== ')' && child.name !== 'await');
  return inner.length === 1 && inner[0] ? evaluate(machine, scope, inner[0]) : evaluateEach(machine, scope, node);
};

const evaluateConditional: Evaluate = (machine, scope, node) => {
  const [yes, , condition, , no] = childrenOf(node);
  if (!yes || !condition || !no) {
    return unknown;
  }
  evaluate(machine, scope, condition);
  const fresh = isComparison(machine.tree, condition) ? vouch(scope, mentions(machine.tree, condition)) : [];
  const value = evaluate(machine, scope, yes);
  for (const each of fresh) {
    scope.vouched.delete(each);
  }
  return either(evaluate(machine, scope, no), value);
};

const evaluateNamed: Evaluate = (machine, scope, node) => {
  const [target, , value] = childrenOf(node);
  const result = value ? evaluate(machine, scope, value) : unknown;
  if (target && value) {
    bind(machine, scope, [target], result, mentions(machine.tree, value));
  }
  return result;
};

const evaluateYield: Evaluate = (machine, scope, node) => {
  const value = evaluateEach(machine, scope, node);
  scope.returned.push(value);
  return unknown;
};

const evaluateUnary: Evaluate = (machine, scope, node) => {
  const [operator, operand] = childrenOf(node);
  const value = operand ? evaluate(machine, scope, operand) : unknown;
  if (operator?.name === 'not') {
    const opposite = value.path === 'builtins.True' ? 'builtins.False' : 'builtins.True';
    return /^builtins\.(True|False)$/.test(value.path) ? { path: opposite, labels: 0 } : unknown;
  }
  return value.number === undefined || !operator || textOf(machine.tree, operator) !== '-'
    ? value
    : { ...value, number: -value.number };
};

const evaluateLambda: Evaluate = (_machine, scope, node) => ({
  path: '',
  labels: 0,
  callable: { kind: 'function', node, scope, decorators: [] },
});

const byNode: Readonly<Record<string, Evaluate>> = {
  String: readText,
  FormatString: evaluateFormat,
  ContinuedString: (machine, scope, node) =>
    concatenate(
      childrenOf(node).map((child) => evaluate(machine, scope, child)),
      childrenOf(node).every((child) => child.name === 'String'),
    ),
  Number: readNumber,
  Boolean: (machine, _scope, node) => ({ path: `builtins.${textOf(machine.tree, node)}`, labels: 0 }),
  None: () => ({ path: 'builtins.None', labels: 0 }),
  VariableName: (machine, scope, node) => {
    const written = textOf(machine.tree, node);
    const name = written.normalize('NFKC');
    return name === written ? lookUp(scope, name) : withLabels(lookUp(scope, name), label.obscured);
  },
  MemberExpression: evaluateMember,
  CallExpression: (machine, scope, node) => evaluateCall(machine, scope, node, evaluators),
  BinaryExpression: evaluateBinary,
  UnaryExpression: evaluateUnary,
  AwaitExpression: evaluateInner,
  ParenthesizedExpression: evaluateInner,
  TupleExpression: evaluateSequence,
  ArrayExpression: evaluateSequence,
  SetExpression: evaluateSequence,
  DictionaryExpression: (machine, scope, node) => evaluateDictionary(machine, scope, node, evaluate),
  ConditionalExpression: evaluateConditional,
  LambdaExpression: evaluateLambda,
  NamedExpression: evaluateNamed,
  YieldExpression: evaluateYield,
  YieldStatement: evaluateYield,
};

const vouchable = ['VariableName', 'MemberExpression', 'CallExpression'];

/** The value of an expression, as far as the text tells; everything it calls or names is reported on the way. */
export const evaluate: Evaluate = (machine, scope, node) => {
  if (!machine.takeStep()) {
    return machine.isTooDeep() ? tooDeep : unknown;
  }
  const isComprehension = node.name.endsWith('ComprehensionExpression') || node.name === 'ComprehensionExpression';
  const value = isComprehension
    ? evaluateComprehension(machine, scope, childrenOf(node).slice(1, -1))
    : (byNode[node.name] ?? evaluateEach)(machine, scope, node);
  machine.leave();
  const isSuspect = vouchable.includes(node.name) && (labelsOf(value) & untrusted) !== 0;
  return isSuspect && node.to - node.from < 200 && isVouched(scope, textOf(machine.tree, node))
    ? withoutLabels(value, untrusted)
    : value;
};

/** What evaluating a call and its arguments needs of this file. */
export const evaluators: Evaluators = { evaluate, evaluateComprehension, attributeOf };

/** The value of a list of expressions with commas: the only one, or a tuple. */
export const evaluateList = (machine: Machine, scope: Scope, nodes: readonly SyntaxNode[]): Value => {
  const parts = separate(nodes);
  const [only] = parts;
  return parts.length === 1 && only
    ? evaluate(machine, scope, only)
    : { path: '', labels: 0, items: parts.map((each) => evaluate(machine, scope, each)) };
};
