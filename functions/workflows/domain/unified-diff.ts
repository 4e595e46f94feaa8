import { diff } from 'node:util';

/** Lines around a change. */
const context = 3;

/** Lines that differ at most, of either text, for the shortest way from one to the other to be searched for. */
const searched = 1_000;

type Sign = ' ' | '-' | '+';
type Line = readonly [sign: Sign, text: string];

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

const signed = (sign: Sign, lines: readonly string[]): Line[] => lines.map((line) => [sign, line] as const);

const signs: Readonly<Record<number, Sign>> = { [-1]: '+', 0: ' ', 1: '-' };

const compareMiddle = (from: readonly string[], to: readonly string[]): Line[] =>
  Math.min(from.length, to.length) === 0 || Math.max(from.length, to.length) > searched
    ? [...signed('-', from), ...signed('+', to)]
    : diff(from, to).map(([operation, line]) => [signs[operation] ?? ' ', line] as const);

const countEqual = (from: readonly string[], to: readonly string[]): number => {
  const end = Math.min(from.length, to.length);
  let count = 0;
  while (count < end && from[count] === to[count]) {
    count += 1;
  }
  return count;
};

const compareLines = (from: readonly string[], to: readonly string[]): Line[] => {
  const head = countEqual(from, to);
  const tail = countEqual(from.slice(head).reverse(), to.slice(head).reverse());
  const middle = compareMiddle(from.slice(head, from.length - tail), to.slice(head, to.length - tail));
  return [...signed(' ', from.slice(0, head)), ...middle, ...signed(' ', from.slice(from.length - tail))];
};

/** Where each stretch of changes, with what is around it, begins and ends. */
const findHunks = (lines: readonly Line[]): { start: number; end: number }[] => {
  const hunks: { start: number; end: number }[] = [];
  for (const [index, [sign]] of lines.entries()) {
    if (sign === ' ') {
      continue;
    }
    const [start, end] = [Math.max(index - context, 0), Math.min(index + context + 1, lines.length)];
    const last = hunks.at(-1);
    if (last && start <= last.end) {
      last.end = end;
    } else {
      hunks.push({ start, end });
    }
  }
  return hunks;
};

const count = (lines: readonly Line[], without: Sign): number => lines.filter(([sign]) => sign !== without).length;

/** What turns one text into the other, as `diff -u` writes it; empty where they are equal. */
export const unifiedDiff = (
  from: string,
  to: string,
  names: { readonly from: string; readonly to: string },
): string => {
  const lines = compareLines(linesOf(from), linesOf(to));
  const range = (before: readonly Line[], hunk: readonly Line[], without: Sign): string => {
    const length = count(hunk, without);
    return `${count(before, without) + (length > 0 ? 1 : 0)},${length}`;
  };
  const hunks = findHunks(lines).map(({ start, end }) => {
    const [before, hunk] = [lines.slice(0, start), lines.slice(start, end)];
    const head = `@@ -${range(before, hunk, '+')} +${range(before, hunk, '-')} @@`;
    return [head, ...hunk.map(([sign, text]) => `${sign}${text}`)].join('\n');
  });
  return hunks.length === 0 ? '' : `${[`--- ${names.from}`, `+++ ${names.to}`, ...hunks].join('\n')}\n`;
};
