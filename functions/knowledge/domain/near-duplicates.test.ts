import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dropNearDuplicates } from './near-duplicates.ts';

const text =
  'Before the load is restarted, look whether the queue in front of it is empty, and tell the person on call of the warehouse what was found there, since a second load at the same time would count every line twice, and nobody would see it before the end of the month.';
const drop = (...texts: string[]) =>
  dropNearDuplicates(
    texts,
    (each) => each,
    () => '',
  );

it.each([
  ['the same', text],
  ['in other marks and spaces', text.replace('Before', '**Before**').replaceAll(', ', ' –  ')],
  ['but for a word', text.replace('second', 'further')],
])('drops what repeats a text: %s', (_name, again) => {
  expect(drop(text, again)).toEqual([text]);
});

it.each([
  ['a number', text.replace('second load', 'load after 5 minutes')],
  ['a name', text.replace('the queue', 'load_queue')],
  ['half of its words', text.slice(0, 150) + text.slice(0, 150).split(' ').reverse().join(' ')],
])('keeps what differs in %s', (_name, other) => {
  expect(drop(text, other)).toEqual([text, other]);
});

it('keeps the same text at another place, and short ones', () => {
  expect(
    dropNearDuplicates(
      [text, text],
      (each) => each,
      () => String(Math.random()),
    ),
  ).toHaveLength(2);
  expect(drop('None.', 'None.')).toHaveLength(2);
});

it('keeps all of texts that have different numbers, the first of each other, and their order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 }), (numbers) => {
      const texts = numbers.map((number) => `${number} ${text}`);
      expect(drop(...texts)).toEqual([...new Set(texts)]);
    }),
  );
});
