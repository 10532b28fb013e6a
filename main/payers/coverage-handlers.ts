import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { Coverage } from '../../shared/payers/coverage.ts';
import type { coverageOfPatientOperations } from '../../shared/payers/coverage-contract.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import { todayAtSite } from '../site/actions.ts';
import { checkedCoverage, priorityProblem } from './coverage-check.ts';
import {
  insertCoverages,
  selectCoverage,
  selectCoveragesOf,
  selectCoverageVersions,
  updateCoverage,
} from './coverage-store.ts';
import { coverageAsSaved, coverageAsSeen } from './seen-coverage.ts';

const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');

function listOrder(all: readonly Coverage[], today: string): Coverage[] {
  const rank = ({ voidedAt, endsOn }: Coverage) => {
    if (voidedAt !== null) return 2;
    return endsOn !== null && endsOn < today ? 1 : 0;
  };
  return all.toSorted((one, other) => rank(one) - rank(other));
}

export const coverageOfPatientHandlers: Handlers<typeof coverageOfPatientOperations, Contexts> = {
  async 'coverages.list'({ patientId }, { db, now }) {
    if (!(await findPatient(db, patientId))) return unknownPatient;
    return ok(listOrder(await selectCoveragesOf(db, patientId), await todayAtSite(db, now)));
  },
  async 'coverages.versions'({ coverageId }, { db }) {
    if (!(await selectCoverage(db, coverageId)))
      return fail('UnknownCoverage', 'There is no such insurance here.');
    return ok(await selectCoverageVersions(db, coverageId));
  },
  async 'coverages.add'({ patientId, ...typed }, { tx, now, newId, actor }) {
    if (!(await findPatient(tx, patientId))) return unknownPatient;
    const kept = await checkedCoverage(tx, typed, { patientId, current: null, now });
    if (!kept.ok) return kept;
    const id = newId();
    await insertCoverages(tx, [{ id, patientId, ...kept.value, recordedBy: actor.userId }]);
    return coverageAsSaved(tx, id);
  },
  async 'coverages.correct'({ coverageId, seen, ...typed }, { tx, now, actor }) {
    const found = await coverageAsSeen(tx, coverageId, seen);
    if (!found.ok) return found;
    const current = found.value;
    const kept = await checkedCoverage(tx, typed, { patientId: current.patientId, current, now });
    if (!kept.ok) return kept;
    await updateCoverage(tx, current, { to: kept.value, replacedBy: actor.userId, now });
    return coverageAsSaved(tx, coverageId);
  },
  async 'coverages.end'({ coverageId, seen, endsOn }, { tx, now, actor }) {
    const found = await coverageAsSeen(tx, coverageId, seen);
    if (!found.ok) return found;
    const current = found.value;
    if (endsOn < current.startsOn)
      return fail('ImpossibleDate', 'The last day is before the first day. Check the date.');
    const { patientId } = current;
    const taken = await priorityProblem(tx, { ...current, endsOn }, { patientId, current });
    if (taken) return taken;
    await updateCoverage(tx, current, { to: { endsOn }, replacedBy: actor.userId, now });
    return coverageAsSaved(tx, coverageId);
  },
  async 'coverages.void'({ coverageId, seen, reason }, { tx, now, actor }) {
    const found = await coverageAsSeen(tx, coverageId, seen);
    if (!found.ok) return found;
    const to = { voidedAt: now.toISOString(), voidedBy: actor.userId, voidReason: reason };
    await updateCoverage(tx, found.value, { to, replacedBy: actor.userId, now });
    return coverageAsSaved(tx, coverageId);
  },
};
