import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import type { assessmentOperations } from '../../shared/assessments/contract.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import type { Contexts } from '../platform/context.ts';
import { addPhotosOf } from '../photos/actions.ts';
import { isEnteredLate } from '../signing/actions.ts';
import { episodeOn, woundOf } from '../wounds/actions.ts';
import { columnsOf } from './assessment-row.ts';
import { checkAssessment } from './check-assessment.ts';
import {
  assessmentAsSaved,
  correctAssessment,
  occurredOf,
  unknownRecord,
  unknownWound,
} from './correct-assessment.ts';
import { photoRefused } from './photo-refused.ts';
import {
  insertAssessments,
  selectAssessment,
  selectAssessmentsOf,
  selectAssessmentVersions,
} from './store.ts';

function notOpen({ voidedAt, status, statusOn }: Wound) {
  if (voidedAt !== null)
    return fail('WoundNotOpen', 'This wound was struck out. Choose another, or register it anew.');
  const ended =
    status === 'healed' ? `The wound healed on ${statusOn}` : `Care ended on ${statusOn}`;
  return fail('WoundNotOpen', `${ended}. Reopen the wound if it is open again, or check the date.`);
}

/** All but what signing adds (signing-handlers.ts). */
type AssessmentHandlers = Omit<
  Handlers<typeof assessmentOperations, Contexts>,
  'assessments.amend' | 'assessments.void'
>;

export const assessmentHandlers: AssessmentHandlers = {
  async 'assessments.record'({ photos, ...input }, context) {
    const { tx, now, newId, actor } = context;
    const { woundId, confirmedUnusual, ...content } = input;
    const wound = await woundOf(tx, woundId);
    if (!wound) return unknownWound;
    if (wound.voidedAt !== null) return notOpen(wound);
    const given = { wound, before: null, confirmedUnusual, now };
    const problem = await checkAssessment(tx, content, given);
    if (problem) return problem;
    const episode = episodeOn(wound, content.assessedOn);
    if (!episode) return notOpen(wound);
    const id = newId();
    const columns = columnsOf(content, null);
    const isLateEntry = await isEnteredLate(tx, occurredOf(columns), now);
    const of = { id, patientId: wound.patientId, woundId, episodeId: episode.id };
    const at = now.toISOString();
    const recorded = { isLateEntry, recordedBy: actor.userId, createdAt: at, updatedAt: at };
    await insertAssessments(tx, [{ ...of, ...columns, ...recorded }]);
    const by = { assessmentId: id, amendmentId: null };
    const refused = await addPhotosOf(context, by, photos);
    const correctable = refused.find(({ code }) => code === 'ImpossibleDate');
    if (correctable) return photoRefused(correctable);
    const saved = await assessmentAsSaved(tx, id);
    // What else stands against a photo cannot be mended in the form: what was seen is saved without it.
    const photosLeftOut = refused.map(({ digest, message }) => ({ digest, message }));
    return ok({ ...saved.value, photosLeftOut });
  },
  async 'assessments.correct'(input, context) {
    const { assessmentId, seen, reason, confirmedUnusual, ...content } = input;
    const current = await selectAssessment(context.tx, assessmentId);
    if (!current) return unknownRecord;
    const isStanding = current.voidedAt === null && current.signedAt === null;
    if (isStanding && current.version !== seen)
      return failWith('Stale', 'Somebody else corrected this assessment meanwhile.', current);
    return correctAssessment(context, current, { content, confirmedUnusual, reason });
  },
  async 'assessments.get'({ assessmentId }, { db }) {
    const found = await selectAssessment(db, assessmentId);
    return found ? ok(found) : unknownRecord;
  },
  async 'assessments.list'({ woundId }, { db }) {
    if (!(await woundOf(db, woundId))) return unknownWound;
    return ok(await selectAssessmentsOf(db, woundId));
  },
  async 'assessments.versions'({ assessmentId }, { db }) {
    if (!(await selectAssessment(db, assessmentId))) return unknownRecord;
    const versions = await selectAssessmentVersions(db, assessmentId);
    return ok(
      versions.map((each) => ({
        ...each,
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- replaceAssessment wrote it, and dispatch checks it again
        assessment: each.assessment as WoundAssessment,
      })),
    );
  },
};
