import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { Coverage, TypedCoverage } from '../../shared/payers/coverage.ts';
import type { coverageOfPatientOperations } from '../../shared/payers/coverage-contract.ts';
import {
  coverageProblem,
  samePriorityOf,
  tidyMemberId,
  withoutNeedlessSubscriber,
} from '../../shared/payers/coverage-problem.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import {
  insertCoverages,
  selectCoverage,
  selectCoveragesOf,
  selectCoverageVersions,
  updateCoverage,
} from './coverage-store.ts';
import { coverageAsSaved, coverageAsSeen } from './seen-coverage.ts';
import { selectPayer } from './store.ts';

const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');

type Before = { readonly patientId: string; readonly current: Coverage | null; readonly now: Date };

/** Another coverage of the patient with the same turn on some of the days, as a failure; or null. */
async function priorityProblem(
  db: ReadonlyDb,
  typed: Pick<Coverage, 'priority' | 'startsOn' | 'endsOn'>,
  { patientId, current }: Pick<Before, 'patientId' | 'current'>,
) {
  const all = await selectCoveragesOf(db, patientId);
  const other = samePriorityOf(typed, all, current?.id ?? null);
  return other === undefined
    ? null
    : failWith(
        'PriorityTaken',
        'Another insurance of this patient has the same turn on some of these days. End that one first, or choose another turn.',
        other,
      );
}

/** What is typed as it is kept, or why it cannot be. */
async function checked(tx: Tx, typed: TypedCoverage, before: Before) {
  const payer = await selectPayer(tx, typed.payerId);
  const isKept = before.current?.payerId === typed.payerId;
  if (!payer || (!payer.isActive && !isKept))
    return fail('UnknownPayer', 'That payer is not used here. Choose another.');
  const { filingCode } = payer;
  const said = withoutNeedlessSubscriber(typed);
  const today = await todayAtSite(tx, before.now);
  const problem = coverageProblem(said, { filingCode, today });
  if (problem) return fail(problem.code, problem.message);
  const taken = await priorityProblem(tx, said, before);
  return taken ?? ok({ ...said, memberId: tidyMemberId(said.memberId, filingCode) });
}

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
    const kept = await checked(tx, typed, { patientId, current: null, now });
    if (!kept.ok) return kept;
    const id = newId();
    await insertCoverages(tx, [{ id, patientId, ...kept.value, recordedBy: actor.userId }]);
    return coverageAsSaved(tx, id);
  },
  async 'coverages.correct'({ coverageId, seen, ...typed }, { tx, now, actor }) {
    const found = await coverageAsSeen(tx, coverageId, seen);
    if (!found.ok) return found;
    const current = found.value;
    const kept = await checked(tx, typed, { patientId: current.patientId, current, now });
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
