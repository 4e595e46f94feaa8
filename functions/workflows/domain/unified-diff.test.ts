import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

const names = { from: 'a/x.py', to: 'b/x.py' };
const text = (...lines: string[]) => lines.map((line) => `${line}\n`).join('');
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}`);

/** What `patch` makes of a text, whose first line is not empty. */
const patch = (from: string, diff: string): string => {
  const before = from === '' ? [] : from.replace(/\n$/, '').split('\n');
  const after: string[] = [];
  let read = 0;
  for (const line of diff.split('\n').slice(2, -1)) {
    const head = /^@@ -(\d+),(\d+)/.exec(line);
    if (head) {
      const start = Number(head[1]) - (Number(head[2]) > 0 ? 1 : 0);
      after.push(...before.slice(read, start));
      read = start;
    } else if (line.startsWith('+')) {
      after.push(line.slice(1));
    } else {
      expect(before[read]).toBe(line.slice(1));
      after.push(...(line.startsWith(' ') ? [line.slice(1)] : []));
      read += 1;
    }
  }
  return text(...after, ...before.slice(read));
};

it('says where a change is and what is around it', () => {
  const from = numbers(20);
  const to = from.map((line) => (line === '10' ? 'ten' : line));
  expect(unifiedDiff(text(...from), text(...to), names)).toBe(
    text('--- a/x.py', '+++ b/x.py', '@@ -7,7 +7,7 @@', ' 7', ' 8', ' 9', '-10', '+ten', ' 11', ' 12', ' 13'),
  );
});

it('keeps changes apart that are far from one another', () => {
  const diff = unifiedDiff(text(...numbers(40)), text('x', ...numbers(40), 'y'), names);
  expect(diff.match(/^@@ .*$/gm)).toEqual(['@@ -1,3 +1,4 @@', '@@ -38,3 +39,4 @@']);
});

it('of a new file and of a deleted one says so as `diff -u` does', () => {
  expect(unifiedDiff('', text('a'), names)).toContain('@@ -0,0 +1,1 @@\n+a\n');
  expect(unifiedDiff(text('a'), '', names)).toContain('@@ -1,1 +0,0 @@\n-a\n');
});

it('of equal texts is empty', () => {
  expect(unifiedDiff(text('a'), text('a'), names)).toBe('');
});

it('turns any text into any other', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
  fc.assert(
    fc.property(lines, lines, (from, to) => {
      const diff = unifiedDiff(text(...from), text(...to), names);
      expect(diff === '' ? text(...from) : patch(text(...from), diff)).toBe(text(...to));
    }),
  );
});

it('of two long texts without anything in common takes no longer than a moment', () => {
  const diff = unifiedDiff(text(...numbers(50_000)), text(...numbers(50_000).map((line) => `${line}!`)), names);
  expect(diff.split('\n').length).toBeGreaterThan(100_000);
}, 2_000);
