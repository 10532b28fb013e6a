import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intervalRank, medianOf } from './median.ts';
import { medianSurvival, survivalOf } from './survival.ts';
import { addTallies, noTally, tallyOf, totalOf } from './tally.ts';
import { wilsonShare } from './wilson.ts';

const numbers = fc.array(fc.integer({ min: -300, max: 300 }), { maxLength: 60 });

test('tallies of parts add up to that of the whole, in any order', () => {
  fc.assert(
    fc.property(numbers, numbers, (one, other) => {
      const whole = tallyOf([...one, ...other]);
      expect(addTallies(tallyOf(one), tallyOf(other))).toEqual(whole);
      expect(addTallies(tallyOf(other), tallyOf(one))).toEqual(whole);
      expect(addTallies(whole, noTally)).toEqual(whole);
      expect(totalOf(whole)).toBe(one.length + other.length);
    }),
  );
});

describe('a median', () => {
  test.for([
    [[], null],
    [[5], 5],
    [[1, 2], 1.5],
    [[3, 1, 2], 2],
    [[-10, 40, 40, 90], 40],
    [[-20, -10], -15],
  ] as const)('of %j is %s', ([values, expected]) => {
    expect(medianOf(tallyOf(values))).toMatchObject({ count: values.length, median: expected });
  });

  // Ranks of the 95 % interval: Campbell and Gardner, BMJ 1988;296:1454-1456, table of n = 6 to 100.
  test.for([
    [5, null],
    [6, 1],
    [8, 1],
    [9, 2],
    [10, 2],
    [12, 3],
    [15, 4],
    [20, 6],
    [25, 8],
    [30, 10],
    [50, 18],
    [100, 40],
  ] as const)('of %i has the bound of rank %s from either end', ([count, rank]) => {
    expect(intervalRank(count)).toBe(rank);
    const values = Array.from({ length: count }, (_, index) => index + 1);
    const { low, high } = medianOf(tallyOf(values));
    expect([low, high]).toEqual(rank === null ? [null, null] : [rank, count + 1 - rank]);
  });

  test('lies within its interval, and all within what was measured', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 6 }), (values) => {
        const { low, median, high } = medianOf(tallyOf(values));
        const ordered = [Math.min(...values), low, median, high, Math.max(...values)].map(Number);
        expect(ordered).toEqual(ordered.toSorted((one, other) => one - other));
      }),
    );
  });

  test('has a rank for very many', () => {
    // One half to the power of so many is nothing to a floating-point number.
    expect(intervalRank(1000)).toBe(469);
    expect(intervalRank(100_000)).toBeGreaterThan(49_600);
    expect(intervalRank(100_000)).toBeLessThan(50_000);
  });
});

describe("Wilson's interval", () => {
  // Newcombe, Stat Med 1998;17:857-872, table I, method 3.
  test.for([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const)('of %i in %i is %f to %f', ([count, of, low, high]) => {
    const share = wilsonShare(count, of);
    expect(share.low).toBeCloseTo(low, 4);
    expect(share.high).toBeCloseTo(high, 4);
  });

  test('of nothing is not there', () => {
    expect(wilsonShare(0, 0)).toEqual({ count: 0, of: 0, low: null, high: null });
  });

  test('holds the share, stays within 0 and 1, and is the mirror of that of the rest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(5000), (of, drawn) => {
        const count = drawn % (of + 1);
        const { low, high } = wilsonShare(count, of);
        const rest = wilsonShare(of - count, of);
        expect(Number(low)).toBeGreaterThanOrEqual(0);
        expect(Number(low)).toBeLessThanOrEqual(count / of);
        expect(Number(high)).toBeGreaterThanOrEqual(count / of);
        expect(Number(high)).toBeLessThanOrEqual(1);
        expect(Number(low)).toBeCloseTo(1 - Number(rest.high), 9);
      }),
    );
  });
});

describe('time until closure', () => {
  // Freireich et al., Blood 1963;21:699-716: weeks of remission, as in Cox and Oakes, Analysis of
  // Survival Data (1984), tables 1.1 and 4.1, and Kleinbaum and Klein, Survival Analysis.
  const treated = {
    events: tallyOf([6, 6, 6, 7, 10, 13, 16, 22, 23]),
    censored: tallyOf([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]),
  };
  const placebo = tallyOf([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]);

  test.for([
    [6, 21, 0.8571, 0.0764],
    [7, 17, 0.8067, 0.0869],
    [10, 15, 0.7529, 0.0963],
    [13, 12, 0.6902, 0.1068],
    [16, 11, 0.6275, 0.1141],
    [22, 7, 0.5378, 0.1282],
    [23, 6, 0.4482, 0.1346],
  ] as const)('on day %i with %i seen is %f, with the error %f', ([day, atRisk, share, error]) => {
    const step = survivalOf(treated.events, treated.censored).find((each) => each.day === day);
    expect(step?.atRisk).toBe(atRisk);
    expect(step?.share).toBeCloseTo(share, 3);
    expect(step?.standardError).toBeCloseTo(error, 3);
  });

  test('has a median that those who were only seen for a while do not make shorter', () => {
    const treatedMedian = medianSurvival(survivalOf(treated.events, treated.censored));
    expect(treatedMedian).toEqual({ median: 23, low: 13, high: null });
    const placeboMedian = medianSurvival(survivalOf(placebo, noTally));
    expect(placeboMedian).toEqual({ median: 8, low: 4, high: 11 });
  });

  test('has no median where fewer than half are known to have closed', () => {
    const steps = survivalOf(tallyOf([10]), tallyOf([20, 30]));
    expect(medianSurvival(steps).median).toBeNull();
    expect(medianSurvival(survivalOf(noTally, tallyOf([20, 30])))).toEqual({
      median: null,
      low: null,
      high: null,
    });
  });

  test('is the plain median where all have closed', () => {
    const days = fc.array(fc.nat(400), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(days, (closed) => {
        const { median } = medianSurvival(survivalOf(tallyOf(closed), noTally));
        const ordered = closed.toSorted((one, other) => one - other);
        expect(median).toBe(ordered[Math.ceil(closed.length / 2) - 1]);
      }),
    );
  });

  test('never falls below nothing nor rises, and more that are still open make it no shorter', () => {
    const days = fc.array(fc.nat(400), { maxLength: 50 });
    fc.assert(
      fc.property(days, days, (closed, open) => {
        const shares = survivalOf(tallyOf(closed), tallyOf(open)).map(({ share }) => share);
        expect(shares).toEqual(shares.toSorted((one, other) => other - one));
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(-1e-9);
        const alone = medianSurvival(survivalOf(tallyOf(closed), noTally)).median ?? 0;
        const among = medianSurvival(survivalOf(tallyOf(closed), tallyOf(open))).median;
        expect(among ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(alone);
      }),
    );
  });
});
