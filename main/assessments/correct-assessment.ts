import type { AssessmentContent, WoundAssessment } from '../../shared/assessments/assessment.ts';
import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { CommandContext } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { isEnteredLate } from '../signing/actions.ts';
import { episodeOn, woundOf } from '../wounds/actions.ts';
import { columnsOf } from './assessment-row.ts';
import { checkAssessment } from './check-assessment.ts';
import { replaceAssessment, selectAssessment } from './store.ts';

export type AssessmentContext = Pick<CommandContext, 'tx' | 'now' | 'newId' | 'evenIfRefused'> & {
  readonly actor: Actor;
};

export const unknownWound = fail('UnknownWound', 'There is no such wound here.');
export const unknownRecord = fail('UnknownRecord', 'There is no such assessment here.');

/** An assessment as it is shown once it was saved. */
export async function assessmentAsSaved(tx: Tx, id: string) {
  const saved = await selectAssessment(tx, id);
  if (!saved) throw new Error('An assessment that was just saved is gone');
  return ok(saved);
}

/** When the wound was looked at. */
export function occurredOf({ assessedOn: on, assessedAt: at }: ReturnType<typeof columnsOf>) {
  return { on, at };
}

type AssessmentCorrection = {
  readonly content: AssessmentContent;
  readonly confirmedUnusual: boolean;
  readonly reason: string;
};

/** Changes an unsigned assessment by the rules of any; what stood before is kept. */
export async function correctAssessment(
  { tx, now, actor }: AssessmentContext,
  current: WoundAssessment,
  { content, confirmedUnusual, reason }: AssessmentCorrection,
) {
  if (current.voidedAt !== null)
    return fail('AlreadyVoided', 'This assessment was voided. Record a new one.');
  if (current.signedAt !== null)
    return fail('AlreadySigned', 'This assessment is signed and cannot change. Amend it.');
  const wound = await woundOf(tx, current.woundId);
  if (!wound) return unknownWound;
  const given = { wound, before: current, confirmedUnusual, now };
  const problem = await checkAssessment(tx, content, given);
  if (problem) return problem;
  const episode = episodeOn(wound, content.assessedOn);
  if (!episode)
    return fail('ImpossibleDate', 'The wound was not in care on that day. Check the date.');
  const columns = columnsOf(content, current);
  const recordedAt = new Date(current.createdAt);
  const isLateEntry =
    current.isLateEntry || (await isEnteredLate(tx, occurredOf(columns), recordedAt));
  const to = { ...columns, episodeId: episode.id, isLateEntry };
  await replaceAssessment(tx, current, { to, reason, replacedBy: actor.userId, now });
  return assessmentAsSaved(tx, current.id);
}
