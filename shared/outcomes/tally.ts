/**
 * How often each whole number was seen, by the number as text. Tallies of parts add up to that of the
 * whole, whatever the parts and their order.
 */
export type Tally = Readonly<Record<string, number>>;

export const noTally: Tally = {};

export function tallyOf(values: readonly number[]): Tally {
  const tally: Record<string, number> = {};
  for (const value of values) tally[value] = (tally[value] ?? 0) + 1;
  return tally;
}

export function addTallies(one: Tally, other: Tally): Tally {
  const sum: Record<string, number> = { ...one };
  for (const [value, count] of Object.entries(other)) sum[value] = (sum[value] ?? 0) + count;
  return sum;
}

export type Counted = { readonly value: number; readonly count: number };

/** The numbers of a tally with their counts, the smallest first. */
export function countedValues(tally: Tally): readonly Counted[] {
  return Object.entries(tally)
    .map(([value, count]) => ({ value: Number(value), count }))
    .toSorted((one, other) => one.value - other.value);
}

export function totalOf(tally: Tally): number {
  return Object.values(tally).reduce((sum, count) => sum + count, 0);
}
