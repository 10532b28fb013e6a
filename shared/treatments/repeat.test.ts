import { expect, test } from 'vitest';
import { sameAsLast } from './repeat.ts';
import { lineKey } from './treatment-entry.ts';
import type { TreatmentRecord } from './treatment-record.ts';

const last = {
  orderId: 'old',
  productId: 'FOAM',
  quantityUsed: 2,
  dateApplied: '2026-11-15',
  woundId: null,
  lotNumber: 'A1',
  expiresOn: '2027-01-01',
  woundLocation: 'Left heel',
  diagnosis: 'Pressure injury',
  procedurePerformed: null,
  doctorNotes: 'Belongs to that day',
  overuseReason: 'So does this',
} as TreatmentRecord;

test('the values of last time are carried, each to be confirmed, but for the day and the notes', () => {
  const { entry, carried } = sameAsLast({ from: last, orderId: 'old' }, '2026-11-22');
  expect(entry).toMatchObject({
    line: lineKey({ orderId: 'old', productId: 'FOAM' }),
    quantityUsed: 2,
    woundLocation: 'Left heel',
    dateApplied: '2026-11-22',
    doctorNotes: '',
    overuseReason: '',
  });
  expect(carried).toEqual(['line', 'quantityUsed', 'woundLocation', 'diagnosis']);
});

test('the product is taken from the order that still holds some', () => {
  const { entry } = sameAsLast({ from: last, orderId: 'new' }, '2026-11-22');
  expect(entry.line).toBe(lineKey({ orderId: 'new', productId: 'FOAM' }));
});

test('a product of which nothing is left is not chosen for anybody', () => {
  const { entry, carried } = sameAsLast({ from: last, orderId: null }, '2026-11-22');
  expect(entry.line).toBe('');
  expect(carried).not.toContain('line');
});

test('the wound is carried and stands for its words, lot and expiry are never', () => {
  const from = { ...last, woundId: 'wound' };
  const { entry, carried } = sameAsLast({ from, orderId: 'old' }, '2026-11-22');
  expect(entry).toMatchObject({
    woundId: 'wound',
    woundLocation: '',
    lotNumber: '',
    expiresOn: '',
  });
  expect(carried).toEqual(['line', 'quantityUsed', 'woundId', 'diagnosis']);
});
