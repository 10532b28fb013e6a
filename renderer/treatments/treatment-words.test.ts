import { expect, test } from 'vitest';
import type { LineChoice } from '../../shared/treatments/order-choice.ts';
import {
  emptyEntry,
  lineKey,
  type TreatmentEntry,
} from '../../shared/treatments/treatment-entry.ts';
import { entryInLines, fieldInWords, leftInWords, recordInWords } from './treatment-words.ts';

test('what is left is said in words, below zero as more than ordered', () => {
  expect([3, 0, -2].map(leftInWords)).toEqual(['3 left', 'nothing left', '2 more than ordered']);
});

const key = lineKey({ orderId: 'o', productId: 'FOAM' });
const line: LineChoice = {
  key,
  orderNumber: 'O-7',
  orderedOn: '2026-11-01',
  productName: 'Foam 6×6',
  quantityOrdered: 10,
  alreadyUsed: 0,
  remaining: 10,
  isOpen: true,
  isCancelled: false,
  isOnOrder: true,
};
const names = {
  wounds: [{ id: 'w', woundNumber: 2, location: 'Left heel, plantar' }],
  people: [{ userId: 'p', displayName: 'Ann Lee' }],
};
const around = { line, today: '2026-11-22', ...names };
const entry = { ...emptyEntry('2026-11-22'), line: key, quantityUsed: 2 };

test('what is confirmed is listed by label; only the wound is missed when it is not said', () => {
  const linesOf = (given: Partial<TreatmentEntry>) =>
    entryInLines({ ...entry, ...given }, around).map(({ label, value }) => `${label}: ${value}`);
  expect(linesOf({})).toEqual([
    'Product: Foam 6×6 (order O-7)',
    'Quantity: 2',
    'Where: ',
    'When: Today, Sunday, 22 Nov 2026',
  ]);
  expect(
    linesOf({ woundLocation: ' Left heel ', dateApplied: '2026-11-20', doctorNotes: 'Dry' }),
  ).toEqual([
    'Product: Foam 6×6 (order O-7)',
    'Quantity: 2',
    'Where: Left heel',
    'When: Friday, 20 Nov 2026',
    'Note: Dry',
  ]);
  expect(fieldInWords('line', entry, { choices: [line] })).toBe('Foam 6×6 (order O-7)');
});

test('a record is named by what, when and who; a late one by the day it was written down too', () => {
  const record = {
    quantityUsed: 1,
    productName: 'Cloudrest foam',
    dateApplied: '2026-11-15',
    createdAt: '2026-11-15T16:24:00Z',
    recordedByName: 'Hannah Winslow',
  };
  const zone = 'America/New_York';
  expect(recordInWords(record, zone)).toBe(
    '1 × Cloudrest foam · 15 Nov 2026 · recorded by Hannah Winslow, 11:24',
  );
  expect(recordInWords({ ...record, dateApplied: '2026-11-12' }, zone)).toMatch(
    /12 Nov 2026 · recorded by Hannah Winslow, 15 Nov 2026, 11:24$/,
  );
});

test('lot, areas, time and performer are listed once said', () => {
  const said = {
    woundId: 'w',
    lotNumber: 'A1',
    expiresOn: '2027-01-31',
    appliedArea: '12.5',
    appliedTime: '14:02',
    performedBy: 'p',
  };
  const linesOf = (given: Partial<TreatmentEntry>) =>
    entryInLines({ ...entry, ...given }, around)
      .slice(2)
      .map(({ label, value }) => `${label}: ${value}`);
  expect(linesOf(said)).toEqual([
    'Where: Wound 2 · Left heel, plantar',
    'When: Today, Sunday, 22 Nov 2026, 14:02',
    'Lot: A1',
    'Expires: 31 Jan 2027',
    'Applied: 12.5 cm²',
    'By: Ann Lee',
  ]);
  expect(linesOf({}).slice(2)).toEqual([]);
});

test('a product without an order says so', () => {
  const none = lineKey({ orderId: null, productId: 'FOAM' });
  const choice = { ...line, key: none, orderNumber: null };
  expect(fieldInWords('line', { ...entry, line: none }, { choices: [choice] })).toBe(
    'Foam 6×6 (on no order)',
  );
});

test('scans of a label are read as they came, with the separators between their elements', () => {
  const given = { ...entry, labelScans: ['0109501101530003\u001d10A-1', '17261231'] };
  expect(fieldInWords('labelScans', given, { choices: [] })).toBe(
    '0109501101530003␝10A-1 · 17261231',
  );
  expect(fieldInWords('labelScans', entry, { choices: [] })).toBe('');
});
