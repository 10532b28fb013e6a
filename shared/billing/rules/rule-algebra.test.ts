import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applicationCodesOf,
  type ApplicationParameters,
  groupOfSite,
} from './application-codes.ts';
import { codePattern, matchesCode } from './code-pattern.ts';
import { hasCompanion, withCompanionFirst } from './companion-diagnoses.ts';
import { unitsPerLine } from './line-limits.ts';
import { unitsOf } from './product-units.ts';
import { wasteLinesOf } from './waste-lines.ts';

const OTHERS = {
  name: 'trunk, arms, legs',
  sites: null,
  small: { first: '15271', addOn: '15272' },
  large: { first: '15273', addOn: '15274' },
};
const FEET = {
  name: 'feet and hands',
  sites: ['heel', 'hallux'],
  small: { first: '15275', addOn: '15276' },
  large: { first: '15277', addOn: '15278' },
};
const APPLICATION: ApplicationParameters = {
  productClasses: ['skinSubstitute'],
  billingUnits: ['cm2'],
  groups: [FEET, OTHERS],
  largeFromCm2: 100,
  smallStepCm2: 25,
  largeStepCm2: 100,
  coderBelowYears: 10,
};

describe('application codes', () => {
  // Sources: notes/clinical.md §4.2 (53 cm² on the leg), and the steps of 25 and 100 cm² themselves.
  test.for([
    ['the smallest wound', 1, [['15271', 1]]],
    ['a whole first step', 2500, [['15271', 1]]],
    [
      'a little more',
      2501,
      [
        ['15271', 1],
        ['15272', 1],
      ],
    ],
    [
      '41 cm²',
      4100,
      [
        ['15271', 1],
        ['15272', 1],
      ],
    ],
    [
      '53 cm²',
      5300,
      [
        ['15271', 1],
        ['15272', 2],
      ],
    ],
    [
      'just under 100 cm²',
      9999,
      [
        ['15271', 1],
        ['15272', 3],
      ],
    ],
    ['100 cm²', 10_000, [['15273', 1]]],
    [
      'a little more than 100 cm²',
      10_001,
      [
        ['15273', 1],
        ['15274', 1],
      ],
    ],
    [
      '300 cm²',
      30_000,
      [
        ['15273', 1],
        ['15274', 2],
      ],
    ],
  ] as const)('of %s on the leg', ([, areaMm2, expected]) => {
    const codes = applicationCodesOf(areaMm2, OTHERS, APPLICATION);
    expect(codes.map(({ code, units }) => [code, units])).toEqual(expected);
  });

  test('cover the area with no step too many, and the add-on never stands alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500_000 }), (areaMm2) => {
        const [first, addOn] = applicationCodesOf(areaMm2, OTHERS, APPLICATION);
        const stepMm2 = areaMm2 >= 10_000 ? 10_000 : 2500;
        const steps = (first?.units ?? 0) + (addOn?.units ?? 0);
        expect(first?.units).toBe(1);
        expect(steps * stepMm2).toBeGreaterThanOrEqual(areaMm2);
        expect((steps - 1) * stepMm2).toBeLessThan(areaMm2);
      }),
    );
  });

  test('take the group that names the site, and the one for all others where none does', () => {
    expect(groupOfSite('hallux', APPLICATION)).toBe(FEET);
    expect(groupOfSite('lowerLegLateral', APPLICATION)).toBe(OTHERS);
    expect(groupOfSite('lowerLegLateral', { groups: [FEET] })).toBeUndefined();
  });
});

describe('units', () => {
  test.for([
    ['each', 'up', 3, 4100, 3],
    ['each', 'up', 3, null, 3],
    ['cm2', 'up', 1, 4100, 41],
    ['cm2', 'up', 1, 4101, 42],
    ['cm2', 'nearest', 1, 4149, 41],
    ['cm2', 'nearest', 1, 4150, 42],
    ['cm2', 'down', 1, 4199, 41],
    ['cm2', 'down', 1, 40, 1],
    ['cm2', 'nearest', 1, 0, 0],
    ['cm2', 'up', 1, null, null],
    ['mg', 'up', 1, 4100, null],
  ] as const)('by %s, rounded %s: %s pieces, %s mm² are %s', ([billingUnit, rounding, ...row]) => {
    const [pieces, areaMm2, expected] = row;
    expect(unitsOf({ pieces, areaMm2 }, { billingUnit, rounding })).toBe(expected);
  });
});

