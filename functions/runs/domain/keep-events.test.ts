import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fairShare, keepEvents, type Sized } from './keep-events.ts';

const event = (line: number, isAlarming = false, size = 1): Sized => ({ line, lines: ['x'], size, isAlarming });
const keep = (events: readonly Sized[], limits: Partial<Parameters<typeof keepEvents>[0]> = {}) => {
  const keeper = keepEvents<Sized>({ events: 3, alarming: 2, size: 1_000, ...limits });
  for (const each of events) {
    keeper.add(each);
  }
  const { kept, leftOut } = keeper.finish();
  return { lines: kept.map(({ line }) => line), leftOut };
};
const numbered = (count: number, alarming: readonly number[] = []) =>
  Array.from({ length: count }, (_, index) => event(index + 1, alarming.includes(index + 1)));

describe('what is kept of a log', () => {
  it('is all of a short one', () => {
    expect(keep(numbered(6))).toEqual({ lines: [1, 2, 3, 4, 5, 6], leftOut: 0 });
  });

  it('is the beginning, the end, and the last of what is alarming in between', () => {
    expect(keep(numbered(100, [2, 20, 30, 40, 99]))).toEqual({ lines: [1, 2, 3, 30, 40, 98, 99, 100], leftOut: 92 });
  });

  it('fits into the size it may have, but for one event each', () => {
    const events = fc.array(fc.tuple(fc.nat(50), fc.boolean()));
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 400 }), (sizes, size) => {
        const all = sizes.map(([of, isAlarming], index) => event(index + 1, isAlarming, of));
        const { lines, leftOut } = keep(all, { events: 10, alarming: 10, size });
        expect(lines.reduce((sum, line) => sum + (all[line - 1]?.size ?? 0), 0)).toBeLessThanOrEqual(size + 150);
        expect(lines).toEqual(lines.toSorted((a, b) => a - b));
        expect(lines.length + leftOut).toBe(all.length);
        expect(lines.includes(1) || all.length === 0).toBe(true);
        expect(lines.includes(all.length) || all.length === 0).toBe(true);
      }),
    );
  });
});

it('a fair share leaves nobody with less than another gave away', () => {
  expect(fairShare([1, 2, 3], 10)).toBe(10);
  expect(fairShare([1, 100, 100], 21)).toBe(10);
  fc.assert(
    fc.property(fc.array(fc.nat(1_000)), fc.nat(5_000), (sizes, total) => {
      const share = fairShare(sizes, total);
      expect(sizes.reduce((sum, size) => sum + Math.min(size, share), 0)).toBeLessThanOrEqual(total + 0.001);
    }),
  );
});
