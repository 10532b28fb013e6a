import { failWith, ok } from '../../shared/base/result.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import type { Product } from '../../shared/products/contract.ts';
import { classOfProduct } from '../../shared/products/product-class.ts';
import {
  type Concern,
  type ConcernReason,
  isSameConcern,
  reasonFor,
} from '../../shared/safety/concern.ts';
import { isGap, isSameTrace, traceGaps } from '../../shared/safety/trace-gap.ts';
import type { TreatmentFields } from '../../shared/treatments/treatment-entry.ts';
import { isSameUse, type TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { findConcerns } from '../safety/actions.ts';

export type GivenTreatment = {
  readonly patient: Patient;
  /** The record that is corrected or amended, as it is shown; null for a new one. */
  readonly before: TreatmentRecord | null;
  readonly now: Date;
  /** Who records, corrects or amends it. */
  readonly actorId: string;
};

type Use = TreatmentFields &
  GivenTreatment & {
    readonly product: Product | undefined;
    readonly productName: string;
    readonly wound: Wound | null;
    readonly isOnOrder: boolean;
  };

/**
 * What speaks against a treatment, each with its reason, and where stock has the package if that was looked
 * up; a failure where a reason is missing. A correction that
 * leaves product, wound and day as they were decides nothing anew: what was said then stays. So does what
 * was missing of the package, until somebody says more of it or less.
 */
export async function settleConcerns(db: ReadonlyDb, use: Use, reasons: readonly ConcernReason[]) {
  const { before } = use;
  const stood = before?.concerns ?? [];
  const isDecidedAnew = before === null || !isSameUse(before, use);
  const isTracedAnew = before === null || !isSameTrace(before, use);
  const { concerns, places } = isDecidedAnew
    ? await findConcerns(db, use)
    : { concerns: stood.filter((each) => !isGap(each)), places: null };
  const found = [...concerns, ...(isTracedAnew ? gapsOf(use) : stood.filter(isGap))];
  const settled = found.map(({ kind, about }) => {
    const earlier = stood.find((each) => isSameConcern(each, { kind, about }));
    const reason = reasonFor({ kind, about }, reasons) || earlier?.reason || '';
    return { kind, about, reason, raisedAt: earlier?.raisedAt ?? use.now.toISOString() };
  });
  const unanswered = settled.filter(({ reason }) => reason === '');
  if (unanswered.length === 0) return ok({ concerns: settled, places });
  return failWith(
    'ReasonNeeded',
    unanswered.every(isGap)
      ? 'Lot or area of the package is not recorded. Say it; if nobody can, say why for each in concernReasons.'
      : 'Something speaks against this treatment. Check it; if it was done all the same, say why for each in concernReasons.',
    { concerns: unanswered.map(({ kind, about }) => ({ kind, about })) },
  );
}

function gapsOf({ product, ...use }: Use): readonly Concern[] {
  if (product === undefined) return [];
  return traceGaps(use, { ...product, productClass: classOfProduct(product) });
}
