import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../base/civil-date.ts';
import { doOverlap, feesByCode, type Period, procedureCode } from './fee.ts';

const FIRST = '2026-01-01';

const period = fc.tuple(fc.nat(40), fc.option(fc.nat(20))).map(
  ([start, length]): Period => ({
    from: addDays(FIRST, start),
    to: length === null ? null : addDays(FIRST, start + length),
  }),
);

test('two periods overlap when some day lies in both', () => {
  const days = Array.from({ length: 61 }, (_, index) => addDays(FIRST, index));
  const holds = ({ from, to }: Period, day: string) => from <= day && (to === null || day <= to);
  fc.assert(
    fc.property(period, period, (one, other) => {
      const shared = days.some((day) => holds(one, day) && holds(other, day));
      expect(doOverlap(one, other)).toBe(shared);
      expect(doOverlap(other, one)).toBe(shared);
    }),
  );
});

test('a payer’s own fee goes before that for everybody, whichever is read first', () => {
  const general = { payerId: null, procedureCode: 'Q4186', unitCents: 100 };
  const own = { payerId: 'one', procedureCode: 'Q4186', unitCents: 90 };
  const alone = { payerId: null, procedureCode: '15275', unitCents: 300 };
  const expected = new Map([
    ['Q4186', 90],
    ['15275', 300],
  ]);
  expect(feesByCode([general, own, alone])).toEqual(expected);
  expect(feesByCode([alone, own, general])).toEqual(expected);
});

test.for([
  ['Q4186', true],
  ['15275', true],
  ['0598t', true],
  [' a6209 ', true],
  ['Q418', false],
  ['Q41866', false],
  ['Z1234', false],
  ['15-75', false],
] as const)('%s as a procedure code: %s', ([code, isOne]) => {
  expect(procedureCode.safeParse(code).success).toBe(isOne);
});
