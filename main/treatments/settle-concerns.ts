import { failWith, ok } from '../../shared/base/result.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import type { Product } from '../../shared/products/contract.ts';
import {
  type ConcernReason,
  isSameConcern,
  reasonFor,
  type TreatmentConcern,
} from '../../shared/safety/concern.ts';
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
};

type Use = TreatmentFields &
  GivenTreatment & {
    readonly product: Product | undefined;
    readonly productName: string;
    readonly wound: Wound | null;
    readonly isOnOrder: boolean;
  };

/**
 * What speaks against a treatment, each with its reason; a failure where one has none. A correction that
 * leaves product, wound and day as they were decides nothing anew: what was said then stays.
 */
export async function settleConcerns(db: ReadonlyDb, use: Use, reasons: readonly ConcernReason[]) {
  const { before } = use;
  const stood: readonly TreatmentConcern[] = before?.concerns ?? [];
  const isDecidedAnew = before === null || !isSameUse(before, use);
  const found = isDecidedAnew ? await findConcerns(db, use) : stood;
  const settled = found.map(({ kind, about }) => {
    const earlier = stood.find((each) => isSameConcern(each, { kind, about }));
    const reason = reasonFor({ kind, about }, reasons) || earlier?.reason || '';
    return { kind, about, reason, raisedAt: earlier?.raisedAt ?? use.now.toISOString() };
  });
  const unanswered = settled.filter(({ reason }) => reason === '');
  if (unanswered.length === 0) return ok(settled);
  return failWith(
    'ReasonNeeded',
    'Something speaks against this treatment. Check it; if it was done all the same, say why for each in concernReasons.',
    { concerns: unanswered.map(({ kind, about }) => ({ kind, about })) },
  );
}
