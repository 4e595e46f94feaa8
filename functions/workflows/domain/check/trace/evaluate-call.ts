import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../python-tree.ts';
import { resultOf } from './call-result.ts';
import { type Arguments, type Evaluators, evaluateArguments } from './evaluate-arguments.ts';
import { followWrites, withFile } from './files.ts';
import { mentions, vouch } from './guards.ts';
import { invokeUsed } from './implicit-calls.ts';
import { type Machine, partOf } from './machine.ts';
import { followMacros } from './macros.ts';
import { fileLabels } from './sources.ts';
import { type Call, hole, label, labelsOf, type Scope, unknown, type Value, withLabels } from './values.ts';

const mutators = [
  'append',
  'extend',
  'add',
  'update',
  'insert',
  'setdefault',
  'appendleft',
  'write',
  'writelines',
  'attach',
  'set_content',
  'put',
  'read',
];

/** A list, dictionary or file that is given something holds it from now on. */
const mutate = (machine: Machine, scope: Scope, callee: SyntaxNode, call: Call): void => {
  const [owner, , method] = childrenOf(callee);
  if (!owner || !method || !mutators.includes(textOf(machine.tree, method)) || owner.name !== 'VariableName') {
    return;
  }
  const name = textOf(machine.tree, owner);
  const known = scope.names.get(name);
  if (!known) {
    return;
  }
  const isRead = textOf(machine.tree, method) === 'read';
  const labels = [...call.args, ...call.keywords.values()].reduce(
    (sum, value) => sum | labelsOf(value) | (isRead ? fileLabels(value.text) : 0),
    0,
  );
  const [first] = call.args;
  const grown =
    known.items && first && known.items.length < 200
      ? {
          ...known,
          items:
            textOf(machine.tree, method) === 'extend' && first.items
              ? [...known.items, ...first.items]
              : [...known.items, first],
        }
      : known;
  for (const [key, value] of [...(first?.entries ?? []), ...(known.entries ? call.keywords : [])]) {
    known.entries?.set(key, value);
  }
  scope.names.set(name, withLabels(grown, labels));
};

/** A function that another one is told to call, with the arguments it will get. */
interface HandedOver {
  readonly value: Value;
  readonly args: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
}

const handedOver = ({ name, args, keywords }: Call): HandedOver | undefined => {
  const target = keywords.get('python_callable') ?? keywords.get('target');
  if (target?.callable) {
    const given = keywords.get('op_args') ?? keywords.get('args');
    const named = keywords.get('op_kwargs') ?? keywords.get('kwargs');
    return { value: target, args: given?.items ?? [], keywords: named?.entries ?? new Map() };
  }
  const key = keywords.get('key');
  if (key?.callable && /(^|\.)(sorted|min|max|sort|groupby|nlargest|nsmallest)$/.test(name)) {
    return { value: key, args: args.slice(0, 1).map((arg) => partOf(arg, `${arg.path}[]`)), keywords: new Map() };
  }
  const isRunner =
    /(^|\.)(map|filter|submit|register|run_in_executor|starmap|apply|apply_async|Timer|to_thread|start_new_thread|call_soon)$/;
  const index = args.findIndex((arg) => arg.callable?.kind === 'function');
  const value = args[index];
  if (!value || !isRunner.test(name)) {
    return undefined;
  }
  const rest = args
    .slice(index + 1)
    .map((arg) => (/(map|filter|starmap)$/.test(name) ? partOf(arg, `${arg.path}[]`) : arg));
  return { value, args: rest, keywords };
};

/** Follows a function that another one calls; an operator calls it as a task. */
const followHandedOver = (machine: Machine, call: Call, { value, args, keywords }: HandedOver): Value => {
  const before = machine.phase;
  machine.phase = call.keywords.has('python_callable') ? 'task' : before;
  const outcome = value.callable && machine.invoke(value.callable, args, keywords);
  machine.phase = before;
  return outcome?.value ?? unknown;
};

/** What `functools.partial` makes of a function. */
const bindArguments = (target: Value, { args, keywords }: Call): Value => ({
  ...target,
  bound: {
    args: [...(target.bound?.args ?? []), ...args.slice(1)],
    keywords: new Map([...(target.bound?.keywords ?? []), ...keywords]),
  },
});

const withBound = (given: Arguments, { bound }: Value): Arguments =>
  bound
    ? {
        args: [...bound.args, ...given.args],
        keywords: new Map([...bound.keywords, ...given.keywords]),
        nodes: [],
      }
    : given;

/** Methods that put what comes over the network into an object that they are given. */
const filling =
  /\.(getfo|download_fileobj|download_to_file|download_file_to_stream|recv_into|recvfrom_into|readinto|retrbinary|retrlines|retrieve_file)$/;

/** An object that something is downloaded into holds it from now on. */
const fill = (scope: Scope, machine: Machine, { name }: Call, nodes: readonly SyntaxNode[]): void => {
  for (const node of filling.test(name) ? nodes : []) {
    const root = node.name === 'MemberExpression' ? node.firstChild : node;
    const known = root?.name === 'VariableName' ? scope.names.get(textOf(machine.tree, root)) : undefined;
    if (root && known && known.text === undefined) {
      scope.names.set(textOf(machine.tree, root), withLabels(known, label.network));
    }
  }
};

