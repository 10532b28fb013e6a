import { fail, ok } from '../../shared/base/result.ts';
import { findPatient } from '../patients/actions.ts';
import type { Tx } from '../platform/database.ts';
import { isAmendmentOf, selectTreatmentFor, selectWoundFor } from './store.ts';

/** What a document is attached to. */
export type AttachedTo = {
  readonly patientId: string;
  readonly woundId: string | null;
  readonly treatmentRecordId: string | null;
  readonly amendmentId: string | null;
};

/** What the chart says against a document; else its patient. */
export async function checkAttachedTo(tx: Tx, to: AttachedTo) {
  const patient = await findPatient(tx, to.patientId);
  if (!patient) return fail('UnknownPatient', 'There is no such patient here.');
  const ofWound = await woundRefusal(tx, to);
  if (ofWound) return ofWound;
  const ofTreatment = await treatmentRefusal(tx, to);
  return ofTreatment ?? ok(patient);
}

async function woundRefusal(tx: Tx, { patientId, woundId }: AttachedTo) {
  if (woundId === null) return null;
  const wound = await selectWoundFor(tx, woundId);
  if (wound?.patientId !== patientId)
    return fail('NotThisPatients', 'That wound is not of this patient. Choose one that is.');
  return wound.voidedAt === null
    ? null
    : fail('AlreadyVoided', 'That wound is struck out. Attach the document to another.');
}

async function treatmentRefusal(tx: Tx, to: AttachedTo) {
  const { patientId, treatmentRecordId, amendmentId } = to;
  if (treatmentRecordId === null)
    return amendmentId === null
      ? null
      : fail('UnknownAmendment', 'An amendment is of a treatment: say which.');
  const treatment = await selectTreatmentFor(tx, treatmentRecordId);
  if (treatment?.patientId !== patientId)
    return fail('NotThisPatients', 'That treatment is not of this patient. Choose one that is.');
  if (treatment.voidedAt !== null)
    return fail('AlreadyVoided', 'That treatment is struck out. Attach the document to another.');
  if (amendmentId !== null && !(await isAmendmentOf(tx, amendmentId, treatmentRecordId)))
    return fail('UnknownAmendment', 'That amendment is not of this treatment.');
  return treatment.signedAt !== null && amendmentId === null
    ? fail('AlreadySigned', 'That treatment is signed. Amend it to attach a document.')
    : null;
}
