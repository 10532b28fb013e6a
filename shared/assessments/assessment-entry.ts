import {
  areaAsTyped,
  type LengthUnit,
  lengthAsTyped,
  parseArea,
  parseLength,
} from '../base/size-words.ts';
import { timeOfDayAt } from '../base/local-instant.ts';
import type { AssessmentContent, PressureStage, WoundAssessment } from './assessment.ts';
import type { BwatScores } from './bwat.ts';

/** One stretch of undermining or, with the same hour twice over, one tunnel, as it is typed. */
export type ClockEntry = {
  readonly from: number | null;
  /** The end of a stretch; a tunnel has none. */
  readonly to: number | null;
  readonly depth: string;
};

/** An assessment as it stands in a form: numbers as they are typed, so that nothing is ever lost. */
export type AssessmentEntry = {
  /** Why a saved assessment is corrected; stays empty when recording. */
  readonly reason: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly assessedOn: string;
  /** `HH:MM` on the site's clocks, or empty. */
  readonly assessedTime: string;
  readonly method: AssessmentContent['method'];
  /** In which lengths are typed. */
  readonly unit: LengthUnit;
  readonly length: string;
  readonly width: string;
  readonly depth: string;
  /** In cm². */
  readonly tracedArea: string;
  readonly undermining: readonly ClockEntry[];
  readonly tunnelling: readonly ClockEntry[];
  readonly epithelial: string;
  readonly granulation: string;
  readonly slough: string;
  readonly necrotic: string;
  readonly exudateAmount: AssessmentContent['exudateAmount'];
  readonly exudateType: AssessmentContent['exudateType'];
  readonly oedema: AssessmentContent['oedema'];
  readonly odour: AssessmentContent['odour'];
  readonly painScore: number | null;
  /** Whether somebody looked for signs of infection, and saw any; null when nobody looked. */
  readonly infection: 'none' | 'seen' | null;
  readonly infectionSigns: readonly string[];
  readonly pressureStage: PressureStage | null;
  /** All items but the size, which follows from the area where there is one. */
  readonly bwat: BwatScores;
  readonly notes: string;
};
export type AssessmentField = keyof AssessmentEntry | 'tissue';

/** The fields in the order in which the form shows them; the four kinds of tissue are one. */
export const assessmentEntryFields = [
  'reason',
  'assessedOn',
  'assessedTime',
  'method',
  'length',
  'width',
  'depth',
  'tracedArea',
  'undermining',
  'tunnelling',
  'pressureStage',
  'tissue',
  'exudateAmount',
  'exudateType',
  'oedema',
  'odour',
  'painScore',
  'infection',
  'bwat',
  'notes',
] as const satisfies readonly AssessmentField[];

export const tissueFields = ['epithelial', 'granulation', 'slough', 'necrotic'] as const;
export type TissueField = (typeof tissueFields)[number];

/** Lengths that somebody types into one field. */
export const sizeFields = ['length', 'width', 'depth'] as const;
export type SizeField = (typeof sizeFields)[number];

export function emptyAssessment(assessedOn: string): AssessmentEntry {
  return {
    reason: '',
    assessedOn,
    assessedTime: '',
    method: null,
    unit: 'cm',
    length: '',
    width: '',
    depth: '',
    tracedArea: '',
    undermining: [],
    tunnelling: [],
    epithelial: '',
    granulation: '',
    slough: '',
    necrotic: '',
    exudateAmount: null,
    exudateType: null,
    oedema: null,
    odour: null,
    painScore: null,
    infection: null,
    infectionSigns: [],
    pressureStage: null,
    bwat: {},
    notes: '',
  };
}

function percentAsTyped(percent: number | null): string {
  return percent === null ? '' : String(percent);
}

function infectionOf(signs: readonly string[] | null): AssessmentEntry['infection'] {
  if (signs === null) return null;
  return signs.length === 0 ? 'none' : 'seen';
}

/** A saved assessment as a form shows it for correction. */
export function entryOfAssessment(saved: WoundAssessment, timeZone: string): AssessmentEntry {
  const typed = (lengthMm: number | null) => lengthAsTyped(lengthMm, 'cm');
  return {
    ...emptyAssessment(saved.assessedOn),
    assessedTime:
      saved.assessedAt === null ? '' : timeOfDayAt(new Date(saved.assessedAt), timeZone),
    method: saved.method,
    length: typed(saved.lengthMm),
    width: typed(saved.widthMm),
    depth: typed(saved.depthMm),
    tracedArea: areaAsTyped(saved.tracedAreaMm2),
    undermining: saved.undermining.map(({ fromClock, toClock, depthMm }) => ({
      from: fromClock,
      to: toClock,
      depth: typed(depthMm),
    })),
    tunnelling: saved.tunnelling.map(({ clock, depthMm }) => ({
      from: clock,
      to: null,
      depth: typed(depthMm),
    })),
    epithelial: percentAsTyped(saved.epithelialPercent),
    granulation: percentAsTyped(saved.granulationPercent),
    slough: percentAsTyped(saved.sloughPercent),
    necrotic: percentAsTyped(saved.necroticPercent),
    exudateAmount: saved.exudateAmount,
    exudateType: saved.exudateType,
    oedema: saved.oedema,
    odour: saved.odour,
    painScore: saved.painScore,
    infection: infectionOf(saved.infectionSigns),
    infectionSigns: saved.infectionSigns ?? [],
    pressureStage: saved.pressureStage,
    bwat: saved.bwatItems ?? {},
    notes: saved.notes ?? '',
  };
}

function inUnit(typed: string, from: LengthUnit, to: LengthUnit): string {
  const lengthMm = parseLength(typed, from);
  return lengthMm === 'invalid' || lengthMm === null ? typed : lengthAsTyped(lengthMm, to);
}

/** The same lengths in the other unit; what is no length stays as it is typed. */
export function withUnit(entry: AssessmentEntry, unit: LengthUnit): AssessmentEntry {
  const converted = (typed: string) => inUnit(typed, entry.unit, unit);
  const clocks = (rows: readonly ClockEntry[]) =>
    rows.map((row) => ({ ...row, depth: converted(row.depth) }));
  return {
    ...entry,
    unit,
    length: converted(entry.length),
    width: converted(entry.width),
    depth: converted(entry.depth),
    undermining: clocks(entry.undermining),
    tunnelling: clocks(entry.tunnelling),
  };
}

function known(size: number | null | 'invalid'): number | null {
  return size === 'invalid' ? null : size;
}

/** A typed whole percentage, null for nothing; `'invalid'` for what is none. */
export function parsePercent(typed: string): number | null | 'invalid' {
  const text = typed.trim().replace(/\s*%$/, '');
  if (text === '') return null;
  return /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : 'invalid';
}

/** What can be told of an entry that is not finished: the parts that are whole numbers. */
export function measuredIn(entry: AssessmentEntry) {
  const length = (typed: string) => known(parseLength(typed, entry.unit));
  return {
    method: entry.method,
    lengthMm: length(entry.length),
    widthMm: length(entry.width),
    depthMm: length(entry.depth),
    // A ruler gives no outline: what was typed before stays, and does not count.
    tracedAreaMm2: entry.method === 'ruler' ? null : known(parseArea(entry.tracedArea)),
    epithelialPercent: known(parsePercent(entry.epithelial)),
    granulationPercent: known(parsePercent(entry.granulation)),
    sloughPercent: known(parsePercent(entry.slough)),
    necroticPercent: known(parsePercent(entry.necrotic)),
    exudateAmount: entry.exudateAmount,
  };
}
