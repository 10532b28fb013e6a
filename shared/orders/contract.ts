import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { patient } from '../patients/patient.ts';
import { orderStages, orderStatuses } from './order-stage.ts';

export const MAX_QUANTITY = 1_000_000;

export const quantity = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(MAX_QUANTITY, `must be at most ${MAX_QUANTITY}`);

export const orderLine = z.object({
  id: uuid(),
  lineNumber: z.int(),
  /** Product code (SKU) and name as they were when ordered. */
  productId: z.string(),
  productName: z.string(),
  quantityOrdered: z.int(),
  /** Pieces that came in and were accepted, or wait to be. */
  quantityReceived: z.int(),
  quantityUsed: z.int(),
  /** Ordered less used; below zero when more was used than ordered. */
  quantityRemaining: z.int(),
});
export type OrderLine = z.output<typeof orderLine>;

export const order = z.object({
  id: uuid(),
  orderNumber: z.string(),
  patientId: uuid(),
  /** Last name first, as every list shows it. */
  patientName: z.string(),
  patientBirthOn: civilDate,
  facilityId: uuid().nullable(),
  orderedOn: civilDate,
  orderedByName: z.string(),
  status: z.enum(orderStatuses),
  /** With what came in of it (`orderStage`). */
  stage: z.enum(orderStages),
  /** Made for what was used though nobody had ordered it: it has no lines. */
  isUnplanned: z.boolean(),
  cancelReason: z.string().nullable(),
  lines: z.array(orderLine),
  version: z.int(),
});
export type Order = z.output<typeof order>;

/** Pieces of one unit that came in for an order. */
export const arrival = z.object({
  receiptLineId: uuid(),
  receiptId: uuid(),
  orderLineId: uuid(),
  productId: z.string(),
  productName: z.string(),
  lotNumber: z.string().nullable(),
  serialNumber: z.string().nullable(),
  expiresOn: civilDate.nullable(),
  pieces: z.int(),
  receivedAt: z.iso.datetime(),
  receivedByName: z.string(),
  /** Null while it waits in quarantine. */
  isAccepted: z.boolean().nullable(),
});
export type Arrival = z.output<typeof arrival>;

/** An order with all that happened to it. */
export const orderPage = z.object({
  order,
  /** Whom it is for, by more than the name. */
  patient: patient.pick({
    id: true,
    firstName: true,
    lastName: true,
    birthOn: true,
    mrn: true,
    deceasedOn: true,
  }),
  facilityName: z.string().nullable(),
  /** Whoever cancelled it, and when. */
  cancelledByName: z.string().nullable(),
  cancelledAt: z.iso.datetime().nullable(),
  /** The newest first. */
  arrivals: z.array(arrival),
  /** What was used from it, by product: what stands on no line of it as well. */
  usage: z.array(z.object({ productId: z.string(), productName: z.string(), totalUsed: z.int() })),
});
export type OrderPage = z.output<typeof orderPage>;

const facilityId = uuid()
  .nullish()
  .transform((id) => id ?? null);

export const orderFields = {
  /** Left out: the next number of this computer, or for a draft the one that it has. */
  orderNumber: optionalLine(50),
  orderedOn: civilDate,
  facilityId,
  lines: z
    .array(z.strictObject({ productId: line(100), quantity }))
    .min(1, 'needs at least one product')
    .max(100),
};

const fieldFailures = {
  UnknownProduct: noDetails,
  UnknownFacility: noDetails,
  ProductTwice: noDetails,
  ImpossibleDate: noDetails,
  OrderNumberTaken: noDetails,
} as const;

const changing = {
  orderId: uuid(),
  /** The version that the user saw. */
  seen: z.int(),
};

/** What happened to an order that stands in the way of cancelling it. */
const moved = z.array(
  z.object({
    productName: z.string(),
    quantityReceived: z.int(),
    quantityUsed: z.int(),
  }),
);

const ofOrder = (
  { orderId }: { readonly orderId: string },
  changed: { readonly patientId: string } | undefined,
) => ({ patientId: changed?.patientId, entityType: 'order', entityId: orderId });

export const orderOperations = {
  'orders.create': command({
    summary: 'Order products for a patient, or draft such an order',
    permission: 'orders.write',
    input: z.strictObject({
      patientId: uuid(),
      ...orderFields,
      /** True: it is not placed yet, and nothing can be used from it. */
      isDraft: z.boolean().default(false),
    }),
    output: order,
    failures: { UnknownPatient: noDetails, ...fieldFailures },
    subject: ({ patientId }, created) => ({
      patientId,
      entityType: 'order',
      entityId: created?.id,
    }),
  }),
  'orders.changeDraft': command({
    summary: 'Change an order that is still a draft',
    permission: 'orders.write',
    input: z.strictObject({ ...changing, ...orderFields }),
    output: order,
    failures: { UnknownOrder: noDetails, NotADraft: order, Stale: order, ...fieldFailures },
    subject: ofOrder,
  }),
  'orders.place': command({
    summary: 'Place an order that was a draft',
    permission: 'orders.write',
    input: z.strictObject({ ...changing, orderedOn: civilDate }),
    output: order,
    failures: {
      UnknownOrder: noDetails,
      NotADraft: order,
      Stale: order,
      ImpossibleDate: noDetails,
    },
    subject: ofOrder,
  }),
  'orders.cancel': command({
    summary: 'Cancel an order of which nothing was received or used',
    permission: 'orders.write',
    input: z.strictObject({ ...changing, reason: line(500) }),
    output: order,
    failures: {
      UnknownOrder: noDetails,
      AlreadyCancelled: order,
      Stale: order,
      /** It stands for what was used without an order; there is nothing to cancel. */
      NotCancellable: noDetails,
      OrderInUse: moved,
    },
    subject: ofOrder,
  }),
  'orders.list': query({
    summary: 'Orders, newest first, with what came in of each line and what remains of it',
    permission: 'orders.read',
    readsChart: true,
    input: z.strictObject({
      patientId: uuid()
        .nullish()
        .transform((id) => id ?? null),
      /** True: only placed orders of which something remains. */
      onlyOpen: z.boolean().default(false),
      /** Only orders that are so far. */
      stage: z
        .enum(orderStages)
        .nullish()
        .transform((stage) => stage ?? null),
      limit: z.int().min(1).max(500).default(100),
      offset: z.int().min(0).default(0),
    }),
    output: z.object({ orders: z.array(order), total: z.int() }),
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }) => ({ patientId: patientId ?? undefined, entityType: 'order' }),
  }),
  'orders.get': query({
    summary: 'One order with what came in of it and what was used',
    permission: 'orders.read',
    readsChart: true,
    input: z.strictObject({ orderId: uuid() }),
    output: orderPage,
    failures: { UnknownOrder: noDetails },
    subject: (input, found) => ofOrder(input, found?.order),
  }),
  'orders.usage': query({
    summary: 'How much of each product of an order was used',
    permission: 'orders.read',
    input: z.strictObject({ orderId: uuid() }),
    output: z.array(
      z.object({ productId: z.string(), productName: z.string(), totalUsed: z.int() }),
    ),
    failures: { UnknownOrder: noDetails },
    subject: ({ orderId }) => ({ entityType: 'order', entityId: orderId }),
  }),
} as const;
