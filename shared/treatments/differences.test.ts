import { expect, test } from 'vitest';
import { correctedFields, differingFields, rebase } from './differences.ts';
import { emptyEntry } from './treatment-entry.ts';

const base = { ...emptyEntry('2026-11-22'), diagnosis: 'Ulcer', doctorNotes: 'Dry' };

test('only the fields that differ are named, in the order of the form', () => {
  const other = { ...base, doctorNotes: 'Wet', quantityUsed: 2 };
  expect(differingFields(base, other)).toEqual(['quantityUsed', 'doctorNotes']);
  expect(differingFields(base, base)).toEqual([]);
});

test('the same scans in another list are no difference', () => {
  const scanned = { ...base, labelScans: ['(10)A-1'] };
  expect(differingFields(scanned, { ...scanned, labelScans: ['(10)A-1'] })).toEqual([]);
  expect(differingFields(scanned, base)).toEqual(['labelScans']);
});

test('what a correction changes leaves out its reason', () => {
  const corrected = { ...base, diagnosis: 'Venous ulcer', reason: 'Wrong chart' };
  expect(correctedFields(base, corrected)).toEqual(['diagnosis']);
  expect(differingFields(base, corrected)).toEqual(['reason', 'diagnosis']);
});

test('on the newer version typed fields keep what was typed and the others take the newer value', () => {
  const typed = { ...base, doctorNotes: 'My words' };
  const newer = { ...base, diagnosis: 'Venous ulcer', doctorNotes: 'Their words' };
  const { entry, clashes } = rebase({ base, typed, newer });
  expect(entry.doctorNotes).toBe('My words');
  expect(entry.diagnosis).toBe('Venous ulcer');
  expect(clashes).toEqual(['doctorNotes']);
});

test('the same change on both sides is no clash', () => {
  const both = { ...base, doctorNotes: 'Healed' };
  expect(rebase({ base, typed: both, newer: both })).toEqual({ entry: both, clashes: [] });
});
