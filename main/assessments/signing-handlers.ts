import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import type { assessmentOperations } from '../../shared/assessments/contract.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { canonicalText } from '../../shared/base/canonical-text.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { TakenPhoto } from '../../shared/photos/taken-photo.ts';
import { contentOf } from '../../shared/signing/signed-content.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { addPhotosOf } from '../photos/actions.ts';
import {
  addAmendment,
  amendmentProblem,
  type NewAmendment,
  voidingProblem,
  voidRecord,
} from '../signing/actions.ts';
import { checkPin } from '../staff/pin-check.ts';
import { episodeOn, woundOf } from '../wounds/actions.ts';
import { keptContentOf } from './assessment-row.ts';
import { checkAssessment } from './check-assessment.ts';
import { photoRefused } from './photo-refused.ts';
import { selectAssessment } from './store.ts';

type AmendingContext = Parameters<typeof addAmendment>[0];

type SigningHandlers = Pick<
  Handlers<typeof assessmentOperations, Contexts>,
  'assessments.amend' | 'assessments.void'
>;

const unknownRecord = fail('UnknownRecord', 'There is no such assessment here.');

async function asAmended(tx: Tx, id: string) {
  const shown = await selectAssessment(tx, id);
  if (!shown) throw new Error('An assessment that was just amended is gone');
  return ok(shown);
}

/** Adds the amendment with the photos it brings, all of them or nothing; answers the record as it is shown then. */
async function amend(
  context: AmendingContext,
  assessmentId: string,
  { photos, ...said }: NewAmendment & { readonly photos: readonly TakenPhoto[] },
) {
  const record = { kind: 'assessment', id: assessmentId } as const;
  const amendmentId = await addAmendment(context, record, said);
  const [refused] = await addPhotosOf(context, { assessmentId, amendmentId }, photos);
  return refused ? photoRefused(refused) : asAmended(context.tx, assessmentId);
}

function saysNothingNew(content: ReturnType<typeof keptContentOf>, current: WoundAssessment) {
  const [said, shown] = [content, current].map((each) =>
    canonicalText(JSON.parse(JSON.stringify(contentOf('assessment', each)))),
  );
  return said === shown;
}

export const assessmentSigningHandlers: SigningHandlers = {
  async 'assessments.amend'({ assessmentId, pin, content: typed, photos, ...given }, context) {
    const { tx, now, actor } = context;
    const { confirmedUnusual, ...said } = given;
    const checkedPin = await checkPin(context, actor.userId, pin);
    if (!checkedPin.ok) return checkedPin;
    const current = await selectAssessment(tx, assessmentId);
    if (!current) return unknownRecord;
    const hasContent = typed !== null;
    const problem = await amendmentProblem(
      tx,
      { ...current, recordKind: 'assessment' },
      { ...said, hasContent },
    );
    if (problem === 'stale')
      return failWith('Stale', 'Somebody else corrected this assessment meanwhile.', current);
    if (problem) return problem;
    if (typed === null) return amend(context, assessmentId, { ...said, content: null, photos });
    const content = keptContentOf(typed, current);
    if (saysNothingNew(content, current))
      return fail('NothingSaid', 'This correction changes nothing. Change what was wrong.');
    const wound = await woundOf(tx, current.woundId);
    if (!wound) return fail('UnknownWound', 'There is no such wound here.');
    const against = { wound, before: current, confirmedUnusual, now };
    const wrong = await checkAssessment(tx, typed, against);
    if (wrong) return wrong;
    if (episodeOn(wound, typed.assessedOn)?.id !== current.episodeId)
      return fail(
        'ImpossibleDate',
        'That day lies outside the episode of care of this assessment. Void it and record another.',
      );
    return amend(context, assessmentId, { ...said, note: null, content, photos });
  },
  async 'assessments.void'({ assessmentId, seen, reason, pin }, context) {
    const { tx, actor } = context;
    const checkedPin = await checkPin(context, actor.userId, pin);
    if (!checkedPin.ok) return checkedPin;
    const current = await selectAssessment(tx, assessmentId);
    if (!current) return unknownRecord;
    const problem = voidingProblem(current, actor);
    if (problem) return problem;
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else corrected this assessment meanwhile.', current);
    await voidRecord(context, { kind: 'assessment', id: assessmentId }, reason);
    return asAmended(tx, assessmentId);
  },
};
