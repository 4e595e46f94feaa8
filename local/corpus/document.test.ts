import { expect, test } from 'vitest';
import { bullet, renderItems } from './document.ts';

const item = (name: string, length: number) => ({ name, text: 'x'.repeat(length) });

test('few items stand under their heading', () => {
  expect(renderItems('Parameters', [item('a', 3), item('b', 3)])).toBe('## Parameters\n\nxxx\nxxx');
});

test('many items are grouped under headings that name them, a long one alone', () => {
  const rendered = renderItems('Parameters', [item('a', 400), item('b', 400), item('c', 2000), item('d', 10)]);
  expect(rendered?.match(/^#.*/gm)).toEqual(['## Parameters', '### a, b', '### c', '### d']);
});

test('no items, no section', () => {
  expect(renderItems('Notes', [])).toBeUndefined();
});

test('an item keeps what follows its first line', () => {
  expect(bullet('one\ntwo\n\nthree')).toBe('- one\n  two\n\n  three');
});
