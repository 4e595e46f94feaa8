import type { Machine } from './machine.ts';
import { unknown, type Value } from './values.ts';

/** Calls a method of one of the file's own objects where Python does so without it being named. */
export const invokeMethod = (
  machine: Machine,
  object: Value,
  method: string,
  args: readonly Value[] = [],
): Value | undefined => {
  const callable = object.entries?.get(method)?.callable;
  return callable && machine.invoke({ ...callable, self: object }, args, new Map()).value;
};

const operators: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '@': 'matmul',
  '|': 'or',
  '&': 'and',
  '^': 'xor',
  '<<': 'lshift',
  '>>': 'rshift',
  '**': 'pow',
  '==': 'eq',
  '!=': 'ne',
  '<': 'lt',
  '>': 'gt',
  '<=': 'le',
  '>=': 'ge',
};

/** What an operator makes of one of the file's own objects. */
export const invokeOperator = (machine: Machine, left: Value, operator: string, right: Value): Value | undefined => {
  const name = operators[operator];
  if (operator === 'in') {
    return invokeMethod(machine, right, '__contains__', [left]);
  }
  return name === undefined
    ? undefined
    : (invokeMethod(machine, left, `__${name}__`, [right]) ?? invokeMethod(machine, right, `__r${name}__`, [left]));
};

const functions: Readonly<Record<string, readonly string[]>> = {
  'builtins.str': ['__str__', '__repr__'],
  'builtins.repr': ['__repr__'],
  'builtins.print': ['__str__', '__repr__'],
  'builtins.format': ['__format__', '__str__'],
  'builtins.len': ['__len__'],
  'builtins.bool': ['__bool__', '__len__'],
  'builtins.int': ['__int__', '__index__'],
  'builtins.float': ['__float__'],
  'builtins.iter': ['__iter__'],
  'builtins.list': ['__iter__', '__next__'],
  'builtins.tuple': ['__iter__', '__next__'],
  'builtins.sorted': ['__iter__', '__next__'],
  'builtins.dict': ['__iter__', '__next__', 'keys', '__getitem__'],
  'builtins.next': ['__next__'],
  'builtins.hash': ['__hash__'],
};

/** Calls the methods that one of Python's own functions uses of an object of the file. */
export const invokeUsed = (machine: Machine, name: string, args: readonly Value[]): void => {
  for (const method of Object.hasOwn(functions, name) ? (functions[name] ?? []) : []) {
    for (const arg of args) {
      invokeMethod(machine, arg, method);
    }
  }
};

const property = /^(builtins\.property|functools\.cached_property)$/;

/** The value of a property of one of the file's own objects, or of any attribute that `__getattr__` makes up. */
export const readProperty = (machine: Machine, object: Value, member: Value | undefined): Value | undefined => {
  if (member) {
    const isProperty = member.callable?.decorators.some((each) => property.test(each));
    return isProperty && member.callable
      ? machine.invoke({ ...member.callable, self: object }, [], new Map()).value
      : undefined;
  }
  return invokeMethod(machine, object, '__getattr__', [unknown]);
};
