import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails, query } from '../base/contract.ts';
import { line, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { disagreement, disagreementKinds } from './disagreement.ts';
import { locationKinds } from './location-contract.ts';
import { movement } from './movement.ts';
import { stockUnit } from './stock-unit.ts';

/** A product with what of it is on hand. */
export const stockedProduct = z.object({
  /** Product code (SKU). */
  productId: z.string(),
  productName: z.string(),
  /** On shelves. */
  usablePieces: z.int(),
  quarantinedPieces: z.int(),
  /** Of the packs on shelves; null where none says one. */
  nextExpiresOn: civilDate.nullable(),
  reorderLevel: z.int().nullable(),
  /** Ordered of placed orders and not yet received. */
  expectedPieces: z.int(),
  stockedSince: z.iso.datetime(),
});
export type StockedProduct = z.output<typeof stockedProduct>;

/** Pieces of a unit in one place. */
export const stockAt = z.object({
  unit: stockUnit,
  productName: z.string().nullable(),
  locationId: uuid(),
  locationName: z.string(),
  locationKind: z.enum(locationKinds),
  pieces: z.int(),
});
export type StockAt = z.output<typeof stockAt>;

/** A movement with whom and what it names. */
export const shownMovement = movement.extend({
  locationName: z.string(),
  movedByName: z.string(),
  /** Of a treatment, so that its chart can be opened. */
  patientId: uuid().nullable(),
  /** True where a counter-entry takes it back. */
  isTakenBack: z.boolean(),
});
export type ShownMovement = z.output<typeof shownMovement>;

/** What became of a product in one week, in pieces. */
export const consumedWeek = z.object({
  /** The Monday, by the site's days. */
  weekOn: civilDate,
  appliedPieces: z.int(),
  discardedPieces: z.int(),
  receivedPieces: z.int(),
  orderedPieces: z.int(),
});
export type ConsumedWeek = z.output<typeof consumedWeek>;

/** What the label of a unit said before it was corrected. */
export const unitVersion = z.object({
  ...stockUnit.omit({ id: true, productId: true }).shape,
  reason: z.string(),
  replacedByName: z.string(),
  replacedAt: z.iso.datetime(),
});
export type UnitVersion = z.output<typeof unitVersion>;

const MOST_WEEKS = 104;

export const stockOperations = {
  'stock.onHand': query({
    summary: 'Every product that is kept in stock, with what of it is on hand',
    permission: 'stock.read',
    input: z.strictObject({}),
    output: z.array(stockedProduct),
    failures: {},
  }),
  'stock.units': query({
    summary: 'Where the lots and serials of a product lie, the next to expire first',
    permission: 'stock.read',
    input: z.strictObject({ productId: line(100) }),
    output: z.array(stockAt),
    failures: {},
  }),
  'stock.expiring': query({
    summary: 'What is on hand and expires within some days, or has expired',
    permission: 'stock.read',
    input: z.strictObject({ withinDays: z.int().min(0).max(3650) }),
    output: z.array(stockAt),
    failures: {},
  }),
  'stock.consumption': query({
    summary: 'What was used of a product in each of the last weeks, against what was ordered',
    permission: 'stock.read',
    input: z.strictObject({
      productId: line(100),
      weeks: z.int().min(1).max(MOST_WEEKS).default(12),
    }),
    output: z.array(consumedWeek),
    failures: {},
  }),
  'stock.movements': query({
    summary: 'Everything that ever happened to a unit, the newest first',
    permission: 'stock.read',
    input: z.strictObject({
      stockUnitId: uuid(),
      limit: z.int().min(1).max(500).default(200),
      offset: z.int().min(0).default(0),
    }),
    output: z.object({ unit: stockUnit, movements: z.array(shownMovement), total: z.int() }),
    failures: { UnknownUnit: noDetails },
    subject: ({ stockUnitId }) => ({ entityType: 'stockUnit', entityId: stockUnitId }),
  }),
  'stock.unitVersions': query({
    summary: 'What the label of a unit said before each correction, the newest first',
    permission: 'stock.read',
    input: z.strictObject({ stockUnitId: uuid() }),
    output: z.array(unitVersion),
    failures: { UnknownUnit: noDetails },
    subject: ({ stockUnitId }) => ({ entityType: 'stockUnit', entityId: stockUnitId }),
  }),
  'stock.disagreements': query({
    summary: 'Where records, movements, receipts, orders and counts differ from each other',
    permission: 'stock.read',
    input: z.strictObject({
      kind: z
        .enum(disagreementKinds)
        .nullish()
        .transform((kind) => kind ?? null),
      /** True: those that somebody settled as well. */
      includeSettled: z.boolean().default(false),
    }),
    output: z.array(disagreement),
    failures: {},
  }),
  'stock.settle': command({
    summary: 'Say what came of a disagreement: it stays readable, and is no longer open',
    permission: 'stock.adjust',
    input: z.strictObject({ key: line(300), note: line(500) }),
    output: disagreement,
    failures: { NoLongerThere: noDetails, AlreadySettled: disagreement },
  }),
} as const;

/** A line of a count, as whoever counts sees it: what is expected shows only once it is counted. */
export const countLine = z.object({
  unit: stockUnit,
  productName: z.string().nullable(),
  countedPieces: z.int().nullable(),
  expectedPieces: z.int().nullable(),
  reason: z.string().nullable(),
  countedByName: z.string().nullable(),
  countedAt: z.iso.datetime().nullable(),
});
export type CountLine = z.output<typeof countLine>;

export const stockCount = z.object({
  id: uuid(),
  locationId: uuid(),
  locationName: z.string(),
  startedAt: z.iso.datetime(),
  startedByName: z.string(),
  closedAt: z.iso.datetime().nullable(),
  closedByName: z.string().nullable(),
  isAbandoned: z.boolean(),
  lines: z.array(countLine),
});
export type StockCount = z.output<typeof stockCount>;

const openFailures = { UnknownCount: noDetails, AlreadyClosed: stockCount } as const;
const ofCount = ({ countId }: { readonly countId: string }) => ({
  entityType: 'stockCount',
  entityId: countId,
});

export const countOperations = {
  'counts.begin': command({
    summary: 'Begin to count what lies in a place',
    permission: 'stock.adjust',
    input: z.strictObject({ locationId: uuid() }),
    output: stockCount,
    failures: { UnknownLocation: noDetails, AlreadyCounting: stockCount },
    subject: (_input, begun) => ({ entityType: 'stockCount', entityId: begun?.id }),
  }),
  'counts.enter': command({
    summary: 'Say how many pieces of a unit were seen; entering it again replaces it',
    permission: 'stock.adjust',
    input: z.strictObject({
      countId: uuid(),
      /** The unit by what its label says; one that nobody knew is added. */
      productId: line(100),
      lotNumber: optionalLine(50),
      serialNumber: optionalLine(50),
      expiresOn: civilDate.nullish().transform((day) => day ?? null),
      countedPieces: z.int('must be a whole number').min(0, 'is below 0').max(1_000_000),
      reason: optionalLine(500),
    }),
    output: countLine,
    failures: { ...openFailures, UnknownProduct: noDetails, SerialIsOnePiece: noDetails },
    subject: ofCount,
  }),
  'counts.close': command({
    summary: 'Carry out a count: what differs is adjusted, each with its reason',
    permission: 'stock.adjust',
    input: z.strictObject({ countId: uuid() }),
    output: stockCount,
    failures: {
      ...openFailures,
      /** Units that lie there by the movements and were not counted. */
      NotCounted: z.object({ units: z.array(stockUnit) }),
      /** Units that differ and have no reason. */
      ReasonNeeded: z.object({ units: z.array(stockUnit) }),
      /** More was taken meanwhile than was seen: these have to be counted again. */
      CountAgain: z.object({ units: z.array(stockUnit) }),
    },
    subject: ofCount,
  }),
  'counts.abandon': command({
    summary: 'Break a count off: it adjusts nothing and stays readable',
    permission: 'stock.adjust',
    input: z.strictObject({ countId: uuid() }),
    output: stockCount,
    failures: openFailures,
    subject: ofCount,
  }),
  'counts.list': query({
    summary: 'Counts, the newest first, those that go on before all others',
    permission: 'stock.read',
    input: z.strictObject({ limit: z.int().min(1).max(100).default(20) }),
    output: z.array(stockCount),
    failures: {},
  }),
} as const;