/** The call that one of a `methodcaller` comes to. */
const calledByName = (machine: Machine, { attributeOf }: Evaluators, call: Call): Call => {
  const { made, path } = call.callee;
  const [receiver] = call.args;
  const [method, ...args] = made?.args ?? [];
  if (path !== 'operator.methodcaller()' || !receiver || method?.text === undefined) {
    return call;
  }
  const callee = withLabels(attributeOf(machine, receiver, method.text), method.isLiteral ? 0 : label.obscured);
  return { ...call, name: callee.path, callee, receiver, args, keywords: made?.keywords ?? call.keywords };
};

/** A mapped operator is given its arguments in two calls: `X.partial(…).expand(…)`. */
const operatorName = (name: string): string =>
  name.replace(/((?:Operator|Sensor))\.partial(\(\)\.expand(_kwargs)?)?$/, '$1');

/** Tells of a call also what it is where a value is another one of those that it may be. */
const emitOthers = (machine: Machine, call: Call): void => {
  for (const callee of call.callee.others ?? []) {
    machine.emit({ ...call, callee, name: operatorName(callee.path) });
  }
  for (const [index, arg] of call.args.entries()) {
    for (const other of arg.others ?? []) {
      machine.emit({ ...call, args: call.args.with(index, other) });
    }
  }
  for (const [key, value] of call.keywords) {
    for (const other of value.others ?? []) {
      machine.emit({ ...call, keywords: new Map(call.keywords).set(key, other) });
    }
  }
};

/** The value of a call; what it calls is reported, and followed where it is the file's own. */
export const evaluateCall = (machine: Machine, scope: Scope, node: SyntaxNode, evaluators: Evaluators): Value => {
  const calleeNode = node.firstChild;
  const list = node.getChild('ArgList');
  if (!calleeNode || !list) {
    return unknown;
  }
  const owner =
    calleeNode.name === 'MemberExpression' && calleeNode.lastChild?.name === 'PropertyName'
      ? calleeNode.firstChild
      : undefined;
  const method = owner && calleeNode.lastChild ? textOf(machine.tree, calleeNode.lastChild) : '';
  // Once only: a chain of calls would double the work with each.
  const receiver = owner ? evaluators.evaluate(machine, scope, owner) : undefined;
  const callee = receiver
    ? evaluators.attributeOf(machine, receiver, method)
    : evaluators.evaluate(machine, scope, calleeNode);
  const given = withBound(evaluateArguments(machine, scope, list, evaluators), callee);
  const call = calledByName(machine, evaluators, {
    kind: 'call',
    name: operatorName(callee.path === '' && method !== '' ? `.${method}` : callee.path),
    callee,
    receiver,
    args: given.args.map((arg) => withFile(machine, arg)),
    keywords: new Map([...given.keywords].map(([key, value]) => [key, withFile(machine, value)])),
    at: node.from,
    phase: machine.phase,
  });
  machine.emit(call);
  emitOthers(machine, call);
  followMacros(machine, call.keywords);
  followWrites(machine, call);
  mutate(machine, scope, calleeNode, call);
  fill(scope, machine, call, given.nodes);
  if (/^functools\.partial(method)?$/.test(call.name) && call.args[0]) {
    return bindArguments(call.args[0], call);
  }
  const handed = handedOver(call);
  if (handed) {
    const value = followHandedOver(machine, call, handed);
    const id = call.keywords.get('task_id')?.text;
    if (id !== undefined) {
      machine.returned.set(id, labelsOf(value));
    }
    const isMade = call.keywords.has('python_callable');
    return isMade ? { path: `${call.name}()`, labels: 0, made: call, entries: new Map([['output', value]]) } : value;
  }
  if (callee.callable) {
    if (method === 'override') {
      return callee;
    }
    const outcome = machine.invoke(callee.callable, call.args, call.keywords);
    for (const index of outcome.vouched) {
      const argument = given.nodes[index];
      if (argument) {
        vouch(scope, mentions(machine.tree, argument));
      }
    }
    const isOther = callee.callable.kind === 'class' && outcome.value.path !== '';
    return method === 'partial' ? callee : isOther ? { ...outcome.value, made: call } : outcome.value;
  }
  const itself = callee.entries?.get('__call__');
  if (itself?.callable) {
    return machine.invoke({ ...itself.callable, self: callee }, call.args, call.keywords).value;
  }
  if (
    (call.name === 'builtins.exec' || call.name === 'builtins.eval') &&
    call.args[0]?.text &&
    !call.args[0].text.includes(hole)
  ) {
    machine.runText(call.args[0].text, node.from);
  }
  invokeUsed(machine, call.name, call.args);
  const [object, attribute, value] = call.args;
  if (call.name === 'builtins.setattr' && object && attribute?.text !== undefined && value) {
    const { at, phase } = call;
    machine.emit({
      kind: 'store',
      name: object.path === '' ? '' : `${object.path}.${attribute.text}`,
      value,
      at,
      phase,
    });
  }
  return resultOf(machine, scope, call);
};
