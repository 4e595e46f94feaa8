import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../python-tree.ts';
import type { Machine } from './machine.ts';
import { readString } from './read-string.ts';
import { literalLabels } from './sources.ts';
import { label, type Scope, textValue, unknown, type Value } from './values.ts';

/** The value of a string literal. */
export const readText = (machine: Machine, _scope: Scope, node: SyntaxNode): Value => {
  const read = readString(machine.tree, node);
  if (!read) {
    return unknown;
  }
  const labels = literalLabels(read.text, machine.restricted) | (read.isHidden ? label.decoded : 0);
  return { ...textValue(read.text, labels), isLiteral: true };
};

/** The value of a number literal. */
export const readNumber = (machine: Machine, _scope: Scope, node: SyntaxNode): Value => {
  const number = Number(textOf(machine.tree, node).replaceAll('_', ''));
  return { path: '', labels: 0, ...(Number.isFinite(number) && { number }) };
};
