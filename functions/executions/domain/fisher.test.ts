import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fisherExact, type Share } from './fisher.ts';

const choose = (n: number, k: number): bigint => {
  let result = 1n;
  for (let i = 0; i < k; i += 1) {
    result = (result * BigInt(n - i)) / BigInt(i + 1);
  }
  return result;
};

/** The same in whole numbers, which lose nothing. */
const naively = (one: Share, other: Share): number => {
  const failed = one.failed + other.failed;
  const ways = (k: number): bigint =>
    k > one.ended || failed - k > other.ended ? 0n : choose(one.ended, k) * choose(other.ended, failed - k);
  const all = Array.from({ length: failed + 1 }, (_, k) => ways(k));
  const sum = (of: readonly bigint[]): bigint => of.reduce((total, each) => total + each, 0n);
  const precision = 10n ** 15n;
  return Number((sum(all.filter((each) => each <= ways(one.failed))) * precision) / sum(all)) / 1e15;
};

const share = (max: number): fc.Arbitrary<Share> =>
  fc.nat({ max }).chain((ended) => fc.nat({ max: ended }).map((failed) => ({ failed, ended })));

describe("Fisher's exact test", () => {
  it('agrees with whole numbers', () => {
    fc.assert(
      fc.property(share(60), share(60), (one, other) => {
        expect(fisherExact(one, other)).toBeCloseTo(naively(one, other), 9);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same from either side, whatever counts as failing, and always a chance', () => {
    const turned = ({ failed, ended }: Share): Share => ({ failed: ended - failed, ended });
    fc.assert(
      fc.property(share(5_000), share(5_000), (one, other) => {
        const chance = fisherExact(one, other);
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
        expect(fisherExact(other, one)).toBeCloseTo(chance, 9);
        expect(fisherExact(turned(one), turned(other))).toBeCloseTo(chance, 9);
      }),
      { numRuns: 50 },
    );
  });

  // The first two are examples of R's `?fisher.test`: the lady tasting tea, convictions of twins.
  it.each([
    [{ failed: 3, ended: 4 }, { failed: 1, ended: 4 }, 0.4857143],
    [{ failed: 2, ended: 12 }, { failed: 15, ended: 18 }, 0.0005367],
    [{ failed: 0, ended: 0 }, { failed: 0, ended: 0 }, 1],
    [{ failed: 0, ended: 40 }, { failed: 0, ended: 40 }, 1],
  ])('gives what R gives for %o and %o', (one, other, chance) => {
    expect(fisherExact(one, other)).toBeCloseTo(chance, 6);
  });

  it('tells the smallest chances of the largest groups apart from nothing', () => {
    const chance = fisherExact({ failed: 300, ended: 12_000 }, { failed: 100, ended: 12_000 });
    expect(chance).toBeGreaterThan(0);
    expect(chance).toBeLessThan(1e-20);
  });
});
