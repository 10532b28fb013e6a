import type { AssessmentContent } from '../../shared/assessments/assessment.ts';
import { areaOf } from '../../shared/assessments/area.ts';
import { tunnelWords, underminingWords } from '../../shared/assessments/clock.ts';
import { stageWords } from '../../shared/assessments/pressure-stage.ts';
import { areaInWords } from '../../shared/base/size-words.ts';
import type { KeyValue } from '../ui/KeyValueList.tsx';
import {
  EXUDATE_TYPE_WORDS,
  EXUDATE_WORDS,
  FIELD_LABELS,
  GRADE_WORDS,
  infectionInWords,
  METHOD_WORDS,
  sizeInWords,
  tissueInWords,
} from './assessment-words.ts';

type Line = KeyValue & { readonly value: string };

function sizeLines(content: AssessmentContent): readonly Line[] {
  const areaMm2 = areaOf(content);
  const method = content.method === null ? '' : ` (${METHOD_WORDS[content.method].toLowerCase()})`;
  return [
    { key: 'size', label: 'Size', value: sizeInWords({ ...content, areaMm2 }) },
    { key: 'area', label: 'Area', value: areaMm2 === null ? '' : areaInWords(areaMm2) + method },
    {
      key: 'undermining',
      label: FIELD_LABELS.undermining,
      value: content.undermining.map(underminingWords).join('; '),
    },
    {
      key: 'tunnelling',
      label: FIELD_LABELS.tunnelling,
      value: content.tunnelling.map(tunnelWords).join('; '),
    },
  ];
}

function exudateInWords({ exudateAmount, exudateType }: AssessmentContent): string {
  if (exudateAmount === null) return '';
  const kind = exudateType === null ? '' : `, ${EXUDATE_TYPE_WORDS[exudateType].toLowerCase()}`;
  return `${EXUDATE_WORDS[exudateAmount]}${kind}`;
}

/** What was found, under the words by which people ask for it; what nobody looked at is left out. */
export function assessmentLines(content: AssessmentContent): readonly Line[] {
  const { pressureStage, oedema, odour, painScore } = content;
  return [
    ...sizeLines(content),
    {
      key: 'stage',
      label: FIELD_LABELS.pressureStage,
      value: pressureStage === null ? '' : stageWords[pressureStage],
    },
    { key: 'tissue', label: FIELD_LABELS.tissue, value: tissueInWords(content) },
    { key: 'exudate', label: FIELD_LABELS.exudateAmount, value: exudateInWords(content) },
    { key: 'odour', label: FIELD_LABELS.odour, value: odour === null ? '' : GRADE_WORDS[odour] },
    {
      key: 'oedema',
      label: FIELD_LABELS.oedema,
      value: oedema === null ? '' : GRADE_WORDS[oedema],
    },
    { key: 'pain', label: 'Pain', value: painScore === null ? '' : `${painScore} of 10` },
    {
      key: 'infection',
      label: FIELD_LABELS.infection,
      value: infectionInWords(content.infectionSigns),
    },
    { key: 'notes', label: FIELD_LABELS.notes, value: content.notes ?? '' },
  ].filter(({ value }) => value !== '');
}
