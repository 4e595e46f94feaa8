import { expect, it } from 'vitest';
import { showTime } from './show-time.ts';

it.each([
  ['UTC', '2026-11-21 23:30 UTC'],
  ['Europe/Vienna', '2026-11-22 00:30 CET'],
  ['America/New_York', '2026-11-21 18:30 GMT-5'],
])('a time is shown as in %s', (timeZone, shown) => {
  expect(showTime('2026-11-21T23:30:00.000Z', timeZone)).toBe(shown);
});
