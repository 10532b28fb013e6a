import { civilDateAt } from '../../shared/base/civil-date.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import { appliedAtProblem, keptAppliedAt } from '../../shared/treatments/applied-at.ts';
import { areaMismatch } from '../../shared/treatments/opened-area.ts';
import type { TreatmentFields } from '../../shared/treatments/treatment-entry.ts';
import { dayProblem, overuse } from '../../shared/treatments/treatment-record.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { findOrderInUse } from '../orders/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { productOfSku } from '../safety/actions.ts';
import { outsideScope } from '../scope/actions.ts';
import { siteTimeZone } from '../site/actions.ts';
import { findUser } from '../staff/actions.ts';
import { woundOf } from '../wounds/actions.ts';
import { type GivenTreatment, settleConcerns } from './settle-concerns.ts';

/** What the patient, the order, the product and the calendar say against a treatment; else what to write. */
export async function checkTreatment(
  db: ReadonlyDb,
  typed: TreatmentFields,
  given: GivenTreatment,
) {
  const taken = await takenFrom(db, typed, given);
  if (!taken.ok) return taken;
  const { line, orderNumber, product, productName } = taken.value;
  const timeZone = await siteTimeZone(db);
  const wrongDay = dateProblem(typed, given, timeZone);
  if (wrongDay) return wrongDay;
  const place = await placeOf(db, typed, given.patient);
  if (!place.ok) return place;
  const wrongDoer = await outsideScope(db, { ...typed, ...given });
  if (wrongDoer) return wrongDoer;
  const wrongUse = overuseProblem(typed, line) ?? areaProblem(typed, product?.packageMm2 ?? null);
  if (wrongUse) return wrongUse;
  const { wound } = place.value;
  const isOnOrder = line !== null;
  const use = { ...typed, ...given, product, productName, wound, isOnOrder };
  const settled = await settleConcerns(db, use, typed.concernReasons);
  if (!settled.ok) return settled;
  const { concernReasons: _, orderId: __, ...said } = typed;
  const row = {
    ...said,
    ...keptAppliedAt(typed.appliedAt, given.before),
    productName,
    woundLocation: wound === null ? typed.woundLocation : wound.location,
  };
  const { concerns, places } = settled.value;
  return ok({ row, orderNumber, concerns, movedWith: { product, places, timeZone } });
}

/** The order line and the product; a product without a line needs a name in the catalogue. */
async function takenFrom(
  db: ReadonlyDb,
  { orderId, productId }: TreatmentFields,
  { patient, before }: GivenTreatment,
) {
  const of = { productId, exceptRecordId: before?.id ?? null };
  const order = orderId === null ? null : await findOrderInUse(db, { ...of, orderId });
  if (order === undefined)
    return fail('UnknownOrder', 'There is no such order here. Choose another.');
  if (order !== null && order.patientId !== patient.id)
    return fail(
      'OrderOfAnotherPatient',
      'That order is of another patient. Choose one of this patient.',
    );
  const product = await productOfSku(db, productId);
  const nameBefore = before?.productId === productId ? before.productName : undefined;
  const line = order?.line ?? null;
  const productName = line?.productName ?? product?.name ?? nameBefore;
  if (productName === undefined)
    return fail(
      'NotOnOrder',
      'That product is not on the order, nor in the catalogue. Choose one that is.',
    );
  return ok({ line, orderNumber: order?.orderNumber ?? null, product, productName });
}

function dateProblem(
  { dateApplied, appliedAt }: TreatmentFields,
  { patient, before, now }: GivenTreatment,
  timeZone: string,
) {
  const wrongDay = dayProblem(dateApplied, patient, civilDateAt(now, timeZone));
  if (wrongDay !== null) return fail('ImpossibleDate', `dateApplied ${wrongDay}. Check the date.`);
  const kept = keptAppliedAt(appliedAt, before);
  const wrongTime = appliedAtProblem(kept, dateApplied, { timeZone, now });
  if (wrongTime !== null) return fail('ImpossibleDate', `appliedAt ${wrongTime}. Check the time.`);
  return null;
}

/** The wound that was named, if any, and that whoever did it exists. */
async function placeOf(
  db: ReadonlyDb,
  { woundId, performedBy }: TreatmentFields,
  patient: Patient,
) {
  if (performedBy !== null && !(await findUser(db, performedBy)))
    return fail('UnknownPerformer', 'There is no such person here. Choose who did it.');
  if (woundId === null) return ok({ wound: null });
  const wound: Wound | undefined = await woundOf(db, woundId);
  if (!wound || wound.voidedAt !== null)
    return fail('UnknownWound', 'There is no such wound here. Choose another.');
  if (wound.patientId !== patient.id)
    return fail(
      'WoundOfAnotherPatient',
      'That wound is of another patient. Choose one of this patient.',
    );
  return ok({ wound });
}

type Line = { readonly quantityOrdered: number; readonly alreadyUsed: number };

function overuseProblem({ quantityUsed, overuseReason }: TreatmentFields, line: Line | null) {
  if (line === null || overuseReason !== null) return null;
  if (overuse({ ...line, quantityUsed }) === 0) return null;
  const { quantityOrdered, alreadyUsed } = line;
  const quantityRemaining = quantityOrdered - alreadyUsed;
  return failWith(
    'MoreThanOrdered',
    `The order holds ${Math.max(0, quantityRemaining)} of this product, and ${quantityUsed} were used. Say why in overuseReason, or choose another order.`,
    { quantityOrdered, quantityRemaining, quantityUsed },
  );
}

function areaProblem(typed: TreatmentFields, packageMm2: number | null) {
  const mismatch = areaMismatch({ ...typed, packageMm2 });
  if (mismatch)
    return failWith(
      'AreasDoNotAddUp',
      `The opened packages have ${mismatch.openedMm2} mm², and ${mismatch.accountedMm2} mm² were applied or discarded. Say where each part of it went.`,
      mismatch,
    );
  if ((typed.discardedMm2 ?? 0) > 0 && typed.discardReason === null)
    return fail('DiscardReasonMissing', 'Say in discardReason why some of it was discarded.');
  return null;
}
