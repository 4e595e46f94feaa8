import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTimes } from './read-times.ts';

const clock = { now: new Date('2026-11-21T15:30:00Z'), timeZone: 'Europe/Vienna' };

const read = (text: string) => readTimes(text, clock).map(({ since, until }) => [since, until]);

describe('times in a message', () => {
  it.each([
    ['why did it fail last night', '2026-11-20T17:00:00.000Z', '2026-11-21T07:00:00.000Z'],
    ['what ran today', '2026-11-20T23:00:00.000Z', '2026-11-21T23:00:00.000Z'],
    ['what failed yesterday', '2026-11-19T23:00:00.000Z', '2026-11-20T23:00:00.000Z'],
    ['this week', '2026-11-15T23:00:00.000Z', '2026-11-22T23:00:00.000Z'],
    ['last week', '2026-11-08T23:00:00.000Z', '2026-11-15T23:00:00.000Z'],
    ['this month', '2026-10-31T23:00:00.000Z', '2026-11-30T23:00:00.000Z'],
    ['last month', '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
    ['this morning', '2026-11-20T23:00:00.000Z', '2026-11-21T11:00:00.000Z'],
    ['yesterday evening', '2026-11-20T16:00:00.000Z', '2026-11-20T23:00:00.000Z'],
    ['in the last 24 hours', '2026-11-20T15:30:00.000Z', '2026-11-21T15:30:00.000Z'],
    ['over the last 3 days', '2026-11-18T15:30:00.000Z', '2026-11-21T15:30:00.000Z'],
    ['on monday', '2026-11-15T23:00:00.000Z', '2026-11-16T23:00:00.000Z'],
    ['on 2026-11-03', '2026-11-02T23:00:00.000Z', '2026-11-03T23:00:00.000Z'],
    ['from 9am to 11am', '2026-11-21T08:00:00.000Z', '2026-11-21T10:00:00.000Z'],
    ['since yesterday', '2026-11-19T23:00:00.000Z', undefined],
    ['before yesterday', undefined, '2026-11-19T23:00:00.000Z'],
    ['after 5 pm yesterday', '2026-11-20T16:00:00.000Z', undefined],
    ['since midnight', '2026-11-20T23:00:00.000Z', undefined],
    ['from thursday up to the end of yesterday', '2026-11-18T23:00:00.000Z', '2026-11-20T23:00:00.000Z'],
    ['between 2 and 4', '2026-11-21T01:00:00.000Z', '2026-11-21T03:00:00.000Z'],
    ['between 18:30 and 20:00', '2026-11-20T17:30:00.000Z', '2026-11-20T19:00:00.000Z'],
    ['from noon to 3 pm', '2026-11-21T11:00:00.000Z', '2026-11-21T14:00:00.000Z'],
  ])('%s', (text, since, until) => {
    expect(read(text)).toEqual([[since, until]]);
  });

  it.each([
    ['this morning between 4 and 6', '2026-11-21T03:00:00.000Z', '2026-11-21T05:00:00.000Z'],
    ["yesterday morning between two and four o'clock", '2026-11-20T01:00:00.000Z', '2026-11-20T03:00:00.000Z'],
    ['did it fail between 1 and 3 yesterday afternoon?', '2026-11-20T12:00:00.000Z', '2026-11-20T14:00:00.000Z'],
    [
      'which failed between two and four in the afternoon yesterday',
      '2026-11-20T13:00:00.000Z',
      '2026-11-20T15:00:00.000Z',
    ],
    ['between 12 am and 6 am', '2026-11-20T23:00:00.000Z', '2026-11-21T05:00:00.000Z'],
    ['between 9 and 5 on friday', '2026-11-20T08:00:00.000Z', '2026-11-20T16:00:00.000Z'],
    ['from 9 to 5 pm yesterday', '2026-11-20T08:00:00.000Z', '2026-11-20T16:00:00.000Z'],
    ['from 11 to 1 pm yesterday', '2026-11-20T10:00:00.000Z', '2026-11-20T12:00:00.000Z'],
    ['between noon and 6 yesterday', '2026-11-20T11:00:00.000Z', '2026-11-20T17:00:00.000Z'],
    ['between 10 pm and 2 on thursday', '2026-11-19T21:00:00.000Z', '2026-11-20T01:00:00.000Z'],
    ['between 10 and 2 last night', '2026-11-20T21:00:00.000Z', '2026-11-21T01:00:00.000Z'],
    ['last night between 1 and 3', '2026-11-21T00:00:00.000Z', '2026-11-21T02:00:00.000Z'],
    ['between 11 pm and midnight on thursday', '2026-11-19T22:00:00.000Z', '2026-11-19T23:00:00.000Z'],
  ])('%s: hours of a day', (text, since, until) => {
    expect(read(text)[0]).toEqual([since, until]);
    expect(new Set(read(text).map(String)).size).toBe(1);
  });

  it.each([
    'run it now',
    'what may I do',
    'between 2 and 4 runs',
    'between 10:99 and 11',
    'the last run',
    'try 2',
    'run nightly_sales',
  ])('%s names none', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('knows that a day in which the clocks change is not 24 hours long', () => {
    const now = new Date('2026-10-25T12:00:00Z');
    const [today] = readTimes('today', { now, timeZone: 'Europe/Vienna' });
    expect(today).toMatchObject({ since: '2026-10-24T22:00:00.000Z', until: '2026-10-25T23:00:00.000Z' });
  });

  it('survives whatever people write', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (text) => {
        for (const { start, end } of readTimes(text, clock)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
