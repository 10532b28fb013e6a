import type { Handlers } from '../../shared/base/contract.ts';
import { fail } from '../../shared/base/result.ts';
import type { Coverage, PriorAuthorization } from '../../shared/payers/coverage.ts';
import type { authorizationOperations } from '../../shared/payers/coverage-contract.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { woundOf } from '../wounds/actions.ts';
import { insertAuthorization, updateAuthorization, updateCoverage } from './coverage-store.ts';
import { coverageAsSaved, coverageAsSeen } from './seen-coverage.ts';

type TypedAuthorization = Pick<PriorAuthorization, 'woundId' | 'startsOn' | 'endsOn'>;

async function authorizationProblem(tx: Tx, typed: TypedAuthorization, { patientId }: Coverage) {
  if (typed.endsOn < typed.startsOn)
    return fail('ImpossibleDate', 'The last day is before the first day. Check both dates.');
  if (typed.woundId === null) return null;
  const wound = await woundOf(tx, typed.woundId);
  return wound?.patientId === patientId && wound.voidedAt === null
    ? null
    : fail('UnknownWound', 'This patient has no such wound. Choose another.');
}

export const authorizationHandlers: Handlers<typeof authorizationOperations, Contexts> = {
  async 'authorizations.add'({ coverageId, seen, ...typed }, { tx, now, newId, actor }) {
    const found = await coverageAsSeen(tx, coverageId, seen);
    if (!found.ok) return found;
    const problem = await authorizationProblem(tx, typed, found.value);
    if (problem) return problem;
    await insertAuthorization(tx, {
      id: newId(),
      coverageId,
      ...typed,
      recordedBy: actor.userId,
    });
    await updateCoverage(tx, found.value, { to: {}, replacedBy: actor.userId, now });
    return coverageAsSaved(tx, coverageId);
  },
  async 'authorizations.correct'(
    { coverageId, seen, authorizationId, ...typed },
    { tx, now, actor },
  ) {
    const found = await coverageAsSeen(tx, coverageId, seen);
    if (!found.ok) return found;
    const current = found.value.authorizations.find(({ id }) => id === authorizationId);
    if (!current) return fail('UnknownAuthorization', 'This insurance has no such authorization.');
    const problem = await authorizationProblem(tx, typed, found.value);
    if (problem) return problem;
    await updateAuthorization(tx, current, typed);
    await updateCoverage(tx, found.value, { to: {}, replacedBy: actor.userId, now });
    return coverageAsSaved(tx, coverageId);
  },
};
