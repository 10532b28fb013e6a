import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import type { AssessmentScene } from './use-assessment-scene.ts';

/** An assessment as the screens of signing name it. */
export function signableAssessment(
  assessment: WoundAssessment,
  { patient, wound }: Pick<AssessmentScene, 'patient' | 'wound'>,
) {
  return {
    kind: 'assessment',
    id: assessment.id,
    version: assessment.version,
    patientFirstName: patient.firstName,
    patientLastName: patient.lastName,
    patientBirthOn: patient.birthOn,
    occurredOn: assessment.assessedOn,
    title: `Wound ${wound.woundNumber}: ${wound.location}`,
    isLateEntry: assessment.isLateEntry,
    state: assessment,
  } as const;
}
