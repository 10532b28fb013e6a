import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { HandedInDocument } from '../../shared/documents/handed-in-document.ts';
import { contentOf } from '../../shared/signing/signed-content.ts';
import type { treatmentOperations } from '../../shared/treatments/contract.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { addDocumentsOf } from '../documents/actions.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { takeBackTreatment } from '../inventory/actions.ts';
import {
  addAmendment,
  amendmentProblem,
  type NewAmendment,
  voidingProblem,
  voidRecord,
} from '../signing/actions.ts';
import { checkPin } from '../staff/pin-check.ts';
import { moveStockAnew } from './move-stock.ts';
import { prepareTreatment } from './prepare-treatment.ts';
import { selectTreatment } from './store.ts';

type AmendingContext = Parameters<typeof addAmendment>[0];

type SigningHandlers = Pick<
  Handlers<typeof treatmentOperations, Contexts>,
  'treatments.amend' | 'treatments.void'
>;

const unknownRecord = fail('UnknownRecord', 'There is no such treatment record here.');

async function asAmended(tx: Tx, id: string) {
  const shown = await selectTreatment(tx, id);
  if (!shown) throw new Error('A treatment record that was just amended is gone');
  return ok(shown);
}

/** Adds the amendment with the documents it brings, all of them or nothing; answers the record as it is shown then. */
async function amend(
  context: AmendingContext,
  { id, patientId }: TreatmentRecord,
  { documents, ...said }: NewAmendment & { readonly documents: readonly HandedInDocument[] },
) {
  const amendmentId = await addAmendment(context, { kind: 'treatment', id }, said);
  const to = { patientId, woundId: null, treatmentRecordId: id, amendmentId };
  const refused = await addDocumentsOf(context, to, documents);
  return refused
    ? failWith('DocumentRefused', refused.message, { digest: refused.digest })
    : asAmended(context.tx, id);
}

/** True when a correction would change nothing of what is shown. */
function saysNothingNew(current: TreatmentRecord, row: object): boolean {
  const shown = new Map<string, unknown>(Object.entries(current));
  return Object.entries(row).every(
    ([field, value]) => JSON.stringify(shown.get(field)) === JSON.stringify(value),
  );
}

export const treatmentSigningHandlers: SigningHandlers = {
  async 'treatments.amend'(
    { treatmentRecordId, pin, content: typed, documents, ...said },
    context,
  ) {
    const { tx, actor } = context;
    const checkedPin = await checkPin(context, actor.userId, pin);
    if (!checkedPin.ok) return checkedPin;
    const current = await selectTreatment(tx, treatmentRecordId);
    if (!current) return unknownRecord;
    const given = { ...said, hasContent: typed !== null };
    const problem = await amendmentProblem(tx, { ...current, recordKind: 'treatment' }, given);
    if (problem === 'stale')
      return failWith('Stale', 'Somebody else corrected this record meanwhile.', current);
    if (problem) return problem;
    if (typed === null) return amend(context, current, { ...said, content: null, documents });
    const patient = await findPatient(tx, current.patientId);
    if (!patient) return fail('UnknownPatient', 'There is no such patient here.');
    const prepared = await prepareTreatment(context, typed, { patient, before: current });
    if (!prepared.ok) return prepared;
    const { row, concerns, movedWith } = prepared.value;
    if (saysNothingNew(current, row))
      return fail('NothingSaid', 'This correction changes nothing. Change what was wrong.');
    const content = contentOf('treatment', { ...current, ...row, concerns });
    const after = { ...current, ...row };
    await moveStockAnew(context, { ...movedWith, before: current, after, reason: said.reason });
    return amend(context, current, { ...said, note: null, content, documents });
  },
  async 'treatments.void'({ treatmentRecordId, seen, reason, pin }, context) {
    const { tx, actor } = context;
    const checkedPin = await checkPin(context, actor.userId, pin);
    if (!checkedPin.ok) return checkedPin;
    const current = await selectTreatment(tx, treatmentRecordId);
    if (!current) return unknownRecord;
    const problem = voidingProblem(current, actor);
    if (problem) return problem;
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else corrected this record meanwhile.', current);
    await voidRecord(context, { kind: 'treatment', id: treatmentRecordId }, reason);
    await takeBackTreatment(context, treatmentRecordId, reason);
    return asAmended(tx, treatmentRecordId);
  },
};
