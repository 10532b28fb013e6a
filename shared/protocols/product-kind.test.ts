import { expect, test } from 'vitest';
import { productKindsOf } from './product-kind.ts';

test.each([
  // HCPCS Level II (CMS), surgical dressings and compression.
  ['A6010', null, ['collagen', 'dressing']],
  ['A6021', null, ['collagen', 'dressing']],
  ['A6196', null, ['alginate', 'dressing']],
  ['A6199', null, ['alginate', 'dressing']],
  ['A6206', null, ['contactLayer', 'dressing']],
  ['A6209', null, ['foam', 'dressing']],
  ['A6215', null, ['foam', 'dressing']],
  ['A6216', null, ['gauze', 'dressing']],
  ['A6222', null, ['gauze', 'dressing']],
  ['A6234', null, ['hydrocolloid', 'dressing']],
  ['A6242', null, ['hydrogel', 'dressing']],
  ['A6252', null, ['superabsorbent', 'dressing']],
  ['A6257', null, ['film', 'dressing']],
  ['A6441', null, ['compression']],
  ['A6456', null, ['compression']],
  ['A6552', null, ['compression']],
  ['Q4100', null, ['skinSubstitute']],
  ['A2001', null, ['skinSubstitute']],
  ['a6209', null, ['foam', 'dressing']],
  // Between the ranges, of something else, or without a code.
  ['A6200', null, []],
  ['A6260', null, []],
  ['E0100', null, []],
  [null, null, []],
  // What somebody said of a product counts besides its code.
  [null, 'compression', ['compression']],
  [null, 'topical', ['topical']],
  ['A6209', 'dressing', ['dressing', 'foam']],
  ['A6209', 'other', ['foam', 'dressing']],
] as const)(
  'a product with the code %s and the class %s is %j',
  (hcpcsCode, productClass, kinds) => {
    expect(productKindsOf({ hcpcsCode, productClass })).toEqual(kinds);
  },
);
