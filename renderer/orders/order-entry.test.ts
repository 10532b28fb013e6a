import { expect, test } from 'vitest';
import { orderEntry, orderEntryOf } from './order-entry.ts';

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
  facilityId: '',
  lines: [{ productId: 'FOAM-10', productName: 'Foam dressing', quantity: 5 }],
};

function problemsOf(entry: unknown): readonly string[] {
  const parsed = orderEntry.safeParse(entry);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
}

test('a complete order is accepted; an empty number means the next one, no facility means none', () => {
  expect(orderEntry.parse(complete)).toMatchObject({ orderNumber: null, facilityId: null });
});

test('a draft that is opened and saved as it is says the same', () => {
  const line = {
    id: patient.id,
    lineNumber: 1,
    productId: 'FOAM-10',
    productName: 'Foam dressing',
  };
  const counts = { quantityOrdered: 5, quantityReceived: 0, quantityUsed: 0, quantityRemaining: 5 };
  const order = {
    id: patient.id,
    patientId: patient.id,
    patientName: 'Lee, Ann',
    patientBirthOn: patient.birthOn,
    orderNumber: 'PO-1',
    facilityId: '0191d5a0-0000-7000-8000-000000000009',
    orderedOn: '2026-11-22',
    orderedByName: 'Nurse',
    status: 'draft',
    stage: 'draft',
    isUnplanned: false,
    cancelReason: null,
    lines: [{ ...line, ...counts }],
    version: 1,
  } as const;
  const around = { facilityName: null, cancelledByName: null, cancelledAt: null };
  const page = { order: { ...order, lines: [...order.lines] }, patient, ...around };
  const entry = orderEntryOf({ ...page, arrivals: [], usage: [] });
  expect(orderEntry.parse(entry)).toEqual({
    patient,
    orderNumber: 'PO-1',
    orderedOn: '2026-11-22',
    facilityId: order.facilityId,
    lines: complete.lines,
  });
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
