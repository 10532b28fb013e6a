import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';

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
  status: z.enum(['placed', 'cancelled']),
  /** Made for what was used though nobody had ordered it: it has no lines. */
  isUnplanned: z.boolean(),
  lines: z.array(orderLine),
});
export type Order = z.output<typeof order>;

export const orderOperations = {
  'orders.create': command({
    summary: 'Order products for a patient',
    permission: 'orders.write',
    input: z.strictObject({
      patientId: uuid(),
      /** Left out: the next number of this computer. */
      orderNumber: optionalLine(50),
      orderedOn: civilDate,
      facilityId: z
        .uuid()
        .nullish()
        .transform((id) => id ?? null),
      lines: z
        .array(z.strictObject({ productId: line(100), quantity }))
        .min(1, 'needs at least one product')
        .max(100),
    }),
    output: order,
    failures: {
      UnknownPatient: noDetails,
      UnknownProduct: noDetails,
      UnknownFacility: noDetails,
      ProductTwice: noDetails,
      ImpossibleDate: noDetails,
      OrderNumberTaken: noDetails,
    },
    subject: ({ patientId }, created) => ({
      patientId,
      entityType: 'order',
      entityId: created?.id,
    }),
  }),
  'orders.list': query({
    summary: 'Orders, newest first, with what remains of each line',
    permission: 'orders.read',
    readsChart: true,
    input: z.strictObject({
      patientId: z
        .uuid()
        .nullish()
        .transform((id) => id ?? null),
      /** True: only orders of which something remains. */
      onlyOpen: z.boolean().default(false),
      limit: z.int().min(1).max(500).default(100),
      offset: z.int().min(0).default(0),
    }),
    output: z.object({ orders: z.array(order), total: z.int() }),
    failures: { UnknownPatient: noDetails },
    subject: ({ patientId }) => ({ patientId: patientId ?? undefined, entityType: 'order' }),
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
