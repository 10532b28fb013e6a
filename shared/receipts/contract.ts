import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { shortage, stockUnit } from '../inventory/stock-unit.ts';
import { quantity } from '../orders/contract.ts';
import { doubtKinds, packageConditions, temperatureChecks } from './receipt-words.ts';

/** One label as it came, kept whatever it was read as. */
export const keptScan = z.strictObject({
  raw: z.string().max(500),
  parserVersion: z.int().min(1),
});
export type KeptScan = z.output<typeof keptScan>;

/** Pieces of one unit of one receipt. */
export const receiptLine = z.object({
  id: uuid(),
  lineNumber: z.int(),
  unit: stockUnit,
  /** Null where the catalogue has no such product any more. */
  productName: z.string().nullable(),
  pieces: z.int(),
  orderId: uuid().nullable(),
  orderNumber: z.string().nullable(),
  packageCondition: z.enum(packageConditions),
  temperatureCheck: z.enum(temperatureChecks),
  temperatureTenthsC: z.int().nullable(),
  /** As the label of this package said. */
  expiresOn: civilDate.nullable(),
  scans: z.array(keptScan),
  note: z.string().nullable(),
  /** Null while it waits in quarantine. */
  decidedAt: z.iso.datetime().nullable(),
  decidedByName: z.string().nullable(),
  isAccepted: z.boolean().nullable(),
  decisionNote: z.string().nullable(),
});
export type ReceiptLine = z.output<typeof receiptLine>;

/** What came in at one time. */
export const receipt = z.object({
  id: uuid(),
  supplier: z.string().nullable(),
  reference: z.string().nullable(),
  note: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  receivedByName: z.string(),
  lines: z.array(receiptLine),
});
export type Receipt = z.output<typeof receipt>;

const LARGEST_PIECE_MM2 = 10_000_000;
const MOST_LINES = 200;
const COLDEST_TENTHS_C = -2000;
const WARMEST_TENTHS_C = 1000;

const orNull = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? null);

const typedLine = z.strictObject({
  /** Product code (SKU). */
  productId: line(100),
  lotNumber: optionalLine(50),
  serialNumber: optionalLine(50),
  expiresOn: orNull(civilDate),
  pieces: quantity,
  /** Left out: as the catalogue says. */
  pieceMm2: orNull(z.int().min(1, 'must be more than 0').max(LARGEST_PIECE_MM2)),
  donorNumber: optionalLine(50),
  orderLineId: orNull(uuid()),
  packageCondition: z.enum(packageConditions),
  temperatureCheck: z.enum(temperatureChecks),
  temperatureTenthsC: orNull(z.int().min(COLDEST_TENTHS_C).max(WARMEST_TENTHS_C)),
  scans: z.array(keptScan).max(10).default([]),
  /** Needed where something about it has to be explained. */
  note: optionalLine(500),
  /** A shelf, where whoever receives it lets it be used at once; else it waits in quarantine. */
  acceptTo: orNull(uuid()),
});
export type TypedReceiptLine = z.output<typeof typedLine>;

/** What has to be explained about a line, by its place among those that were sent (from 1). */
const lineDoubt = z.object({
  lineNumber: z.int(),
  kind: z.enum(doubtKinds),
  about: z.string(),
});
export type LineDoubt = z.output<typeof lineDoubt>;

const ofReceipt = (id: string | undefined) => ({ entityType: 'receipt', entityId: id });

export const receiptOperations = {
  'receipts.record': command({
    summary: 'Receive what came in; it waits in quarantine until it is accepted',
    permission: 'stock.move',
    input: z.strictObject({
      supplier: optionalLine(200),
      reference: optionalLine(100),
      note: optionalLine(500),
      /** Left out: now. */
      receivedAt: orNull(z.iso.datetime({ offset: true })),
      lines: z.array(typedLine).min(1, 'needs at least one line').max(MOST_LINES),
    }),
    output: receipt,
    failures: {
      UnknownProduct: z.object({ lineNumber: z.int() }),
      UnknownOrderLine: z.object({ lineNumber: z.int() }),
      /** A draft, a cancelled order, or another product. */
      OrderLineNotFitting: z.object({ lineNumber: z.int() }),
      UnknownLocation: z.object({ lineNumber: z.int() }),
      SerialIsOnePiece: z.object({ lineNumber: z.int() }),
      SerialTwice: z.object({ lineNumber: z.int() }),
      ImpossibleDate: noDetails,
      /** With a note on each of these lines it is taken in all the same. */
      NoteNeeded: z.object({ doubts: z.array(lineDoubt) }),
      /** These lines cannot go on a shelf at once: leave out `acceptTo`, and decide afterwards. */
      MustWait: z.object({ doubts: z.array(lineDoubt) }),
    },
    subject: (_input, recorded) => ofReceipt(recorded?.id),
  }),
  'receipts.decide': command({
    summary: 'Accept what waits in quarantine onto a shelf, or reject it',
    permission: 'stock.move',
    input: z.strictObject({
      receiptLineId: uuid(),
      isAccepted: z.boolean(),
      /** The shelf it goes to; left out: the first. What is rejected stays in quarantine. */
      locationId: orNull(uuid()),
      note: optionalLine(500),
    }),
    output: receiptLine,
    failures: {
      UnknownLine: noDetails,
      AlreadyDecided: receiptLine,
      UnknownLocation: noDetails,
      /** Of a rejected package, and of one whose condition or temperature was not right. */
      NoteNeeded: noDetails,
      ShortInStock: z.object({ shortages: z.array(shortage) }),
    },
    subject: ({ receiptLineId }) => ({ entityType: 'receiptLine', entityId: receiptLineId }),
  }),
  'receipts.list': query({
    summary: 'What came in, the newest first',
    permission: 'stock.read',
    input: z.strictObject({
      /** True: only receipts of which something waits in quarantine. */
      onlyWaiting: z.boolean().default(false),
      limit: z.int().min(1).max(200).default(50),
      offset: z.int().min(0).default(0),
    }),
    output: z.object({ receipts: z.array(receipt), total: z.int() }),
    failures: {},
  }),
  'receipts.ofUnit': query({
    summary: 'How the pieces of a unit came in',
    permission: 'stock.read',
    input: z.strictObject({ stockUnitId: uuid() }),
    output: z.array(receipt),
    failures: {},
    subject: ({ stockUnitId }) => ({ entityType: 'stockUnit', entityId: stockUnitId }),
  }),
  'receipts.expected': query({
    summary: 'Lines of placed orders of which something is still to come',
    permission: 'stock.read',
    input: z.strictObject({ productId: optionalLine(100) }),
    output: z.array(
      z.object({
        orderLineId: uuid(),
        orderId: uuid(),
        orderNumber: z.string(),
        orderedOn: civilDate,
        productId: z.string(),
        productName: z.string(),
        quantityOrdered: z.int(),
        quantityReceived: z.int(),
      }),
    ),
    failures: {},
  }),
} as const;
