import type { Arrival, OrderPage } from '../shared/orders/contract.ts';

const id = (last: number) => `0199aaaa-0000-7000-8000-${String(last).padStart(12, '0')}`;
const mesh = { productId: 'DEALER-1', productName: 'Mesh 5 x 5 cm' };
const ofPatient = { firstName: 'Margaret', lastName: 'Hollis', birthOn: '1946-05-12' };

type Label = Pick<Arrival, 'lotNumber' | 'serialNumber' | 'expiresOn' | 'isAccepted'>;

const labels: readonly Label[] = [
  { lotNumber: 'L-1', serialNumber: null, expiresOn: '2027-01-31', isAccepted: true },
  { lotNumber: 'L-2', serialNumber: 'S-9', expiresOn: null, isAccepted: null },
  { lotNumber: null, serialNumber: null, expiresOn: null, isAccepted: false },
];

/** An order as the core tells it once some of it came in: accepted, waiting, and sent back. */
export const receivedOrder: OrderPage = {
  order: {
    id: id(3),
    orderNumber: 'PO-77',
    patientId: id(4),
    patientName: 'Hollis, Margaret',
    patientBirthOn: ofPatient.birthOn,
    facilityId: null,
    orderedOn: '2026-03-01',
    orderedByName: 'Sam Whitfield',
    status: 'placed',
    stage: 'partlyReceived',
    isUnplanned: false,
    cancelReason: null,
    lines: [
      {
        id: id(2),
        lineNumber: 1,
        ...mesh,
        quantityOrdered: 3,
        quantityReceived: 2,
        quantityUsed: 1,
        quantityRemaining: 2,
      },
    ],
    version: 2,
  },
  patient: { id: id(4), ...ofPatient, mrn: 'DEMO-0001', deceasedOn: null },
  facilityName: null,
  cancelledByName: null,
  cancelledAt: null,
  arrivals: labels.map((label, index) => ({
    receiptLineId: id(10 + index),
    receiptId: id(1),
    orderLineId: id(2),
    ...mesh,
    ...label,
    pieces: 1,
    receivedAt: '2026-03-10T15:00:00.000Z',
    receivedByName: 'Sam Whitfield',
  })),
  usage: [{ ...mesh, totalUsed: 1 }],
};
