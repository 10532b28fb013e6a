import { fail, failWith } from '../../shared/base/result.ts';
import type { HandedInDocument } from '../../shared/documents/handed-in-document.ts';
import { contentOf } from '../../shared/signing/signed-content.ts';
import type { TreatmentFields } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { addDocumentsOf } from '../documents/actions.ts';
import { takeBackTreatment } from '../inventory/actions.ts';
import { findPatient } from '../patients/actions.ts';
import {
  addAmendment,
  amendmentProblem,
  type NewAmendment,
  voidingProblem,
  voidRecord,
} from '../signing/actions.ts';
import { recordAsSaved, type TreatmentContext, unknownPatient } from './correct-treatment.ts';
import { moveStockAnew } from './move-stock.ts';
import { prepareTreatment } from './prepare-treatment.ts';

/** An amendment as its author gives it: all fields as they should be, or none. */
export type TreatmentAmendment = Omit<NewAmendment, 'content'> & {
  readonly content: TreatmentFields | null;
  readonly documents: readonly HandedInDocument[];
};

/** Amends a signed record by the rules of any treatment, signed by whoever acts. */
export async function amendTreatment(
  context: TreatmentContext,
  current: TreatmentRecord,
  { content: typed, documents, ...said }: TreatmentAmendment,
) {
  const { tx } = context;
  const given = { ...said, hasContent: typed !== null };
  const problem = await amendmentProblem(tx, { ...current, recordKind: 'treatment' }, given);
  if (problem === 'stale')
    return failWith('Stale', 'Somebody else corrected this record meanwhile.', current);
  if (problem) return problem;
  if (typed === null) return amend(context, current, { ...said, content: null, documents });
  const patient = await findPatient(tx, current.patientId);
  if (!patient) return unknownPatient;
  const prepared = await prepareTreatment(context, typed, { patient, before: current });
  if (!prepared.ok) return prepared;
  const { row, concerns, movedWith } = prepared.value;
  if (saysNothingNew(current, row))
    return fail('NothingSaid', 'This correction changes nothing. Change what was wrong.');
  const content = contentOf('treatment', { ...current, ...row, concerns });
  const after = { ...current, ...row };
  await moveStockAnew(context, { ...movedWith, before: current, after, reason: said.reason });
  return amend(context, current, { ...said, note: null, content, documents });
}

/** Adds the amendment with the documents it brings, all of them or nothing; answers the record as it is shown then. */
async function amend(
  context: TreatmentContext,
  { id, patientId }: TreatmentRecord,
  { documents, ...said }: NewAmendment & { readonly documents: readonly HandedInDocument[] },
) {
  const amendmentId = await addAmendment(context, { kind: 'treatment', id }, said);
  const to = { patientId, woundId: null, treatmentRecordId: id, amendmentId };
  const refused = await addDocumentsOf(context, to, documents);
  return refused
    ? failWith('DocumentRefused', refused.message, { digest: refused.digest })
    : recordAsSaved(context.tx, id);
}

/** True when a correction would change nothing of what is shown. */
function saysNothingNew(current: TreatmentRecord, row: object): boolean {
  const shown = new Map<string, unknown>(Object.entries(current));
  return Object.entries(row).every(
    ([field, value]) => JSON.stringify(shown.get(field)) === JSON.stringify(value),
  );
}

/** Strikes a record out and takes back what it moved; only who recorded it, or who may co-sign, can. */
export async function voidTreatment(
  context: TreatmentContext,
  current: TreatmentRecord,
  reason: string,
) {
  const problem = voidingProblem(current, context.actor);
  if (problem) return problem;
  await voidRecord(context, { kind: 'treatment', id: current.id }, reason);
  await takeBackTreatment(context, current.id, reason);
  return recordAsSaved(context.tx, current.id);
}
