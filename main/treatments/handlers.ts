import { addDays } from '../../shared/base/civil-date.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { treatmentOperations } from '../../shared/treatments/contract.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { listOrdersOf } from '../orders/actions.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import { todayAtSite } from '../site/actions.ts';
import { findUser } from '../staff/actions.ts';
import { isEnteredLate } from '../signing/actions.ts';
import { insertConcerns } from './concern-store.ts';
import {
  correctTreatment,
  recordAsSaved,
  unknownPatient,
  unknownRecord,
} from './correct-treatment.ts';
import { moveStock } from './move-stock.ts';
import { occurredOf } from './occurred.ts';
import { prepareTreatment } from './prepare-treatment.ts';
import { orderToRepeatFrom } from './repeat-order.ts';
import {
  countTreatments,
  insertTreatment,
  selectLastTreatment,
  selectRecentBy,
  selectTreatment,
  selectTreatmentsOf,
  selectVersions,
} from './store.ts';

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
    const current = await selectTreatment(context.tx, treatmentRecordId);
    if (!current) return unknownRecord;
    const isStanding = current.voidedAt === null && current.signedAt === null;
    if (isStanding && current.version !== seen)
      return failWith('Stale', 'Somebody else corrected this record meanwhile.', current);
    return correctTreatment(context, current, { typed, reason });
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
