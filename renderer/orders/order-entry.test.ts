import { expect, test } from 'vitest';
import { orderEntry } from './order-entry.ts';

const patient = {
  id: '0191d5a0-0000-7000-8000-000000000001',
  firstName: 'Ann',
  lastName: 'Lee',
  birthOn: '1950-03-04',
  mrn: 'M-1',
  deceasedOn: null,
};
const complete = {
  patient,
  orderNumber: '',
  orderedOn: '2026-11-22',
  lines: [{ productId: 'FOAM-10', productName: 'Foam dressing', quantity: 5 }],
};

function problemsOf(entry: unknown): readonly string[] {
  const parsed = orderEntry.safeParse(entry);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
}

test('a complete order is accepted, and an empty order number means the next one', () => {
  expect(orderEntry.parse(complete).orderNumber).toBeNull();
});

test('each thing that is missing is told at its field', () => {
  expect(problemsOf({ ...complete, patient: null })).toEqual(['patient']);
  expect(problemsOf({ ...complete, orderedOn: '' })).toEqual(['orderedOn']);
  expect(problemsOf({ ...complete, lines: [] })).toEqual(['lines']);
});

test.each([null, 0, -1, 1_000_001])('a quantity of %s is told at its line', (quantity) => {
  const line = { productId: 'GEL-1', productName: 'Gel', quantity };
  expect(problemsOf({ ...complete, lines: [...complete.lines, line] })).toEqual([
    'lines.1.quantity',
  ]);
});
