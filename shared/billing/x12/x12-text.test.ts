import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isX12Identifier, latinTextOf, streetElementsOf, x12TextOf } from './x12-text.ts';

test.for([
  ['Zoë', 'ZOE'],
  ['Łukasz Żółć', 'LUKASZ ZOLC'],
  ['Søren Ærø', 'SOREN AERO'],
  ['Weiß', 'WEISS'],
  ['Œuvre', 'OEUVRE'],
  ['Đorđe Þór', 'DORDE THOR'],
  ['Işık', 'ISIK'],
  ['İnci', 'INCI'],
  ['Nguyễn Thị Hương', 'NGUYEN THI HUONG'],
  ['O’Brien–Smith', "O'BRIEN-SMITH"],
  ['15 cm² × 2½ µm', '15 CM2 X 2 1/2 UM'],
  ['EpiFix™ sheet', 'EPIFIX SHEET'],
  ['ｆｕｌｌ　ｗｉｄｔｈ', 'FULL WIDTH'],
] as const)('%s is written %s', ([typed, written]) => {
  expect(latinTextOf(typed)).toEqual({ text: written, lost: [] });
});

test('separators, line breaks and control characters become one space each run', () => {
  expect(latinTextOf('a*b:c~d^e\r\n\tf\u0000g ＊ h').text).toBe('A B C D E F G H');
});

test('letters of other scripts are named as lost, never written as something else', () => {
  expect(latinTextOf('李 Wei 𠮷 ٣')).toEqual({ text: 'WEI', lost: ['李', '𠮷', '٣'] });
  expect(latinTextOf('李')).toEqual({ text: '', lost: ['李'] });
});

test('signs without a spelling are left out', () => {
  expect(latinTextOf('left heel 🦶 ©')).toEqual({ text: 'LEFT HEEL', lost: [] });
});

test('text is cut at the length of its element, without a space at the end', () => {
  expect(x12TextOf('abc def', 4)).toBe('ABC');
  expect(x12TextOf('ßß', 3)).toBe('SSS');
});

test('whatever is typed, what is written can stand in a segment', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(90), (typed, max) => {
      const written = x12TextOf(typed, max);
      expect(written).toMatch(/^(?:[!-)+-9;-\]_-}]+(?: [!-)+-9;-\]_-}]+)*)?$/);
      expect(written).toBe(written.toUpperCase());
      expect(written.length).toBeLessThanOrEqual(max);
      expect(x12TextOf(written, max)).toBe(written);
    }),
  );
});

describe('a street', () => {
  test('goes on in the second element between words', () => {
    const street = `${'1 VERY '.repeat(8)}LONG ROAD, APARTMENT 12`;
    const [first, second] = streetElementsOf(street, 55);
    expect(first.length).toBeLessThanOrEqual(55);
    expect(`${first} ${second}`).toBe(street);
  });

  test('loses nothing of 110 characters', () => {
    const [first, second] = streetElementsOf(`${'A'.repeat(40)} ${'B'.repeat(69)}`, 55);
    expect(first + second).toBe(`${'A'.repeat(40)} ${'B'.repeat(69)}`);
  });
});

test.for([
  ['WC-1', true],
  ['A B', true],
  ['', false],
  [' A', false],
  ['A ', false],
  ['A*B', false],
  ['A:B', false],
  ['A~B', false],
  ['A^B', false],
  ['Ł', false],
  ['A\n', false],
] as const)('as an identifier, %j is %s', ([text, isRight]) => {
  expect(isX12Identifier(text)).toBe(isRight);
});
