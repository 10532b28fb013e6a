import type { AssessmentContent } from '../shared/assessments/assessment.ts';
import type { openClinic } from './clinic.ts';
import { valueOf } from './core.ts';

/** An assessment in which nobody looked at anything: what a test changes is what it is about. */
export const noFindings: Omit<AssessmentContent, 'assessedOn'> = {
  assessedAt: null,
  method: null,
  lengthMm: null,
  widthMm: null,
  depthMm: null,
  tracedAreaMm2: null,
  undermining: [],
  tunnelling: [],
  epithelialPercent: null,
  granulationPercent: null,
  sloughPercent: null,
  necroticPercent: null,
  exudateAmount: null,
  exudateType: null,
  oedema: null,
  odour: null,
  painScore: null,
  infectionSigns: null,
  pressureStage: null,
  bwatItems: null,
  notes: null,
};

/** A size by ruler that nothing is wrong with. */
export const ruled = { method: 'ruler', lengthMm: 31, widthMm: 28, depthMm: 4 } as const;

/**
 * A nurse of the clinic who registers pressure injuries of its patient, in care since 2026-01-05, and
 * assesses them on 2026-03-10; `over` says what is different.
 */
export function assessingIn({ client, patient }: Awaited<ReturnType<typeof openClinic>>) {
  return {
    newWound: async (over: object = {}) =>
      valueOf(
        await client['wounds.register']({
          patientId: patient.id,
          bodySite: 'sacrum',
          laterality: 'midline',
          bodyView: 'back',
          etiology: 'pressure',
          careStartedOn: '2026-01-05',
          ...over,
        }),
      ),
    record: (woundId: string, over: object = {}) =>
      client['assessments.record']({ woundId, ...noFindings, assessedOn: '2026-03-10', ...over }),
  };
}
