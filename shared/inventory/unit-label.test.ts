import { expect, test } from 'vitest';
import { isSameLabel, labelInWords, labelKey } from './unit-label.ts';

test.for<[string, string]>([
  ['A-1', 'a 1'],
  ['ab12', 'AB-12'],
  ['', ' - '],
])('%j and %j are one number', ([one, other]) => {
  expect(labelKey(one)).toBe(labelKey(other));
});

test.for<[string, string]>([
  ['1.5', '15'],
  ['A/1', 'A1'],
  ['O1', '01'],
  // Only letters that every database folds alike.
  ['É', 'é'],
])('%j and %j are two', ([one, other]) => {
  expect(labelKey(one)).not.toBe(labelKey(other));
});

test('a package is the same by lot and serial together, said or not', () => {
  const said = { lotNumber: 'A-1', serialNumber: '7' };
  expect(isSameLabel(said, { lotNumber: 'a1', serialNumber: '7' })).toBe(true);
  expect(isSameLabel(said, { lotNumber: 'a1', serialNumber: null })).toBe(false);
  expect(isSameLabel({ lotNumber: '', serialNumber: '' }, { ...said, lotNumber: null })).toBe(
    false,
  );
});

test.for<[string | null, string | null, string | null]>([
  ['A-1', '7', 'lot A-1, serial 7'],
  ['A-1', null, 'lot A-1'],
  ['', '7', 'serial 7'],
  ['', null, null],
])('lot %j and serial %j are said as %j', ([lotNumber, serialNumber, words]) => {
  expect(labelInWords({ lotNumber, serialNumber })).toBe(words);
});
