import { expect, test } from 'vitest';
import {
  emptyEntry,
  entryOfRecord,
  entryProblemsOf,
  lineKey,
  overuseOf,
  readEntry,
  type TreatmentEntry,
} from './treatment-entry.ts';
import type { TreatmentRecord } from './treatment-record.ts';

const orderId = '019381a0-0000-7000-8000-000000000001';
const context = {
  patient: { birthOn: '1950-01-01', deceasedOn: null },
  today: '2026-11-22',
  overuseBy: 0,
  needsReason: false,
};
const filled: TreatmentEntry = {
  ...emptyEntry('2026-11-22'),
  line: lineKey({ orderId, productId: 'FOAM 6x6' }),
  quantityUsed: 2,
  woundLocation: '  Left heel ',
  doctorNotes: 'Two lines\nkept as typed ',
};

function problemsOf(entry: Partial<TreatmentEntry>, around: Partial<typeof context> = {}) {
  const reading = readEntry({ ...filled, ...entry }, { ...context, ...around });
  return reading.ok ? [] : reading.problems.map(({ field, problem }) => `${field} ${problem}`);
}

test('a filled-in entry reads as what the command takes, product codes with spaces included', () => {
  expect(readEntry(filled, context)).toEqual({
    ok: true,
    value: {
      orderId,
      productId: 'FOAM 6x6',
      quantityUsed: 2,
      dateApplied: '2026-11-22',
      woundLocation: 'Left heel',
      diagnosis: null,
      procedurePerformed: null,
      doctorNotes: 'Two lines\nkept as typed ',
      overuseReason: null,
    },
  });
});

test('an empty entry names each missing field once, in the order of the form', () => {
  const reading = readEntry(emptyEntry(''), context);
  expect(reading.ok ? [] : reading.problems).toEqual([
    { field: 'line', problem: 'is not chosen' },
    { field: 'quantityUsed', problem: 'is missing' },
    { field: 'dateApplied', problem: 'is missing' },
  ]);
});

test('a day in the future, before birth or after death is refused at its field', () => {
  expect(problemsOf({ dateApplied: '2026-11-23' })).toEqual(['dateApplied is in the future']);
  const deceased = { birthOn: '1950-01-01', deceasedOn: '2026-11-01' };
  expect(problemsOf({}, { patient: deceased as never })).toEqual([
    "dateApplied is after the patient's death",
  ]);
});

test('using more than ordered needs a reason, and a reason without overuse is not sent', () => {
  expect(problemsOf({}, { overuseBy: 1 })).toEqual(['overuseReason is missing']);
  expect(problemsOf({ overuseReason: ' ' }, { overuseBy: 1 })).toEqual([
    'overuseReason is missing',
  ]);
  const reading = readEntry({ ...filled, overuseReason: 'Left from before' }, context);
  expect(reading.ok && reading.value.overuseReason).toBeNull();
});

test('a correction says why', () => {
  expect(problemsOf({}, { needsReason: true })).toEqual(['reason is missing']);
  expect(problemsOf({ reason: 'Wrong side' }, { needsReason: true })).toEqual([]);
});

test('what the server refuses about order or product belongs to the product field', () => {
  const refused = [
    { field: 'productId', problem: 'is missing' },
    { field: 'orderId', problem: 'is no id' },
    { field: 'woundLocation', problem: 'is longer than 255 characters' },
  ];
  expect(entryProblemsOf(refused).map(({ field }) => field)).toEqual(['line', 'woundLocation']);
});

test('overuse counts against what other treatments left, never against nothing', () => {
  expect(overuseOf({ quantityUsed: 3 }, { quantityOrdered: 5, alreadyUsed: 4 })).toBe(2);
  expect(overuseOf({ quantityUsed: 3 }, null)).toBe(0);
  expect(overuseOf({ quantityUsed: null }, { quantityOrdered: 5, alreadyUsed: 9 })).toBe(0);
});

test('a saved record shows every field, empty where nothing was said', () => {
  const record = { orderId, productId: 'F', quantityUsed: 1, dateApplied: '2026-11-01' };
  const rest = { woundLocation: 'Heel', diagnosis: null, overuseReason: null };
  expect(entryOfRecord({ ...record, ...rest } as TreatmentRecord)).toEqual({
    ...emptyEntry('2026-11-01'),
    line: lineKey(record),
    quantityUsed: 1,
    woundLocation: 'Heel',
  });
});
