import { countedValues, type Counted, type Tally, totalOf } from './tally.ts';

/** A median with its interval of at least 95 % confidence; null where there is nothing, or too little. */
export type Median = {
  /** How many numbers it is of. */
  readonly count: number;
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
};

const TAIL = 0.025;

/**
 * The rank, from 1, of the number that bounds the interval from below; by symmetry the other bound has
 * it from the top. Null below six numbers, where no two of them reach 95 %.
 * Exact, from the binomial distribution with one half: Campbell and Gardner, BMJ 1988;296:1454-1456.
 */
export function intervalRank(count: number): number | null {
  let logProbability = count * Math.log(0.5);
  let below = Math.exp(logProbability);
  let rank = 0;
  while (below <= TAIL && rank < count) {
    logProbability += Math.log(count - rank) - Math.log(rank + 1);
    below += Math.exp(logProbability);
    rank += 1;
  }
  return rank === 0 ? null : rank;
}

/** Of an even count the median is half way between the two in the middle. */
export function medianOf(tally: Tally): Median {
  const counted = countedValues(tally);
  const count = totalOf(tally);
  if (count === 0) return { count, median: null, low: null, high: null };
  const middle = [Math.ceil(count / 2), Math.floor(count / 2) + 1];
  const [lower, upper] = middle.map((rank) => valueAt(counted, rank));
  const rank = intervalRank(count);
  return {
    count,
    median: ((lower ?? 0) + (upper ?? 0)) / 2,
    low: rank === null ? null : valueAt(counted, rank),
    high: rank === null ? null : valueAt(counted, count + 1 - rank),
  };
}

/** The number of this rank, from 1 for the smallest. */
function valueAt(counted: readonly Counted[], rank: number): number {
  let passed = 0;
  for (const { value, count } of counted) {
    passed += count;
    if (passed >= rank) return value;
  }
  throw new RangeError('There are not so many numbers');
}
