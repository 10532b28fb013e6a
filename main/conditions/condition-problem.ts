import { fail, failWith } from '../../shared/base/result.ts';
import {
  type Condition,
  conditionDatesProblem,
  sameConditionOf,
  type TypedCondition,
} from '../../shared/conditions/condition.ts';
import { findPatient } from '../patients/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { selectConditionsOf } from './store.ts';

export type Before = {
  readonly patientId: string;
  /** Null for one that is added. */
  readonly current: Condition | null;
  readonly now: Date;
};

/** Why the days of a condition cannot be, or null. */
export async function datesProblem(
  db: ReadonlyDb,
  typed: Pick<TypedCondition, 'onsetOn' | 'endedOn'>,
  { patientId, now }: Pick<Before, 'patientId' | 'now'>,
) {
  const patient = await findPatient(db, patientId);
  if (!patient) throw new Error('The patient of a condition is gone');
  const today = await todayAtSite(db, now);
  const problem = conditionDatesProblem(typed, { today, birthOn: patient.birthOn });
  return problem === null ? null : fail('ImpossibleDate', problem);
}

/** Why a condition cannot stand on the problem list as it is typed, or null. */
export async function conditionProblem(db: ReadonlyDb, typed: TypedCondition, before: Before) {
  const wrongDays = await datesProblem(db, typed, before);
  if (wrongDays) return wrongDays;
  const { patientId, current } = before;
  const listed = await selectConditionsOf(db, patientId);
  const same = sameConditionOf(typed, listed, current?.id ?? null);
  return same === undefined
    ? null
    : failWith('AlreadyListed', 'That is on the problem list already.', same);
}
