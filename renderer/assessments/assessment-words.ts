import { apart } from '../../shared/base/apart.ts';
import type { AssessmentContent, WoundAssessment } from '../../shared/assessments/assessment.ts';
import type { AssessmentField } from '../../shared/assessments/assessment-entry.ts';
import { areaInWords, lengthInWords } from '../../shared/base/size-words.ts';
import { infectionSigns } from '../../shared/assessments/infection-signs.ts';
import { formatCivilDate, formatInstant } from '../ui/format.ts';

type Said<Field extends keyof AssessmentContent> = NonNullable<AssessmentContent[Field]>;

export const METHOD_WORDS: Readonly<Record<Said<'method'>, string>> = {
  ruler: 'Ruler',
  photo: 'Photo',
  traced: 'Traced outline',
};

/** What each method measures, where it is chosen. */
export const METHOD_DETAILS: Readonly<Record<Said<'method'>, string>> = {
  ruler: 'Length × width',
  photo: 'Measured in a photo',
  traced: 'Area inside an outline',
};

export const EXUDATE_WORDS: Readonly<Record<Said<'exudateAmount'>, string>> = {
  none: 'None',
  light: 'Light',
  moderate: 'Moderate',
  heavy: 'Heavy',
};

export const EXUDATE_TYPE_WORDS: Readonly<Record<Said<'exudateType'>, string>> = {
  serous: 'Serous',
  serosanguineous: 'Serosanguineous',
  sanguineous: 'Sanguineous',
  seropurulent: 'Seropurulent',
  purulent: 'Purulent',
};

export const GRADE_WORDS: Readonly<Record<Said<'oedema'> | Said<'odour'>, string>> = {
  none: 'None',
  mild: 'Mild',
  moderate: 'Moderate',
  severe: 'Severe',
  strong: 'Strong',
};

export const FIELD_LABELS: Readonly<Record<AssessmentField, string>> = {
  reason: 'Reason for the correction',
  assessedOn: 'Assessed on',
  assessedTime: 'Time',
  method: 'How was it measured?',
  unit: 'Unit',
  length: 'Length, head to toe',
  width: 'Width, side to side',
  depth: 'Depth',
  tracedArea: 'Measured area',
  undermining: 'Undermining',
  tunnelling: 'Tunneling',
  epithelial: 'Epithelium',
  granulation: 'Granulation',
  slough: 'Slough',
  necrotic: 'Necrosis',
  tissue: 'Tissue',
  exudateAmount: 'Exudate',
  exudateType: 'Kind of exudate',
  oedema: 'Edema',
  odour: 'Odor',
  painScore: 'Pain, 0 to 10',
  infection: 'Signs of infection',
  infectionSigns: 'Which signs were seen?',
  pressureStage: 'Stage',
  bwat: 'BWAT',
  notes: 'Notes',
};

type Sizes = Pick<WoundAssessment, 'lengthMm' | 'widthMm' | 'depthMm' | 'areaMm2' | 'method'>;

/** `4.5 × 3.0 × 0.5 cm`, or the area alone where only an outline was measured; empty for neither. */
export function sizeInWords({ lengthMm, widthMm, depthMm, areaMm2 }: Sizes): string {
  const lengths = [lengthMm, widthMm, depthMm].filter((each) => each !== null);
  if (lengthMm === null || widthMm === null) return areaMm2 === null ? '' : areaInWords(areaMm2);
  return `${lengths.map((mm) => lengthInWords(mm).replace(' cm', '')).join(' × ')} cm`;
}

/** The kinds of tissue that are there: `80% granulation, 20% slough`; empty where nobody looked. */
export function tissueInWords(
  tissue: Pick<
    WoundAssessment,
    'epithelialPercent' | 'granulationPercent' | 'sloughPercent' | 'necroticPercent'
  >,
): string {
  const parts = [
    [tissue.epithelialPercent, 'epithelium'],
    [tissue.granulationPercent, 'granulation'],
    [tissue.sloughPercent, 'slough'],
    [tissue.necroticPercent, 'necrosis'],
  ] as const;
  return parts
    .filter(([percent]) => percent !== null && percent > 0)
    .map(([percent, name]) => `${percent}% ${name}`)
    .join(', ');
}

const signWords = new Map(infectionSigns.map(({ code, words }) => [code, words]));

/** What was seen of an infection: its signs, `none seen`, or empty where nobody looked. */
export function infectionInWords(signs: readonly string[] | null): string {
  if (signs === null) return '';
  if (signs.length === 0) return 'none seen';
  return signs.map((code) => signWords.get(code) ?? code).join(', ');
}

/** When it was assessed and who wrote it down. */
export function recordedInWords(
  assessment: Pick<WoundAssessment, 'createdAt' | 'recordedByName'>,
  timeZone: string,
): string {
  return `recorded by ${apart(assessment.recordedByName)}, ${formatInstant(assessment.createdAt, timeZone)}`;
}

/** Names an assessment where there are several: `the assessment of 4 Mar 2026`. */
export function assessmentName({ assessedOn }: Pick<WoundAssessment, 'assessedOn'>): string {
  return `assessment of ${formatCivilDate(assessedOn)}`;
}