describe('a line that is divided', () => {
  const limits = fc.record({
    maxUnitsPerLine: fc.option(fc.integer({ min: 1, max: 500 })),
    maxLineCents: fc.option(fc.integer({ min: 1, max: 10_000_000 })),
  });
  const line = fc.record({
    units: fc.integer({ min: 1, max: 5000 }),
    unitCents: fc.integer({ min: 0, max: 200_000 }),
  });

  test('keeps its units, and no part breaks a limit that a single unit can keep', () => {
    fc.assert(
      fc.property(line, limits, (given, { maxUnitsPerLine, maxLineCents }) => {
        const parts = unitsPerLine(given, {
          codes: ['*'],
          furtherLineModifier: null,
          maxUnitsPerDay: null,
          maxUnitsPerLine,
          maxLineCents,
        });
        expect(parts.reduce((sum, units) => sum + units, 0)).toBe(given.units);
        for (const units of parts) {
          expect(units).toBeGreaterThan(0);
          expect(units).toBeLessThanOrEqual(maxUnitsPerLine ?? given.units);
          const most = Math.max(maxLineCents ?? Number.POSITIVE_INFINITY, given.unitCents);
          expect(units * given.unitCents).toBeLessThanOrEqual(most);
        }
      }),
    );
  });
});

describe('waste', () => {
  const used = fc.record({
    appliedUnits: fc.integer({ min: 1, max: 500 }),
    discardedUnits: fc.nat(500),
  });

  test('is billed to the unit where the rule bills it, and never where it does not', () => {
    fc.assert(
      fc.property(used, fc.boolean(), (given, bills) => {
        const lines = wasteLinesOf(given, {
          productClasses: ['skinSubstitute'],
          billingUnits: ['cm2'],
          isBiologic: null,
          discarded: bills ? { modifier: 'JW' } : null,
          noneDiscardedModifier: 'JZ',
        });
        const sum = lines.reduce((units, line) => units + line.units, 0);
        expect(sum).toBe(given.appliedUnits + (bills ? given.discardedUnits : 0));
        const says = lines.flatMap(({ modifiers }) => modifiers);
        expect(says).toEqual(given.discardedUnits === 0 ? ['JZ'] : bills ? ['JW'] : []);
      }),
    );
  });
});

describe('diagnoses that need a companion', () => {
  const ULCER = {
    codes: ['L97*'],
    anyOf: ['E11.621', 'I83.0*'],
    position: 'before',
    weight: 'stop',
  } as const;
  test.for([
    [
      ['L97.512', 'E11.621'],
      ['E11.621', 'L97.512'],
    ],
    [
      ['E11.621', 'L97.512'],
      ['E11.621', 'L97.512'],
    ],
    [
      ['Z79.4', 'L97.512', 'R60.0', 'I83.012'],
      ['Z79.4', 'I83.012', 'L97.512', 'R60.0'],
    ],
    [['L89.614'], ['L89.614']],
    [[], []],
  ] as const)('%j are put in the order %j', ([given, expected]) => {
    expect(withCompanionFirst(given, ULCER)).toEqual(expected);
    expect(hasCompanion(given, ULCER)).toBe(true);
  });

  test('are told when it is not there', () => {
    expect(hasCompanion(['L97.512', 'I87.2'], ULCER)).toBe(false);
    expect(withCompanionFirst(['L97.512', 'I87.2'], ULCER)).toEqual(['L97.512', 'I87.2']);
  });

  test('are never lost, doubled or moved twice', () => {
    const code = fc.constantFrom('L97.512', 'L97.419', 'E11.621', 'I83.012', 'Z79.4', 'R60.0');
    fc.assert(
      fc.property(fc.uniqueArray(code), (given) => {
        const ordered = withCompanionFirst(given, ULCER);
        expect(ordered.toSorted()).toEqual(given.toSorted());
        expect(withCompanionFirst(ordered, ULCER)).toEqual(ordered);
      }),
    );
  });
});

test('a pattern is a code, or the beginning of one and a star', () => {
  expect(matchesCode('L97.512', ['E11.621', 'L97*'])).toBe(true);
  expect(matchesCode('L97.512', ['L97'])).toBe(false);
  expect(matchesCode('Q4186', ['*'])).toBe(true);
  for (const bad of ['', 'l97*', 'L9*7', '**', 'L97 *', 'L97.512.5.5.5'])
    expect(codePattern.safeParse(bad).success, bad).toBe(false);
});
