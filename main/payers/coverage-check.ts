import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { Coverage, TypedCoverage } from '../../shared/payers/coverage.ts';
import {
  coverageProblem,
  samePriorityOf,
  tidyMemberId,
  withoutNeedlessSubscriber,
} from '../../shared/payers/coverage-problem.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { selectCoveragesOf } from './coverage-store.ts';
import { selectPayer } from './store.ts';

export type Before = {
  readonly patientId: string;
  /** Null for one that is added. */
  readonly current: Coverage | null;
  readonly now: Date;
};

/** Another coverage of the patient with the same turn on some of the days, as a failure; or null. */
export async function priorityProblem(
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
export async function checkedCoverage(db: ReadonlyDb, typed: TypedCoverage, before: Before) {
  const payer = await selectPayer(db, typed.payerId);
  const isKept = before.current?.payerId === typed.payerId;
  if (!payer || (!payer.isActive && !isKept))
    return fail('UnknownPayer', 'That payer is not used here. Choose another.');
  const { filingCode } = payer;
  const said = withoutNeedlessSubscriber(typed);
  const today = await todayAtSite(db, before.now);
  const problem = coverageProblem(said, { filingCode, today });
  if (problem) return fail(problem.code, problem.message);
  const taken = await priorityProblem(db, said, before);
  return taken ?? ok({ ...said, memberId: tidyMemberId(said.memberId, filingCode) });
}
