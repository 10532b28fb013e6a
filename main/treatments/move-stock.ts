import { isSameLabel } from '../../shared/inventory/unit-label.ts';
import { occurredAt } from '../../shared/treatments/occurred-at.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import {
  type MovingContext,
  moveTreatment,
  type StockUse,
  type TakenFrom,
  takeBackTreatment,
} from '../inventory/actions.ts';

/** A record as far as it moves stock. */
export type MovingRecord = Pick<
  TreatmentRecord,
  | 'id'
  | 'productId'
  | 'quantityUsed'
  | 'dateApplied'
  | 'appliedAt'
  | 'appliedMm2'
  | 'discardedMm2'
  | 'lotNumber'
  | 'serialNumber'
  | 'expiresOn'
  | 'createdAt'
  | 'isImported'
>;

/** What was read when the record was checked. */
export type MovedWith = TakenFrom & {
  /** IANA name of the site's. */
  readonly timeZone: string;
};

/** Moves what a record that was just saved took from stock. */
export function moveStock(
  context: MovingContext,
  record: MovingRecord,
  { timeZone, ...from }: MovedWith,
): Promise<void> {
  return moveTreatment(context, useOf(record, timeZone), from);
}

type Correction = MovedWith & {
  readonly before: MovingRecord;
  readonly after: MovingRecord;
  readonly reason: string;
};

/**
 * Of a record that was corrected, takes back what it moved and moves what it says now; where it says the
 * same of the package nothing is moved.
 */
export async function moveStockAnew(
  context: MovingContext,
  { before, after, reason, ...given }: Correction,
): Promise<void> {
  if (isSameMove(useOf(before, given.timeZone), useOf(after, given.timeZone))) return;
  await takeBackTreatment(context, after.id, reason);
  await moveStock(context, after, given);
}

function useOf(record: MovingRecord, timeZone: string): StockUse {
  return { ...record, occurredAt: occurredAt(record, timeZone) };
}

function isSameMove(one: StockUse, other: StockUse): boolean {
  return (
    one.productId === other.productId &&
    isSameLabel(one, other) &&
    one.quantityUsed === other.quantityUsed &&
    one.appliedMm2 === other.appliedMm2 &&
    one.discardedMm2 === other.discardedMm2 &&
    one.occurredAt === other.occurredAt
  );
}
