import { z } from 'zod';
import { type OrderPage, orderOperations, quantity } from '../../shared/orders/contract.ts';
import { patient } from '../../shared/patients/patient.ts';
import { textEntry } from '../text-entry.ts';

const order = orderOperations['orders.create'].input.shape;

/** What a screen needs of a patient to name them safely. */
export const pickedPatient = patient.pick({
  id: true,
  firstName: true,
  lastName: true,
  birthOn: true,
  mrn: true,
  deceasedOn: true,
});
export type PickedPatient = z.output<typeof pickedPatient>;

const entryLine = z.object({
  productId: z.string(),
  productName: z.string(),
  quantity: quantity.nullable().refine((typed) => typed !== null, 'is missing'),
});

/** The form of an order, checked by the contract's own rules. A facility of '' means none. */
export const orderEntry = z.object({
  patient: pickedPatient.nullable().refine((picked) => picked !== null, 'Choose the patient'),
  orderNumber: textEntry(order.orderNumber),
  orderedOn: order.orderedOn,
  facilityId: z.string().transform((id) => (id === '' ? null : id)),
  lines: z.array(entryLine).min(1, 'Add at least one product').max(100, 'At most 100 products fit'),
});

/** What is typed, before it is checked. */
export type OrderEntry = z.input<typeof orderEntry>;
export type OrderEntryLine = OrderEntry['lines'][number];
/** What was typed, checked. */
export type CheckedOrder = z.output<typeof orderEntry>;

/** A draft as it stands in the form. */
export function orderEntryOf({ order: draft, patient: of }: OrderPage): OrderEntry {
  return {
    patient: of,
    orderNumber: draft.orderNumber,
    orderedOn: draft.orderedOn,
    facilityId: draft.facilityId ?? '',
    lines: draft.lines.map(({ productId, productName, quantityOrdered }) => ({
      productId,
      productName,
      quantity: quantityOrdered,
    })),
  };
}

/** Where a failure of the core that names no field is told. */
export const fieldOfFailure: Readonly<Record<string, keyof OrderEntry>> = {
  UnknownPatient: 'patient',
  UnknownProduct: 'lines',
  UnknownFacility: 'facilityId',
  ProductTwice: 'lines',
  ImpossibleDate: 'orderedOn',
  OrderNumberTaken: 'orderNumber',
};
