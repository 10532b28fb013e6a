import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountOf, openedUnaccountedMm2, unaccounted } from './ledger.ts';
import { type Moved, movementKinds, movementsOfUse, reversed, wholePieces } from './movement.ts';

const moved: fc.Arbitrary<Moved> = fc.record({
  kind: fc.constantFrom(...movementKinds),
  pieces: fc.integer({ min: -50, max: 50 }),
  areaMm2: fc.option(fc.integer({ min: -5000, max: 5000 })),
});

describe('the account of some movements', () => {
  test('leaves nothing unaccounted for, in pieces and in area', () => {
    fc.assert(
      fc.property(fc.array(moved), (movements) => {
        expect(unaccounted(accountOf(movements, 'pieces'))).toBe(0);
        expect(unaccounted(accountOf(movements, 'areaMm2'))).toBe(0);
      }),
    );
  });

  test('says where a sheet of 16 cm² went of which 12 were applied', () => {
    const use = movementsOfUse({ quantityUsed: 1, appliedMm2: 1200, discardedMm2: 400 });
    const account = accountOf([wholePieces('received', 3, 1600), ...use], 'areaMm2');
    expect(account).toMatchObject({ received: 4800, applied: 1200, discarded: 400, onHand: 3200 });
  });
});

test('a counter-entry takes back exactly what it reverses', () => {
  fc.assert(
    fc.property(fc.array(moved), moved, (movements, one) => {
      const after = accountOf([...movements, one, reversed(one)], 'pieces');
      expect(after.onHand).toBe(accountOf(movements, 'pieces').onHand);
      expect(reversed(reversed(one))).toEqual({ ...one, pieces: one.pieces + 0 });
    }),
  );
});

test.for([
  ['all of it was applied', 1, 1600, 0, 0],
  ['some was discarded', 1, 1200, 400, 0],
  ['nobody said what became of a part', 2, 1600, 0, 1600],
  ['more was applied than opened', 1, 1700, 0, -100],
] as const)('of an opened area %s', ([_, pieces, appliedMm2, discardedMm2, missing]) => {
  const opened = { pieces, pieceMm2: 1600, appliedMm2, discardedMm2 };
  expect(openedUnaccountedMm2(opened)).toBe(missing);
  expect(openedUnaccountedMm2({ ...opened, pieceMm2: null })).toBeNull();
});
