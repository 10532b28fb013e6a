import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, noDetails } from '../base/contract.ts';
import { line, lineOrNull, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { quantity } from '../orders/contract.ts';
import { heldPieces, shortage, stockUnit } from './stock-unit.ts';

const MOST_LINES = 200;
const LARGEST_PIECE_MM2 = 10_000_000;

const lines = <Line extends z.ZodType>(of: Line) =>
  z.array(of).min(1, 'needs at least one line').max(MOST_LINES);

const leavingLine = z.strictObject({
  stockUnitId: uuid(),
  locationId: uuid(),
  pieces: quantity,
});

/** An instant that may be left out: then it is now. */
const occurredAt = z.iso
  .datetime({ offset: true })
  .nullish()
  .transform((at) => at ?? null);

const movingFailures = {
  UnknownUnit: noDetails,
  /** There is none, or it is no longer used. */
  UnknownLocation: noDetails,
  /** What is there by the movements cannot be moved twice; lines of one unit are counted together. */
  ShortInStock: z.object({ shortages: z.array(shortage) }),
  ImpossibleDate: noDetails,
} as const;

/** What the units that were moved come to afterwards, in each place that holds some. */
const heldAfter = z.array(heldPieces);

const ofUnit = (stockUnitId: string | undefined) => ({
  entityType: 'stockUnit',
  entityId: stockUnitId,
});
const ofLines = ({ lines: all }: { readonly lines: readonly { stockUnitId: string }[] }) =>
  ofUnit(all[0]?.stockUnitId);

export const shelfOperations = {
  'stock.transfer': command({
    summary: 'Put pieces in another place, or in quarantine',
    permission: 'stock.move',
    input: z.strictObject({
      lines: lines(
        z.strictObject({
          stockUnitId: uuid(),
          fromLocationId: uuid(),
          toLocationId: uuid(),
          pieces: quantity,
        }),
      ),
      /** Needed for what leaves a quarantine. */
      reason: optionalLine(500),
      occurredAt,
    }),
    output: heldAfter,
    failures: {
      ...movingFailures,
      SameLocation: noDetails,
      ReasonMissing: noDetails,
      /** Pieces that nobody has accepted yet leave the quarantine by accepting their receipt. */
      NotAccepted: z.object({ shortages: z.array(shortage) }),
    },
    subject: ofLines,
  }),
  'stock.returnToSupplier': command({
    summary: 'Send pieces back to whoever supplied them',
    permission: 'stock.move',
    input: z.strictObject({ lines: lines(leavingLine), reason: line(500), occurredAt }),
    output: heldAfter,
    failures: movingFailures,
    subject: ofLines,
  }),
  'stock.disposeExpired': command({
    summary: 'Throw away pieces that are past their expiry date',
    permission: 'stock.move',
    input: z.strictObject({ lines: lines(leavingLine), reason: optionalLine(500), occurredAt }),
    output: heldAfter,
    failures: {
      ...movingFailures,
      /** Not past its expiry, or without one: the units. */
      NotExpired: z.object({ units: z.array(stockUnit) }),
    },
    subject: ofLines,
  }),
  'stock.takeBack': command({
    summary:
      'Take back a mistaken transfer, return, disposal or adjustment; its pieces go back by counter-entries',
    // What a count adjusted asks for stock.adjust beside it.
    permission: 'stock.move',
    input: z.strictObject({
      /** Any movement of what is taken back: all that belongs to it goes with it. */
      movementId: uuid(),
      reason: line(500),
    }),
    output: heldAfter,
    failures: {
      UnknownMovement: noDetails,
      /** It belongs to a treatment, a waste record or a receipt. */
      TakenBackElsewhere: noDetails,
      NotYours: noDetails,
      AlreadyTakenBack: noDetails,
      /** Where it would go back to is no longer used. */
      UnknownLocation: noDetails,
      /** Some of it was used or moved on meanwhile. */
      ShortInStock: z.object({ shortages: z.array(shortage) }),
      NotAccepted: z.object({ shortages: z.array(shortage) }),
      UnknownUnit: noDetails,
      SameLocation: noDetails,
      ReasonMissing: noDetails,
    },
    subject: ({ movementId }) => ({ entityType: 'stockMovement', entityId: movementId }),
  }),
  'stock.correctUnit': command({
    summary: 'Correct what the label of a unit says; what stood before is kept',
    permission: 'stock.adjust',
    input: z.strictObject({
      stockUnitId: uuid(),
      /** The version that the user saw. */
      seen: z.int(),
      reason: line(500),
      lotNumber: lineOrNull(50),
      serialNumber: lineOrNull(50),
      expiresOn: civilDate.nullable(),
      pieceMm2: z
        .int()
        .min(1, 'must be more than 0')
        .max(LARGEST_PIECE_MM2, 'is larger than any piece')
        .nullable(),
      donorNumber: lineOrNull(50),
    }),
    output: stockUnit,
    failures: {
      UnknownUnit: noDetails,
      Stale: stockUnit,
      NothingSaid: noDetails,
      /** Another unit has that lot and serial already: this one. */
      UnitExists: stockUnit,
    },
    subject: ({ stockUnitId }) => ofUnit(stockUnitId),
  }),
} as const;
