import { expect, test } from 'vitest';
import { markedLines } from './marked-lines.ts';

test('shows whole lines, those with most of what was found, in their order', () => {
  const text =
    'a\nload «failed»\nb\n«Connection» «refused» by warehouse\nc «failed»\n«failed» again\n«refused» «warehouse»';
  expect(markedLines(text)).toEqual(['load «failed»', '«Connection» «refused» by warehouse', '«refused» «warehouse»']);
});

test('shows a long line from shortly before the first mark', () => {
  const [line = ''] = markedLines(`${'x'.repeat(500)} «Key»«Error»: '«absent»' ${'y'.repeat(500)}`);
  expect(line).toMatch(/^…x+ «Key»«Error»: '«absent»' y+…$/);
  expect(line.length).toBeLessThanOrEqual(302);
});

test('shows nothing where nothing is marked', () => {
  expect(markedLines('a\nb')).toEqual([]);
});
