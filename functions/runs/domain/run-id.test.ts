import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newRunId } from './run-id.ts';

const instant = fc.date({ min: new Date(0), max: new Date('3000-01-01'), noInvalidDate: true });

it('is short and plain', () => {
  fc.assert(
    fc.property(instant, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (now, random) => {
      expect(newRunId(now, () => random)).toMatch(/^n-[0-9a-hjkmnp-tv-z]{12}$/);
    }),
  );
});

it('sorts by time', () => {
  fc.assert(
    fc.property(instant, instant, (one, other) => {
      fc.pre(one.getTime() < other.getTime());
      expect(newRunId(one, () => 0.999) < newRunId(other, () => 0)).toBe(true);
    }),
  );
});
