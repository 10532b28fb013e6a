import { fail, ok } from '../../shared/base/result.ts';
import type { Calibration, PhotoPoint } from '../../shared/photos/contract.ts';
import {
  calibrationProblem,
  measuredAreaMm2,
  measuredAreaProblem,
  outlineProblem,
  type PictureSize,
} from '../../shared/photos/photo-measure.ts';
import type { Tx } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { isAmendmentOf, selectAssessmentFor, selectPlacesOf } from './store.ts';

/** How far the clock of a camera may be ahead of this computer's. */
const CLOCKS_APART_MS = 5 * 60_000;

type NewPhoto = {
  readonly assessmentId: string;
  readonly digest: string;
  readonly takenAt: string;
  readonly amendmentId: string | null;
};

/** What the assessment and the calendar say against a photo; else the assessment that takes it. */
export async function checkNewPhoto(tx: Tx, photo: NewPhoto, now: Date) {
  const assessment = await selectAssessmentFor(tx, photo.assessmentId);
  if (!assessment) return fail('UnknownAssessment', 'There is no such assessment here.');
  if (assessment.voidedAt !== null)
    return fail('AlreadyVoided', 'This assessment is struck out. Add the photo to another.');
  const { amendmentId } = photo;
  if (amendmentId !== null && !(await isAmendmentOf(tx, amendmentId, assessment.id)))
    return fail('UnknownAmendment', 'That amendment is not of this assessment.');
  if (assessment.signedAt !== null && amendmentId === null)
    return fail('AlreadySigned', 'This assessment is signed. Amend it to add a photo.');
  const takenAt = new Date(photo.takenAt);
  if (takenAt.getTime() > now.getTime() + CLOCKS_APART_MS)
    return fail(
      'ImpossibleDate',
      'The photo was taken in the future, by its date. Check the date.',
    );
  if ((await todayAtSite(tx, takenAt)) < assessment.patientBirthOn)
    return fail(
      'ImpossibleDate',
      'The photo was taken before the patient was born, by its date. Check the date.',
    );
  for (const place of await selectPlacesOf(tx, photo.digest)) {
    if (place.woundAssessmentId === assessment.id)
      return fail('AlreadyAdded', 'This photo is on this assessment already.');
    if (place.patientId !== assessment.patientId)
      return fail(
        'AlreadyAdded',
        'This very photo is in another patient’s chart. Check whose it is; where it is wrong, strike it out first.',
      );
  }
  return ok(assessment);
}

type Measure = {
  readonly calibration: Calibration | null;
  readonly outline: readonly PhotoPoint[] | null;
};

/** What the picture says against a measurement; else the area, or null where one half is missing. */
export function checkMeasure({ calibration, outline }: Measure, size: PictureSize) {
  const ofCalibration = calibration && calibrationProblem(calibration, size);
  if (ofCalibration)
    return fail('ImpossibleOutline', `The ruler's marks ${ofCalibration}. Set them again.`);
  const ofOutline = outline && outlineProblem(outline, size);
  if (ofOutline) return fail('ImpossibleOutline', `The outline ${ofOutline}. Trace it again.`);
  if (!calibration || !outline) return ok(null);
  const areaMm2 = measuredAreaMm2(calibration, outline);
  const ofArea = measuredAreaProblem(areaMm2);
  return ofArea
    ? fail('ImpossibleOutline', `The measured area ${ofArea}. Check the ruler and the outline.`)
    : ok(areaMm2);
}
