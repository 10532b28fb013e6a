import { describe, expect, test } from 'vitest';
import { simulate, type Step } from '../torture/sync-model/simulate.ts';
import { FAULTS } from '../torture/sync-model/switches.ts';
import { findFault, tryHistories } from '../torture/sync-model/trial.ts';

const SEED = 20261123;
const HISTORIES = 2000;
const LONGEST = 70;
/** Of everything that can go wrong, so often at least. */
const FEWEST = 50;
/** Most show within ten. */
const MOST_RUNS_OF_A_FAULT = 1000;

/** Shown by chance in one history of thousands: two restores, and an edit of what another had lost. */
const GIVEN_BACK_LATE: readonly Step[] = [
  { kind: 'act', station: 2, pick: 34, other: 24 },
  { kind: 'call', station: 5, pick: 5, other: 21 },
  { kind: 'call', station: 10, pick: 5, other: 0 },
  { kind: 'call', station: 2, pick: 5, other: 0 },
  { kind: 'act', station: 4, pick: 57, other: 49 },
  { kind: 'call', station: 4, pick: 1, other: 9 },
  { kind: 'call', station: 11, pick: 4, other: 0 },
  { kind: 'restore', station: 0, pick: 0, other: 49 },
  { kind: 'restore', station: 0, pick: 10, other: 0 },
  { kind: 'call', station: 1, pick: 1, other: 0 },
  { kind: 'call', station: 0, pick: 41, other: 43 },
];

describe('devices and a server', () => {
  test(`lose nothing, double nothing and come to the same, whatever the network, clocks, restores and clones do (seed ${SEED})`, {
    timeout: 240_000,
  }, () => {
    const { runs, sums, problem } = tryHistories({ seed: SEED, runs: HISTORIES, longest: LONGEST });
    expect(problem).toBeNull();
    expect(runs).toBe(HISTORIES);
    for (const count of Object.values(sums)) expect(count).toBeGreaterThan(FEWEST);
  });

  test('give back what was lost in its old order, and the fault othersFirst is seen', () => {
    expect(() => simulate(GIVEN_BACK_LATE)).not.toThrow();
    expect(() => simulate(GIVEN_BACK_LATE, ['othersFirst'])).toThrow(/^I8 /);
  });

  test.each(FAULTS.filter((fault) => fault !== 'othersFirst'))(
    'do not with the fault %s, and this is seen',
    (fault) => {
      const found = findFault(fault, { seed: SEED, most: MOST_RUNS_OF_A_FAULT });
      expect(found).not.toBeNull();
    },
    120_000,
  );
});
