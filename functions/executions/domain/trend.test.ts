import { describe, expect, it } from 'vitest';
import type { Execution } from '../contract.ts';
import { compareSpans } from './trend.ts';

const now = new Date('2026-01-31T00:00:00.000Z');
const day = 24 * 60 * 60 * 1000;

const execution = (daysAgo: number, state: Execution['state'], duration = 10): Execution => ({
  id: `n-${daysAgo}`,
  kind: 'run',
  name: 'nightly',
  resource: 'company/sales',
  state,
  triggeredBy: 'airflow',
  startedAt: new Date(now.getTime() - daysAgo * day).toISOString(),
  duration,
  correlationId: 'n',
});

/** So many executions within a span of seven days that begins so many days ago. */
const several = (count: number, daysAgo: number, state: Execution['state'], duration?: number): Execution[] =>
  Array.from({ length: count }, (_, index) => execution(daysAgo - 6.9 * (index / count), state, duration));

const weeks = (recent: readonly [failed: number, ended: number], before: readonly [failed: number, ended: number]) =>
  compareSpans(
    [
      ...several(recent[0], 6.95, 'failed'),
      ...several(recent[1] - recent[0], 6.95, 'success'),
      ...several(before[0], 13.95, 'failed'),
      ...several(before[1] - before[0], 13.95, 'success'),
    ],
    { now, days: 7 },
  );

describe('a trend', () => {
  it.each([
    [
      [7, 9],
      [1, 20],
      'failing more',
      '7 of 9 runs failed in the last 7 days, 1 of 20 in the 7 days before: it fails more than it used to.',
    ],
    [
      [0, 20],
      [9, 20],
      'failing less',
      '0 of 20 runs failed in the last 7 days, 9 of 20 in the 7 days before: it fails less than it used to.',
    ],
    [
      [2, 20],
      [1, 20],
      'unchanged',
      '2 of 20 runs failed in the last 7 days, 1 of 20 in the 7 days before: that is no more of a difference than chance makes.',
    ],
    [
      [0, 20],
      [0, 20],
      'unchanged',
      '0 of 20 runs failed in the last 7 days, 0 of 20 in the 7 days before: it is as reliable as it was.',
    ],
    [
      [3, 3],
      [0, 3],
      'too few to tell',
      '3 of 3 runs failed in the last 7 days, 0 of 3 in the 7 days before: that is too few to tell.',
    ],
    [
      [1, 1],
      [0, 0],
      'too few to tell',
      '1 of 1 run failed in the last 7 days, none in the 7 days before: that is too few to tell.',
    ],
    [
      [0, 0],
      [1, 4],
      'too few to tell',
      'No run ended in the last 7 days, 1 of 4 runs failed in the 7 days before: that is too few to tell.',
    ],
  ] as const)('of %j after %j is "%s"', (recent, before, verdict, summary) => {
    expect(weeks(recent, before)).toMatchObject({ verdict, summary });
  });

  it('tells the chance only where there is something to compare', () => {
    // Of the C(29,8) ways to fail 8 times, C(9,7)·C(20,1) are this one and C(9,8) are further apart.
    expect(weeks([7, 9], [1, 20]).chance).toBeCloseTo((36 * 20 + 9) / 4_292_145, 10);
    expect(weeks([1, 1], [0, 0])).not.toHaveProperty('chance');
  });

  it('counts no execution twice, and none that goes on, was cancelled, lost or is of another time', () => {
    const open = (['queued', 'running', 'cancelled', 'lost'] as const).map((state) => execution(1, state));
    const { recent, before } = compareSpans(
      [...open, execution(0, 'failed'), execution(7, 'failed'), execution(14, 'failed')],
      {
        now,
        days: 7,
      },
    );
    expect([recent.failed, before.failed]).toEqual([1, 1]);
    expect([recent.ended, before.ended]).toEqual([1, 1]);
    expect(before.to).toBe(recent.from);
  });

  it('has the median duration of successes, and says where it has clearly changed', () => {
    const slower = [
      ...several(6, 6.95, 'success', 84),
      ...several(6, 13.95, 'success', 42),
      execution(3, 'failed', 900),
    ];
    const trend = compareSpans(slower, { now, days: 7 });
    expect([trend.recent.duration, trend.before.duration]).toEqual([84, 42]);
    expect(trend.summary).toMatch(/; a success takes 84 s \(median\), up from 42 s\.$/);
    const hardly = [...several(6, 6.95, 'success', 48), ...several(6, 13.95, 'success', 42)];
    expect(compareSpans(hardly, { now, days: 7 }).summary).not.toContain('takes');
  });

  it('says nothing of durations after a few successes only', () => {
    const few = [...several(4, 6.95, 'success', 84), ...several(9, 13.95, 'success', 42)];
    expect(compareSpans(few, { now, days: 7 }).summary).not.toContain('takes');
  });

  it('is of single days too', () => {
    expect(compareSpans([execution(0.5, 'failed')], { now, days: 1 }).summary).toContain(
      'in the last day, none in the day before',
    );
  });
});
