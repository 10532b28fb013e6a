import { describe, expect, test } from 'vitest';
import { FAULTS } from '../torture/sync-model/switches.ts';
import { findFault, tryHistories } from '../torture/sync-model/trial.ts';

const SEED = 20261123;
const HISTORIES = 2000;
const LONGEST = 70;
/** Of everything that can go wrong, so often at least. */
const FEWEST = 50;
/** Most show within ten. */
const MOST_RUNS_OF_A_FAULT = 1000;

describe('devices and a server', () => {
  test(`lose nothing, double nothing and come to the same, whatever the network, clocks, restores and clones do (seed ${SEED})`, {
    timeout: 240_000,
  }, () => {
    const { runs, sums, problem } = tryHistories({ seed: SEED, runs: HISTORIES, longest: LONGEST });
    expect(problem).toBeNull();
    expect(runs).toBe(HISTORIES);
    for (const count of Object.values(sums)) expect(count).toBeGreaterThan(FEWEST);
  });

  test.each(FAULTS)(
    'do not with the fault %s, and this is seen',
    (fault) => {
      const found = findFault(fault, { seed: SEED, most: MOST_RUNS_OF_A_FAULT });
      expect(found).not.toBeNull();
    },
    120_000,
  );
});
