import type { AssessmentContent } from '../../../shared/assessments/assessment.ts';
import type { CivilDate } from '../../../shared/base/civil-date.ts';
import type { Found } from './course.ts';

/** What was found at a visit as an assessment says it: whatever is absent was not looked at. */
export function contentOf(found: Found, assessedOn: CivilDate): AssessmentContent {
  const { size, tracedMm2 = null, bed, exudate = null, stage = null, ...rest } = found;
  const [lengthMm, widthMm, depthMm = null] = size;
  const [epithelial = null, granulation = null, slough = null, necrotic = null] = bed ?? [];
  return {
    assessedOn,
    assessedAt: null,
    method: tracedMm2 === null ? 'ruler' : 'traced',
    lengthMm,
    widthMm,
    depthMm,
    tracedAreaMm2: tracedMm2,
    undermining: [],
    tunnelling: [],
    epithelialPercent: epithelial,
    granulationPercent: granulation,
    sloughPercent: slough,
    necroticPercent: necrotic,
    exudateAmount: exudate,
    exudateType: null,
    oedema: null,
    odour: null,
    painScore: null,
    infectionSigns: null,
    pressureStage: stage,
    bwatItems: null,
    notes: null,
    ...rest,
  };
}
