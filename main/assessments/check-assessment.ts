import { assessedAtProblem, keptInstant } from '../../shared/assessments/assessed-at.ts';
import type { AssessmentContent, WoundAssessment } from '../../shared/assessments/assessment.ts';
import {
  assessedOnProblem,
  assessmentProblem,
} from '../../shared/assessments/assessment-problem.ts';
import type { StagedOn } from '../../shared/assessments/pressure-stage.ts';
import { civilDateAt } from '../../shared/base/civil-date.ts';
import { fail } from '../../shared/base/result.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { careBeganOn } from '../../shared/wounds/wound-dates.ts';
import { findPatient } from '../patients/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { siteTimeZone } from '../site/actions.ts';
import { selectAssessmentsOf } from './store.ts';

type Given = {
  readonly wound: Wound;
  /** The assessment that is corrected or amended; null for a new one. */
  readonly before: WoundAssessment | null;
  readonly confirmedUnusual: boolean;
  readonly now: Date;
};

function stagedOn(assessment: WoundAssessment): StagedOn {
  const { pressureStage, assessedOn, assessedAt, createdAt } = assessment;
  return { pressureStage, assessedOn, at: assessedAt ?? createdAt };
}

async function dateProblem(db: ReadonlyDb, content: AssessmentContent, given: Given) {
  const { wound, before, now } = given;
  const timeZone = await siteTimeZone(db);
  const patient = await findPatient(db, wound.patientId);
  const within = { careBeganOn: careBeganOn(wound), deceasedOn: patient?.deceasedOn ?? null };
  const { assessedOn, assessedAt } = content;
  return (
    assessedOnProblem(assessedOn, within, civilDateAt(now, timeZone)) ??
    assessedAtProblem(keptInstant(assessedAt, before), assessedOn, { timeZone, now })
  );
}

/** What the calendar, the wound and its other assessments say against what was found; null when nothing. */
export async function checkAssessment(db: ReadonlyDb, content: AssessmentContent, given: Given) {
  const { wound, before, confirmedUnusual, now } = given;
  const wrongDate = await dateProblem(db, content, given);
  if (wrongDate !== null) return fail('ImpossibleDate', wrongDate);
  // Only a stage is judged against other assessments.
  const others = content.pressureStage === null ? [] : await selectAssessmentsOf(db, wound.id);
  const staged = others
    .filter(({ id, voidedAt }) => id !== before?.id && voidedAt === null)
    .map(stagedOn);
  const at = keptInstant(content.assessedAt).assessedAt ?? before?.createdAt ?? now.toISOString();
  return assessmentProblem(content, { etiology: wound.etiology, staged, at }, confirmedUnusual);
}
