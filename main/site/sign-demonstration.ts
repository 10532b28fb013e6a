import type { Actor } from '../../shared/base/permission.ts';
import { addDays, type CivilDate } from '../../shared/base/civil-date.ts';
import { contentOf } from '../../shared/signing/signed-content.ts';
import type { Tx } from '../platform/database.ts';
import { addAmendment, voidRecord } from '../signing/actions.ts';
import { type PastSigning, signPastRecords } from '../signing/past-actions.ts';
import { treatmentAsSigned } from '../treatments/actions.ts';

/** A treatment of the demonstration, with who recorded it. */
export type DemonstrationTreatment = {
  readonly id: string;
  readonly mrn: string;
  readonly dateApplied: CivilDate;
  readonly recordedAt: Date | null;
  readonly recorder: PastSigning['signer'];
};

type Filling = {
  readonly tx: Tx;
  readonly newId: () => string;
  readonly today: CivilDate;
};

/** Nobody has signed the last days yet: that is what stands in the lists of those who treat. */
export const UNSIGNED_DAYS = 4;
export const SIGNED_AFTER_MS = 12 * 60_000;
const AMENDED_AFTER_MS = 26 * 3_600_000;

/** The patient whose first treatment was corrected after it was signed, and the one with a voided record. */
const CORRECTED_MRN = 'DEMO-0010';
const VOIDED_MRN = 'DEMO-0009';

/**
 * Signs the treatments of the demonstration but the newest, corrects one and voids one. One was recorded
 * by a nurse and waits for a co-signature by the rule of the site. `treatments` are oldest first.
 */
export async function signDemonstration(
  filling: Filling,
  treatments: readonly DemonstrationTreatment[],
): Promise<void> {
  const { today } = filling;
  const signings = treatments.flatMap(({ id, dateApplied, recordedAt, recorder }) =>
    recordedAt === null || dateApplied > addDays(today, -UNSIGNED_DAYS)
      ? []
      : [{ recordId: id, signer: recorder, signedAt: later(recordedAt, SIGNED_AFTER_MS) }],
  );
  await signPastRecords(filling, 'treatment', signings);
  await correctOne(filling, firstOf(treatments, CORRECTED_MRN));
  await voidOne(filling, firstOf(treatments, VOIDED_MRN));
}

function firstOf(treatments: readonly DemonstrationTreatment[], mrn: string) {
  const first = treatments.find((treatment) => treatment.mrn === mrn);
  if (!first?.recordedAt) throw new Error(`The demonstration has no past treatment of ${mrn}`);
  return { ...first, recordedAt: first.recordedAt };
}

type PastTreatment = ReturnType<typeof firstOf>;

async function correctOne(filling: Filling, { id, recordedAt, recorder }: PastTreatment) {
  const signed = await treatmentAsSigned(filling.tx, id);
  if (!signed) throw new Error('A treatment of the demonstration is gone');
  await addAmendment(
    { ...filling, now: later(recordedAt, AMENDED_AFTER_MS), actor: actorOf(recorder) },
    { kind: 'treatment', id },
    {
      kind: 'correction',
      reason: 'The depth was left out of the note.',
      note: null,
      content: {
        ...contentOf('treatment', signed),
        doctorNotes: `${signed.doctorNotes ?? ''} Depth 0.1 cm.`.trim(),
      },
      supersedes: null,
    },
  );
}

function voidOne(filling: Filling, { id, recordedAt, recorder }: PastTreatment): Promise<void> {
  return voidRecord(
    { tx: filling.tx, now: later(recordedAt, AMENDED_AFTER_MS), actor: actorOf(recorder) },
    { kind: 'treatment', id },
    'Recorded by mistake: the sheet was taken out of the package, and another patient got it.',
  );
}

function actorOf({ id, displayName, role }: PastSigning['signer']): Actor {
  return { userId: id, displayName, role, permissions: [] };
}

function later(instant: Date, byMs: number): Date {
  return new Date(instant.getTime() + byMs);
}
