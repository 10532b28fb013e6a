import { describe, expect, test } from 'vitest';
import { isSameTrace, type TracedProduct, type TracedUse, traceGaps } from './trace-gap.ts';

// What a record of a skin substitute says: product and size of the package, amount used and discarded,
// lot or another id of the unit (Medicare contractors' articles on skin substitutes, clinical.md §4), and
// for a recall the lot (The Joint Commission, tissue traced in both directions).
const sheet: TracedProduct = {
  productClass: 'skinSubstitute',
  billingUnit: 'cm2',
  packageMm2: 1600,
};
const said: TracedUse = {
  productId: 'SHEET',
  lotNumber: 'A-1',
  appliedMm2: 1600,
  discardedMm2: null,
};

describe('of a package that is used', () => {
  test.for<[string, Partial<TracedUse>, Partial<TracedProduct>, readonly string[]]>([
    ['lot and area are said', {}, {}, []],
    ['the lot is not said', { lotNumber: null }, {}, ['lotMissing']],
    ['the area is not said', { appliedMm2: null }, {}, ['areaMissing']],
    ['neither is said', { lotNumber: null, appliedMm2: null }, {}, ['lotMissing', 'areaMissing']],
    ['all of it was discarded', { appliedMm2: null, discardedMm2: 1600 }, {}, []],
    [
      'nothing was discarded, and nothing more is said',
      { appliedMm2: null, discardedMm2: 0 },
      {},
      ['areaMissing'],
    ],
    [
      'some was discarded of a package of unknown size',
      { appliedMm2: null, discardedMm2: 100 },
      { packageMm2: null },
      ['areaMissing'],
    ],
    [
      'billed by area, of unknown size',
      { appliedMm2: null },
      { packageMm2: null },
      ['areaMissing'],
    ],
    [
      'billed by the piece, of known size',
      { appliedMm2: null },
      { billingUnit: 'each' },
      ['areaMissing'],
    ],
    [
      'counted by the piece alone',
      { appliedMm2: null },
      { billingUnit: 'each', packageMm2: null },
      [],
    ],
    ['counted by weight', { appliedMm2: null }, { billingUnit: 'mg', packageMm2: null }, []],
    [
      'counted by the piece, lot not said',
      { lotNumber: null, appliedMm2: null },
      { billingUnit: 'each', packageMm2: null },
      ['lotMissing'],
    ],
    [
      'a dressing of which nothing is said',
      { lotNumber: null, appliedMm2: null },
      { productClass: 'dressing' },
      [],
    ],
    [
      'a product that nobody classed',
      { lotNumber: null, appliedMm2: null },
      { productClass: 'other' },
      [],
    ],
  ])('%s', ([, use, product, kinds]) => {
    const gaps = traceGaps({ ...said, ...use }, { ...sheet, ...product });
    expect(gaps.map(({ kind }) => kind)).toEqual(kinds);
  });
});

test('a gap says what nobody can do later', () => {
  const gaps = traceGaps({ ...said, lotNumber: null, appliedMm2: null }, sheet);
  expect(gaps.map(({ about }) => about)).toEqual([
    'recall tracing will not find this',
    'nobody can account for what was applied and discarded',
  ]);
});

test.for<[string, Partial<TracedUse>, boolean]>([
  ['nothing', {}, true],
  ['another product', { productId: 'OTHER' }, false],
  ['another lot', { lotNumber: 'A-2' }, false],
  ['another applied area', { appliedMm2: 800 }, false],
  ['another discarded area', { discardedMm2: 800 }, false],
])('a correction of %s traces the package as before: %j', ([, change, isSame]) => {
  expect(isSameTrace(said, { ...said, ...change })).toBe(isSame);
});
