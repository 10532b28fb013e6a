import type { CivilDate } from '../../shared/base/civil-date.ts';
import { type Condition, isPresentOn } from '../../shared/conditions/condition.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { insertConditions, selectConditionsOf } from './store.ts';

/** A diagnosis of the problem list that a claim may name: ICD-10-CM with its dot, and its words. */
export type ListedDiagnosis = {
  readonly conditionId: string;
  readonly diagnosisCode: string;
  readonly words: string;
};

/** Instants of one form, as the database writes them, stand in the order of their text. */
function byEntry(one: Condition, other: Condition): number {
  return `${one.createdAt} ${one.id}` < `${other.createdAt} ${other.id}` ? -1 : 1;
}

/** What a patient's problem list says on a day, with codes only, in the order of entry. */
export async function diagnosesOf(
  db: ReadonlyDb,
  patientId: string,
  on: CivilDate,
): Promise<ListedDiagnosis[]> {
  const all = await selectConditionsOf(db, patientId);
  return all
    .toSorted(byEntry)
    .flatMap(({ id, diagnosisCode, words, ...when }) =>
      diagnosisCode !== null && isPresentOn(when, on)
        ? [{ conditionId: id, diagnosisCode, words }]
        : [],
    );
}

export type NewCondition = Pick<
  Condition,
  'id' | 'patientId' | 'diagnosisCode' | 'words' | 'onsetOn' | 'endedOn'
> & { readonly recordedBy: string };

/** Puts conditions whose fields were checked on problem lists. */
export function addConditions(tx: Tx, conditions: readonly NewCondition[]): Promise<void> {
  return insertConditions(tx, conditions);
}
