import { addDays } from '../../shared/base/civil-date.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { treatmentOperations } from '../../shared/treatments/contract.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { listOrdersOf } from '../orders/actions.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { findUser } from '../staff/actions.ts';
import { isEnteredLate } from '../signing/actions.ts';
import { insertConcerns, replaceConcerns } from './concern-store.ts';
import { moveStock, moveStockAnew } from './move-stock.ts';
import { occurredOf } from './occurred.ts';
import { prepareTreatment } from './prepare-treatment.ts';
import { orderToRepeatFrom } from './repeat-order.ts';
import {
  countTreatments,
  insertTreatment,
  replaceTreatment,
  selectLastTreatment,
  selectRecentBy,
  selectTreatment,
  selectTreatmentsOf,
  selectVersions,
} from './store.ts';

const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');
const unknownRecord = fail('UnknownRecord', 'There is no such treatment record here.');

/** What a record that was just saved has none of; asking the database would cost every save. */
const nobodyElseYet = {
  performedByName: null,
  signedByName: null,
  cosignedByName: null,
  voidedByName: null,
  amendmentCount: 0,
};

/** What versions that were kept before there was such a thing leave out. */
const notKeptThen = {
  ...nobodyElseYet,
  woundId: null,
  performedBy: null,
  appliedAt: null,
  appliedOffsetMinutes: null,
  appliedMm2: null,
  discardedMm2: null,
  discardReason: null,
  lotNumber: null,
  serialNumber: null,
  expiresOn: null,
  labelScans: null,
  reconstitutionMaterial: null,
  reconstitutionLot: null,
  reconstitutionExpiresOn: null,
  isImported: false,
  signedAt: null,
  signedBy: null,
  needsCosignature: false,
  cosignedAt: null,
  voidedAt: null,
  voidReason: null,
  isLateEntry: false,
} satisfies Partial<TreatmentRecord>;

async function recordAsSaved(tx: Tx, id: string) {
  const saved = await selectTreatment(tx, id);
  if (!saved) throw new Error('A treatment record that was just saved is gone');
  return ok(saved);
}

/** All but what signing adds (signing-handlers.ts). */
type TreatmentHandlers = Omit<
  Handlers<typeof treatmentOperations, Contexts>,
  'treatments.amend' | 'treatments.void'
>;

export const treatmentHandlers: TreatmentHandlers = {
  async 'treatments.record'({ patientId, ...typed }, context) {
    const { tx, now, newId, actor } = context;
    const patient = await findPatient(tx, patientId);
    if (!patient) return unknownPatient;
    const prepared = await prepareTreatment(context, typed, { patient, before: null });
    if (!prepared.ok) return prepared;
    const { row: said, orderNumber, concerns, movedWith } = prepared.value;
    const isLateEntry = await isEnteredLate(tx, occurredOf(said), now);
    const at = now.toISOString();
    const row = { id: newId(), patientId, ...said, recordedBy: actor.userId };
    const saved = await insertTreatment(tx, { ...row, isLateEntry, createdAt: at, updatedAt: at });
    await insertConcerns(tx, saved.id, { concerns, newId });
    await moveStock(context, saved, movedWith);
    if (saved.performedBy !== null || orderNumber === null) return recordAsSaved(tx, saved.id);
    const names = { orderNumber, recordedByName: actor.displayName };
    return ok({ ...saved, ...nobodyElseYet, ...names, concerns });
  },
  async 'treatments.correct'({ treatmentRecordId, seen, reason, ...typed }, context) {
    const { tx, now, newId, actor } = context;
    const current = await selectTreatment(tx, treatmentRecordId);
    if (!current) return unknownRecord;
    if (current.voidedAt !== null)
      return fail('AlreadyVoided', 'This record was voided. Record the treatment anew.');
    if (current.signedAt !== null)
      return fail('AlreadySigned', 'This record is signed and cannot change. Amend it.');
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else corrected this record meanwhile.', current);
    const patient = await findPatient(tx, current.patientId);
    if (!patient) return unknownPatient;
    const prepared = await prepareTreatment(context, typed, { patient, before: current });
    if (!prepared.ok) return prepared;
    const { row, concerns, movedWith } = prepared.value;
    // What was late once is shown as late for ever.
    const isLateEntry =
      current.isLateEntry ||
      (await isEnteredLate(tx, occurredOf(row), new Date(current.createdAt)));
    const to = { ...row, isLateEntry };
    await replaceTreatment(tx, current, { to, reason, replacedBy: actor.userId, now });
    await replaceConcerns(tx, treatmentRecordId, { concerns, newId });
    const after = { ...current, ...row };
    await moveStockAnew(context, { ...movedWith, before: current, after, reason });
    return recordAsSaved(tx, treatmentRecordId);
  },
  async 'treatments.get'({ treatmentRecordId }, { db }) {
    const found = await selectTreatment(db, treatmentRecordId);
    return found ? ok(found) : unknownRecord;
  },
  async 'treatments.list'({ patientId, ...page }, { db }) {
    if (!(await findPatient(db, patientId))) return unknownPatient;
    const records = await selectTreatmentsOf(db, patientId, page);
    return ok({ records, total: await countTreatments(db, patientId) });
  },
  async 'treatments.versions'({ treatmentRecordId }, { db }) {
    if (!(await selectTreatment(db, treatmentRecordId))) return unknownRecord;
    const versions = await selectVersions(db, treatmentRecordId);
    return ok(
      versions.map((each) => ({
        ...each,
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- replaceTreatment wrote it, and dispatch checks it again
        record: { ...notKeptThen, ...(each.record as TreatmentRecord) },
      })),
    );
  },
  async 'treatments.repeatLast'({ patientId }, { db }) {
    if (!(await findPatient(db, patientId))) return unknownPatient;
    const from = await selectLastTreatment(db, patientId);
    if (!from) return ok(null);
    return ok({ from, ...orderToRepeatFrom(from, await listOrdersOf(db, patientId)) });
  },
  async 'treatments.recentByClinician'({ userId, days, limit }, { db, now }) {
    if (!(await findUser(db, userId))) return fail('UnknownUser', 'There is no such person here.');
    const sinceOn = addDays(await todayAtSite(db, now), -days);
    return ok(await selectRecentBy(db, userId, { sinceOn, limit }));
  },
};
