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
import { orderToRepeatFrom } from './repeat-order.ts';
import {
  countTreatments,
  insertTreatment,
  replaceTreatment,
  selectRecentBy,
  selectTreatment,
  selectTreatmentsOf,
  selectVersions,
} from './store.ts';
import { checkTreatment } from './treatment-problem.ts';

const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');
const unknownRecord = fail('UnknownRecord', 'There is no such treatment record here.');

async function recordAsSaved(tx: Tx, id: string) {
  const saved = await selectTreatment(tx, id);
  if (!saved) throw new Error('A treatment record that was just saved is gone');
  return ok(saved);
}

export const treatmentHandlers: Handlers<typeof treatmentOperations, Contexts> = {
  async 'treatments.record'({ patientId, ...typed }, { tx, now, newId, actor }) {
    const patient = await findPatient(tx, patientId);
    if (!patient) return unknownPatient;
    const checked = await checkTreatment(tx, typed, { patient, exceptRecordId: null, now });
    if (!checked.ok) return checked;
    const id = newId();
    const { productName, orderNumber } = checked.value;
    const row = { id, patientId, ...typed, productName, recordedBy: actor.userId };
    const saved = await insertTreatment(tx, row);
    return ok({ ...saved, orderNumber, recordedByName: actor.displayName });
  },
  async 'treatments.correct'({ treatmentRecordId, seen, reason, ...typed }, { tx, now, actor }) {
    const current = await selectTreatment(tx, treatmentRecordId);
    if (!current) return unknownRecord;
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else corrected this record meanwhile.', current);
    const patient = await findPatient(tx, current.patientId);
    if (!patient) return unknownPatient;
    const given = { patient, exceptRecordId: treatmentRecordId, now };
    const checked = await checkTreatment(tx, typed, given);
    if (!checked.ok) return checked;
    const to = { ...typed, productName: checked.value.productName };
    await replaceTreatment(tx, current, { to, reason, replacedBy: actor.userId, now });
    return recordAsSaved(tx, treatmentRecordId);
  },
  async 'treatments.list'({ patientId, ...page }, { db }) {
    if (!(await findPatient(db, patientId))) return unknownPatient;
    const records = await selectTreatmentsOf(db, patientId, page);
    return ok({ records, total: await countTreatments(db, patientId) });
  },
  async 'treatments.versions'({ treatmentRecordId }, { db }) {
    if (!(await selectTreatment(db, treatmentRecordId))) return unknownRecord;
    const versions = await selectVersions(db, treatmentRecordId);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- replaceTreatment wrote it, and dispatch checks it again
    return ok(versions.map((each) => ({ ...each, record: each.record as TreatmentRecord })));
  },
  async 'treatments.repeatLast'({ patientId }, { db }) {
    if (!(await findPatient(db, patientId))) return unknownPatient;
    const [from] = await selectTreatmentsOf(db, patientId, { limit: 1, offset: 0 });
    if (!from) return ok(null);
    return ok({ from, ...orderToRepeatFrom(from, await listOrdersOf(db, patientId)) });
  },
  async 'treatments.recentByClinician'({ userId, days, limit }, { db, now }) {
    if (!(await findUser(db, userId))) return fail('UnknownUser', 'There is no such person here.');
    const sinceOn = addDays(await todayAtSite(db, now), -days);
    return ok(await selectRecentBy(db, userId, { sinceOn, limit }));
  },
};
