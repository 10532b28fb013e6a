import type { AssessmentContent, WoundAssessment } from '../../shared/assessments/assessment.ts';
import { canonicalText } from '../../shared/base/canonical-text.ts';
import { fail, failWith } from '../../shared/base/result.ts';
import type { TakenPhoto } from '../../shared/photos/taken-photo.ts';
import { contentOf } from '../../shared/signing/signed-content.ts';
import { addPhotosOf } from '../photos/actions.ts';
import {
  addAmendment,
  amendmentProblem,
  type NewAmendment,
  voidingProblem,
  voidRecord,
} from '../signing/actions.ts';
import { episodeOn, woundOf } from '../wounds/actions.ts';
import { keptContentOf } from './assessment-row.ts';
import { checkAssessment } from './check-assessment.ts';
import { type AssessmentContext, assessmentAsSaved, unknownWound } from './correct-assessment.ts';
import { photoRefused } from './photo-refused.ts';

/** An amendment as its author gives it: all fields as they should be, or none. */
export type AssessmentAmendment = Omit<NewAmendment, 'content'> & {
  readonly content: AssessmentContent | null;
  readonly confirmedUnusual: boolean;
  readonly photos: readonly TakenPhoto[];
};

/** Amends a signed assessment by the rules of any, signed by whoever acts. */
export async function amendAssessment(
  context: AssessmentContext,
  current: WoundAssessment,
  { content: typed, confirmedUnusual, photos, ...said }: AssessmentAmendment,
) {
  const { tx, now } = context;
  const problem = await amendmentProblem(
    tx,
    { ...current, recordKind: 'assessment' },
    { ...said, hasContent: typed !== null },
  );
  if (problem === 'stale')
    return failWith('Stale', 'Somebody else corrected this assessment meanwhile.', current);
  if (problem) return problem;
  if (typed === null) return amend(context, current.id, { ...said, content: null, photos });
  const content = keptContentOf(typed, current);
  if (saysNothingNew(content, current))
    return fail('NothingSaid', 'This correction changes nothing. Change what was wrong.');
  const wound = await woundOf(tx, current.woundId);
  if (!wound) return unknownWound;
  const wrong = await checkAssessment(tx, typed, { wound, before: current, confirmedUnusual, now });
  if (wrong) return wrong;
  if (episodeOn(wound, typed.assessedOn)?.id !== current.episodeId)
    return fail(
      'ImpossibleDate',
      'That day lies outside the episode of care of this assessment. Void it and record another.',
    );
  return amend(context, current.id, { ...said, note: null, content, photos });
}

/** Adds the amendment with the photos it brings, all of them or nothing; answers the record as it is shown then. */
async function amend(
  context: AssessmentContext,
  assessmentId: string,
  { photos, ...said }: NewAmendment & { readonly photos: readonly TakenPhoto[] },
) {
  const record = { kind: 'assessment', id: assessmentId } as const;
  const amendmentId = await addAmendment(context, record, said);
  const [refused] = await addPhotosOf(context, { assessmentId, amendmentId }, photos);
  return refused ? photoRefused(refused) : assessmentAsSaved(context.tx, assessmentId);
}

function saysNothingNew(content: ReturnType<typeof keptContentOf>, current: WoundAssessment) {
  const [said, shown] = [content, current].map((each) =>
    canonicalText(JSON.parse(JSON.stringify(contentOf('assessment', each)))),
  );
  return said === shown;
}

/** Strikes an assessment out; only who recorded it, or who may co-sign, can. */
export async function voidAssessment(
  context: AssessmentContext,
  current: WoundAssessment,
  reason: string,
) {
  const problem = voidingProblem(current, context.actor);
  if (problem) return problem;
  await voidRecord(context, { kind: 'assessment', id: current.id }, reason);
  return assessmentAsSaved(context.tx, current.id);
}
