import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  areaAsTyped,
  areaInWords,
  changeInWords,
  lengthAsTyped,
  lengthInWords,
  parseArea,
  parseLength,
} from './size-words.ts';

describe('a typed length', () => {
  test.for([
    ['4.5', 'cm', 45],
    ['4,5', 'cm', 45],
    ['4.50', 'cm', 45],
    [' 12 ', 'cm', 120],
    ['.5', 'cm', 5],
    ['.', 'cm', 'invalid'],
    ['45', 'mm', 45],
    ['0', 'mm', 0],
    ['', 'mm', null],
    ['4.5', 'mm', 'invalid'],
    ['4.55', 'cm', 'invalid'],
    ['-3', 'mm', 'invalid'],
    ['1e3', 'mm', 'invalid'],
    ['about 4', 'cm', 'invalid'],
  ] as const)('of "%s" in %s is %s', ([typed, unit, expected]) => {
    expect(parseLength(typed, unit)).toBe(expected);
  });

  test('comes back as it was, whatever the unit', () => {
    fc.assert(
      fc.property(fc.nat(9999), fc.constantFrom('mm' as const, 'cm' as const), (mm, unit) => {
        expect(parseLength(lengthAsTyped(mm, unit), unit)).toBe(mm);
      }),
    );
  });
});

test('a typed area comes back as it was', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000), (mm2) => {
      expect(parseArea(areaAsTyped(mm2))).toBe(mm2);
    }),
  );
  expect(parseArea('12.345')).toBe('invalid');
});

test('sizes are read with one decimal', () => {
  expect(lengthInWords(45)).toBe('4.5 cm');
  expect(lengthInWords(120)).toBe('12.0 cm');
  expect(areaInWords(1234)).toBe('12.3 cm²');
});

test('a smaller wound has a minus, a larger one a plus', () => {
  expect(changeInWords(42.4)).toBe('−42%');
  expect(changeInWords(-8)).toBe('+8%');
  expect(changeInWords(-0.2)).toBe('0%');
});
