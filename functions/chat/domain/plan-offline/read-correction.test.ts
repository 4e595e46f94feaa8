import { expect, it } from 'vitest';
import { readCorrection } from './read-correction.ts';

it.each([
  ['no, I meant weekly_orders', 'weekly_orders', true],
  ['I meant weekly_orders, not nightly_sales', 'weekly_orders', true],
  ['No, not nightly_sales. I mean the weekly orders', 'not nightly_sales. I mean the weekly orders', true],
  ['no, run weekly_orders instead', 'run weekly_orders', true],
  ['wait, show me the log', 'show me the log', true],
  ['stop nightly_sales', 'stop nightly_sales', false],
  ['no runs today?', 'no runs today?', false],
  ['run weekly_orders instead of nightly_sales', 'run weekly_orders instead of nightly_sales', false],
  ['is it live', 'is it live', false],
  ['no', 'no', false],
])('“%s”', (message, text, isCorrection) => {
  expect(readCorrection(message)).toEqual({ text, isCorrection });
});
