import type { AssessmentEntry, ClockEntry } from '../../shared/assessments/assessment-entry.ts';
import { bwatItems } from '../../shared/assessments/bwat.ts';
import { stageWords } from '../../shared/assessments/pressure-stage.ts';
import { formatCivilDate } from '../ui/format.ts';
import {
  EXUDATE_TYPE_WORDS,
  EXUDATE_WORDS,
  GRADE_WORDS,
  infectionInWords,
  METHOD_WORDS,
} from './assessment-words.ts';

function clockInWords({ from, to, depth }: ClockEntry, unit: string): string {
  const hours = to === null ? `${from ?? '–'}` : `${from ?? '–'} to ${to}`;
  return `${hours} o’clock, ${depth} ${unit}`;
}

function lengthInWords(typed: string, unit: string): string {
  return typed === '' ? '' : `${typed} ${unit}`;
}

function percentInWords(typed: string): string {
  return typed === '' ? '' : `${typed}%`;
}

function bwatInWords(bwat: AssessmentEntry['bwat']): string {
  return bwatItems
    .filter(({ key }) => bwat[key] !== undefined)
    .map(({ key, words }) => `${words} ${bwat[key]}`)
    .join(', ');
}

const IN_WORDS: {
  readonly [Field in keyof AssessmentEntry]: (entry: AssessmentEntry) => string;
} = {
  reason: ({ reason }) => reason,
  assessedOn: ({ assessedOn }) => (assessedOn === '' ? '' : formatCivilDate(assessedOn)),
  assessedTime: ({ assessedTime }) => assessedTime,
  method: ({ method }) => (method === null ? '' : METHOD_WORDS[method]),
  unit: ({ unit }) => unit,
  length: ({ length, unit }) => lengthInWords(length, unit),
  width: ({ width, unit }) => lengthInWords(width, unit),
  depth: ({ depth, unit }) => lengthInWords(depth, unit),
  tracedArea: ({ tracedArea }) => lengthInWords(tracedArea, 'cm²'),
  undermining: ({ undermining, unit }) =>
    undermining.map((line) => clockInWords(line, unit)).join('; '),
  tunnelling: ({ tunnelling, unit }) =>
    tunnelling.map((line) => clockInWords(line, unit)).join('; '),
  epithelial: ({ epithelial }) => percentInWords(epithelial),
  granulation: ({ granulation }) => percentInWords(granulation),
  slough: ({ slough }) => percentInWords(slough),
  necrotic: ({ necrotic }) => percentInWords(necrotic),
  exudateAmount: ({ exudateAmount }) =>
    exudateAmount === null ? '' : EXUDATE_WORDS[exudateAmount],
  exudateType: ({ exudateType }) => (exudateType === null ? '' : EXUDATE_TYPE_WORDS[exudateType]),
  oedema: ({ oedema }) => (oedema === null ? '' : GRADE_WORDS[oedema]),
  odour: ({ odour }) => (odour === null ? '' : GRADE_WORDS[odour]),
  painScore: ({ painScore }) => (painScore === null ? '' : String(painScore)),
  infection: ({ infection }) =>
    infection === null ? '' : infection === 'none' ? 'None seen' : 'Signs seen',
  infectionSigns: ({ infectionSigns }) =>
    infectionSigns.length === 0 ? '' : infectionInWords(infectionSigns),
  pressureStage: ({ pressureStage }) => (pressureStage === null ? '' : stageWords[pressureStage]),
  bwat: ({ bwat }) => bwatInWords(bwat),
  notes: ({ notes }) => notes,
};

/** The value of a field as it is read, empty for none. */
export function entryFieldInWords(field: keyof AssessmentEntry, entry: AssessmentEntry): string {
  return IN_WORDS[field](entry);
}
