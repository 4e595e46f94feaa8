import type { Edit } from '../../../repositories/contract.ts';
import { findLineStarts } from './python-tree.ts';

interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const overlaps = (a: Replacement, b: Replacement): boolean => a.from < b.to && b.from < a.to;

/**
 * A text with patches applied, each whole or not at all: where two touch the same place the first one wins, and the other
 * is for the next round. Lines and columns are of the text without a byte order mark.
 */
export const applyEdits = (text: string, patches: readonly (readonly Edit[])[]): string => {
  const starts = findLineStarts(text);
  const offset = (line: number, column: number): number => (starts[line - 1] ?? text.length) + column - 1;
  const taken: Replacement[] = [];
  for (const patch of patches) {
    const replacements = patch.map((edit) => ({
      from: offset(edit.line, edit.column),
      to: offset(edit.endLine, edit.endColumn),
      text: edit.text,
    }));
    if (!replacements.some((each) => taken.some((other) => overlaps(each, other) || each.from === other.from))) {
      taken.push(...replacements);
    }
  }
  return taken
    .toSorted((a, b) => b.from - a.from)
    .reduce((changed, { from, to, text: inserted }) => changed.slice(0, from) + inserted + changed.slice(to), text);
};
