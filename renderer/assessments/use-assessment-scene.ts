import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import type { PressureStage } from '../../shared/assessments/assessment.ts';
import { stageToKeep } from '../../shared/assessments/pressure-stage.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';

/** What an assessment form needs to know around what is typed. */
export type AssessmentScene = Pick<OutputOf<'patients.getChart'>, 'patient' | 'allergies'> & {
  readonly wound: Wound;
  readonly today: string;
  readonly timeZone: string;
  /** All of the wound that are not voided, newest first, without the one that is corrected. */
  readonly others: readonly WoundAssessment[];
  /** The newest of them that was made before, to compare with. */
  readonly last: WoundAssessment | null;
  /** The stage that a healing pressure injury keeps. */
  readonly keptStage: PressureStage | null;
  /** The assessment as it is saved now; null when recording. */
  readonly correcting: WoundAssessment | null;
};

type About = {
  readonly patientId: string;
  readonly woundId: string;
  readonly assessmentId: string | null;
};

/** The chart, the wound and its assessments; `scene` is null until all of them are read. */
export function useAssessmentScene({ patientId, woundId, assessmentId }: About) {
  const chart = useOperation('patients.getChart', { patientId });
  const wounds = useOperation('wounds.list', { patientId });
  const assessments = useOperation('assessments.list', { woundId });
  const site = useSite();
  const failed = [chart, wounds, assessments].find((query) => query.error !== null) ?? chart;
  const wound = wounds.data?.find(({ id }) => id === woundId) ?? null;
  const isRead =
    chart.data !== undefined && assessments.data !== undefined && wounds.data !== undefined;
  const correcting = assessments.data?.find(({ id }) => id === assessmentId) ?? null;
  const isMissing = isRead && (wound === null || (assessmentId !== null && correcting === null));
  if (chart.data === undefined || assessments.data === undefined || wound === null || site === null)
    return { failed, isMissing, scene: null };
  const others = assessments.data.filter(
    ({ id, voidedAt }) => id !== assessmentId && voidedAt === null,
  );
  const isBefore = ({ assessedOn }: WoundAssessment) =>
    correcting === null || assessedOn <= correcting.assessedOn;
  const stages = others.map(({ pressureStage }) => pressureStage).toReversed();
  const scene: AssessmentScene = {
    patient: chart.data.patient,
    allergies: chart.data.allergies,
    wound,
    ...site,
    others,
    last: others.find(isBefore) ?? null,
    keptStage: stageToKeep(stages),
    correcting,
  };
  return { failed, isMissing, scene: isMissing ? null : scene };
}
