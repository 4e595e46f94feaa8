import { formatPercent, joinsBySlash, slash } from './fold.ts';
import { hole, label, labelsOf, type Value } from './values.ts';

/** Items of a list that are looked at. */
export const mostItems = 2000;
const longest = 100_000;

/** Something of which only the labels are known: those of all values. */
export const union = (values: readonly Value[]): Value => ({
  path: '',
  labels: values.reduce((sum, value) => sum | labelsOf(value), 0),
});

/** A value as a part of a text. */
export const shown = (value: Value): string => value.text ?? (value.number === undefined ? hole : String(value.number));

/** A text, as far as it is looked at. */
export const cut = (text: string): string => (text.length > longest ? text.slice(0, longest) : text);

/** Texts one after another. */
export const concatenate = (values: readonly Value[], isLiteral = false): Value => ({
  ...union(values),
  text: cut(values.map(shown).join('')),
  ...(isLiteral && { isLiteral }),
});

const add = (left: Value, right: Value): Value => {
  if (left.items && right.items) {
    return { path: '', labels: left.labels | right.labels, items: [...left.items, ...right.items].slice(0, mostItems) };
  }
  if (left.number !== undefined && right.number !== undefined) {
    return { path: '', labels: 0, number: left.number + right.number };
  }
  return left.text !== undefined || right.text !== undefined ? concatenate([left, right]) : union([left, right]);
};

const calculate = (left: Value, operator: '-' | '*' | '**', right: Value): Value => {
  const [a, b] = [left.number, right.number];
  if (a === undefined || b === undefined) {
    return left.items ? left : union([left, right]);
  }
  return { path: '', labels: 0, number: operator === '-' ? a - b : operator === '*' ? a * b : a ** b };
};

const codeOf = ({ number, text }: Value): number | undefined =>
  number ?? (text?.length === 1 ? text.charCodeAt(0) : undefined);

/** Exclusive or is how one hides a text with a key. */
const xor = (left: Value, right: Value): Value => {
  const [a, b] = [codeOf(left), codeOf(right)];
  const { labels } = union([left, right]);
  return a !== undefined && b !== undefined
    ? { path: '', labels: labels | label.decoded, number: a ^ b }
    : { path: '', labels: labels | label.decoded };
};

/** What an operator makes of two values. */
export const combine = (left: Value, operator: string, right: Value): Value => {
  switch (operator) {
    case '+':
      return add(left, right);
    case '%':
      return left.text === undefined
        ? union([left, right])
        : { ...union([left, right]), text: cut(formatPercent(left.text, right)) };
    case '/':
      return joinsBySlash(left, right) ? slash(left, right) : union([left, right]);
    case '^':
      return xor(left, right);
    case '-':
    case '*':
    case '**':
      return calculate(left, operator, right);
    case '|':
      return left.entries && right.entries
        ? { path: '', labels: left.labels | right.labels, entries: new Map([...left.entries, ...right.entries]) }
        : union([left, right]);
    default:
      return union([left, right]);
  }
};

const operatorFunctions: Readonly<Record<string, string>> = {
  'operator.add': '+',
  'operator.concat': '+',
  'operator.iadd': '+',
  'operator.sub': '-',
  'operator.mul': '*',
  'operator.pow': '**',
  'operator.mod': '%',
  'operator.truediv': '/',
  'operator.xor': '^',
  'operator.ixor': '^',
  'operator.or_': '|',
};

/** The value of a call to an operator as a function, or of one that runs it along a list. */
export const combineCall = (name: string, args: readonly Value[]): Value | undefined => {
  const [first, second, third] = args;
  const operator = operatorFunctions[name];
  if (operator !== undefined && first && second) {
    return combine(first, operator, second);
  }
  const along = name === 'functools.reduce' ? operatorFunctions[first?.path ?? ''] : undefined;
  const items = [...(third ? [third] : []), ...(second?.items ?? [])];
  const [start, ...rest] = items;
  return along !== undefined && start
    ? rest.slice(0, mostItems).reduce((sum, each) => combine(sum, along, each), start)
    : undefined;
};
