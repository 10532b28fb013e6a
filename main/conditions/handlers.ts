import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { conditionOperations } from '../../shared/conditions/contract.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { conditionProblem, datesProblem } from './condition-problem.ts';
import {
  insertConditions,
  selectCondition,
  selectConditionsOf,
  selectConditionVersions,
  updateCondition,
} from './store.ts';

const unknownCondition = fail('UnknownCondition', 'There is no such condition here.');
const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');

async function conditionAsSeen(tx: Tx, conditionId: string, seen: number) {
  const current = await selectCondition(tx, conditionId);
  if (!current) return unknownCondition;
  if (current.voidedAt !== null)
    return fail('AlreadyVoided', 'This condition was struck out. Add it anew if it is right.');
  if (current.version !== seen)
    return failWith('Stale', 'Somebody else changed this condition meanwhile.', current);
  return ok(current);
}

async function asSaved(tx: Tx, id: string) {
  const saved = await selectCondition(tx, id);
  if (!saved) throw new Error('A condition that was just saved is gone');
  return ok(saved);
}

export const conditionHandlers: Handlers<typeof conditionOperations, Contexts> = {
  async 'conditions.list'({ patientId }, { db }) {
    if (!(await findPatient(db, patientId))) return unknownPatient;
    return ok(await selectConditionsOf(db, patientId));
  },
  async 'conditions.versions'({ conditionId }, { db }) {
    if (!(await selectCondition(db, conditionId))) return unknownCondition;
    return ok(await selectConditionVersions(db, conditionId));
  },
  async 'conditions.add'({ patientId, ...typed }, { tx, now, newId, actor }) {
    if (!(await findPatient(tx, patientId))) return unknownPatient;
    const before = { patientId, current: null, now };
    const problem = await conditionProblem(tx, typed, before);
    if (problem) return problem;
    const id = newId();
    await insertConditions(tx, [{ id, patientId, ...typed, recordedBy: actor.userId }]);
    return asSaved(tx, id);
  },
  async 'conditions.correct'({ conditionId, seen, ...typed }, { tx, now, actor }) {
    const found = await conditionAsSeen(tx, conditionId, seen);
    if (!found.ok) return found;
    const current = found.value;
    const before = { patientId: current.patientId, current, now };
    const problem = await conditionProblem(tx, typed, before);
    if (problem) return problem;
    await updateCondition(tx, current, { to: typed, replacedBy: actor.userId, now });
    return asSaved(tx, conditionId);
  },
  async 'conditions.end'({ conditionId, seen, endedOn }, { tx, now, actor }) {
    const found = await conditionAsSeen(tx, conditionId, seen);
    if (!found.ok) return found;
    const current = found.value;
    if (current.endedOn !== null) return fail('AlreadyEnded', 'This condition has ended already.');
    const before = { patientId: current.patientId, current, now };
    const problem = await datesProblem(tx, { ...current, endedOn }, before);
    if (problem) return problem;
    await updateCondition(tx, current, { to: { endedOn }, replacedBy: actor.userId, now });
    return asSaved(tx, conditionId);
  },
  async 'conditions.void'({ conditionId, seen, reason }, { tx, now, actor }) {
    const found = await conditionAsSeen(tx, conditionId, seen);
    if (!found.ok) return found;
    const to = { voidedAt: now.toISOString(), voidedBy: actor.userId, voidReason: reason };
    await updateCondition(tx, found.value, { to, replacedBy: actor.userId, now });
    return asSaved(tx, conditionId);
  },
};
