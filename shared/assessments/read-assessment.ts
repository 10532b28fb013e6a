import type { FieldProblem } from '../base/result.ts';
import { localInstant } from '../base/local-instant.ts';
import { parseArea, parseLength } from '../base/size-words.ts';
import { areaOf, scoredAreaOf, sizeProblem } from './area.ts';
import { type AssessmentContent, assessmentContent } from './assessment.ts';
import {
  type AssessmentEntry,
  type AssessmentField,
  assessmentEntryFields,
  type ClockEntry,
  measuredIn,
  parsePercent,
  sizeFields,
  tissueFields,
} from './assessment-entry.ts';
import { assessedOnProblem } from './assessment-problem.ts';
import { withSizeItem } from './bwat.ts';
import { tissueProblem, tissueSum } from './tissue.ts';

export type AssessmentProblem = { readonly field: AssessmentField; readonly problem: string };

export type AssessmentReading =
  | { readonly ok: true; readonly value: AssessmentContent }
  | { readonly ok: false; readonly problems: readonly AssessmentProblem[] };

export type AssessmentContext = {
  readonly careBeganOn: string;
  readonly deceasedOn: string | null;
  /** The site's day. */
  readonly today: string;
  readonly timeZone: string;
  /** True for a correction, which says why. */
  readonly needsReason: boolean;
  /** False for a wound that has no stage. */
  readonly isPressureInjury: boolean;
};

const NO_LENGTH = {
  mm: 'Enter whole millimetres, such as 45.',
  cm: 'Enter centimetres with one decimal at most, such as 4.5.',
} as const;

function clockProblem(
  { unit, ...entry }: AssessmentEntry,
  field: 'undermining' | 'tunnelling',
): string | null {
  for (const row of entry[field]) {
    if (row.from === null || (field === 'undermining' && row.to === null))
      return 'Choose the hour in every line, or remove the line.';
    const depth = parseLength(row.depth, unit);
    if (depth === null) return 'Enter how deep it is in every line, or remove the line.';
    if (depth === 'invalid') return NO_LENGTH[unit];
  }
  return null;
}

/** Where what is typed is no number at all, or is left half done. */
function typingProblems(entry: AssessmentEntry): readonly AssessmentProblem[] {
  const lengths = sizeFields
    .filter((field) => parseLength(entry[field], entry.unit) === 'invalid')
    .map((field) => ({ field, problem: NO_LENGTH[entry.unit] }));
  const isTissueTyped = tissueFields.every((field) => parsePercent(entry[field]) !== 'invalid');
  const found = [
    { field: 'undermining', problem: clockProblem(entry, 'undermining') },
    { field: 'tunnelling', problem: clockProblem(entry, 'tunnelling') },
    {
      field: 'tracedArea',
      problem:
        entry.method !== 'ruler' && parseArea(entry.tracedArea) === 'invalid'
          ? 'Enter cm² with two decimals at most, such as 12.25.'
          : null,
    },
    {
      field: 'tissue',
      problem: isTissueTyped ? null : 'Enter whole percent from 0 to 100.',
    },
    {
      field: 'infection',
      problem:
        entry.infection === 'seen' && entry.infectionSigns.length === 0
          ? 'Choose which signs were seen.'
          : null,
    },
  ] as const;
  return [...lengths, ...said(found)];
}

type Judged = { readonly field: AssessmentField; readonly problem: string | null };

function said(found: readonly Judged[]): readonly AssessmentProblem[] {
  return found.flatMap(({ field, problem }) => (problem === null ? [] : [{ field, problem }]));
}

function sizeFieldOf(entry: AssessmentEntry): AssessmentField {
  if (entry.method === null) return 'method';
  if (entry.method === 'traced') return 'tracedArea';
  return entry.length.trim() === '' ? 'length' : 'width';
}

function whenProblems(
  entry: AssessmentEntry,
  context: AssessmentContext,
): readonly AssessmentProblem[] {
  const { assessedOn, assessedTime } = entry;
  const isSkipped =
    assessedTime !== '' && localInstant(assessedOn, assessedTime, context.timeZone) === null;
  return said([
    {
      field: 'assessedOn',
      problem:
        assessedOn === '' ? 'is missing' : assessedOnProblem(assessedOn, context, context.today),
    },
    {
      field: 'assessedTime',
      problem: assessedOn !== '' && isSkipped ? 'There is no such time on that day.' : null,
    },
    {
      field: 'reason',
      problem: context.needsReason && entry.reason.trim() === '' ? 'is missing' : null,
    },
  ]);
}

function lengthsOf(rows: readonly ClockEntry[], unit: AssessmentEntry['unit']) {
  return rows.map(({ from, to, depth }) => {
    const depthMm = parseLength(depth, unit);
    return { from: from ?? 0, to: to ?? 0, depthMm: depthMm === 'invalid' ? 0 : (depthMm ?? 0) };
  });
}

/** The other kinds of tissue are none, once one is given. */
function tissueOf(measured: ReturnType<typeof measuredIn>) {
  const isGiven = tissueSum(measured) !== null;
  const whole = (percent: number | null) => (isGiven ? (percent ?? 0) : null);
  return {
    epithelialPercent: whole(measured.epithelialPercent),
    granulationPercent: whole(measured.granulationPercent),
    sloughPercent: whole(measured.sloughPercent),
    necroticPercent: whole(measured.necroticPercent),
  };
}

/** The items as they are scored: with the size that follows from the area; null where none is. */
export function bwatOf(entry: AssessmentEntry): AssessmentContent['bwatItems'] {
  if (Object.keys(entry.bwat).length === 0) return null;
  const measured = measuredIn(entry);
  const scored = scoredAreaOf({ ...measured, areaMm2: areaOf(measured) });
  return { ...withSizeItem(entry.bwat, scored) };
}

/** The entry as the contract takes it; fit for that only where nothing is wrong with it. */
function contentOf(entry: AssessmentEntry, context: AssessmentContext) {
  const measured = measuredIn(entry);
  const undermining = lengthsOf(entry.undermining, entry.unit);
  const tunnelling = lengthsOf(entry.tunnelling, entry.unit);
  return {
    ...measured,
    ...tissueOf(measured),
    assessedOn: entry.assessedOn,
    assessedAt:
      entry.assessedTime === ''
        ? null
        : localInstant(entry.assessedOn, entry.assessedTime, context.timeZone),
    undermining: undermining.map(({ from, to, depthMm }) => ({
      fromClock: from,
      toClock: to,
      depthMm,
    })),
    tunnelling: tunnelling.map(({ from, depthMm }) => ({ clock: from, depthMm })),
    exudateType: entry.exudateType,
    oedema: entry.oedema,
    odour: entry.odour,
    painScore: entry.painScore,
    infectionSigns: entry.infection === null ? null : [...signsOf(entry)],
    pressureStage: context.isPressureInjury ? entry.pressureStage : null,
    bwatItems: bwatOf(entry),
    notes: entry.notes,
  };
}

function signsOf({ infection, infectionSigns }: AssessmentEntry): readonly string[] {
  return infection === 'seen' ? infectionSigns : [];
}

/** Reads a form as `assessments.record` takes it, or says at which fields it cannot. */
export function readAssessment(
  entry: AssessmentEntry,
  context: AssessmentContext,
): AssessmentReading {
  const typing = [...whenProblems(entry, context), ...typingProblems(entry)];
  const isTyped = (fields: readonly AssessmentField[]) =>
    !typing.some(({ field }) => fields.includes(field));
  const content = contentOf(entry, context);
  const judged = said([
    {
      field: sizeFieldOf(entry),
      problem: isTyped(['length', 'width', 'tracedArea']) ? sizeProblem(content) : null,
    },
    { field: 'tissue', problem: isTyped(['tissue']) ? tissueProblem(content) : null },
  ]);
  const found = [...typing, ...judged];
  const read = assessmentContent.safeParse(content);
  if (found.length === 0 && read.success) return { ok: true, value: read.data };
  const refused = read.success
    ? []
    : read.error.issues.map((issue) => ({
        field: entryFieldOf(String(issue.path[0])),
        problem: issue.message,
      }));
  return { ok: false, problems: firstOfEach([...found, ...refused]) };
}

const FIELD_OF_CONTENT: Readonly<Record<string, AssessmentField>> = {
  assessedAt: 'assessedTime',
  lengthMm: 'length',
  widthMm: 'width',
  depthMm: 'depth',
  tracedAreaMm2: 'tracedArea',
  epithelialPercent: 'tissue',
  granulationPercent: 'tissue',
  sloughPercent: 'tissue',
  necroticPercent: 'tissue',
  infectionSigns: 'infection',
  bwatItems: 'bwat',
};

function entryFieldOf(name: string): AssessmentField {
  return FIELD_OF_CONTENT[name] ?? assessmentEntryFields.find((field) => field === name) ?? 'notes';
}

/** What the core refused, at the fields of the form that it concerns. */
export function assessmentProblemsOf(
  fields: readonly FieldProblem[],
): readonly AssessmentProblem[] {
  return firstOfEach(
    fields.map(({ field, problem }) => ({
      field: entryFieldOf(field.split('.')[0] ?? field),
      problem,
    })),
  );
}

function firstOfEach(problems: readonly AssessmentProblem[]): readonly AssessmentProblem[] {
  return assessmentEntryFields.flatMap(
    (field) => problems.find((each) => each.field === field) ?? [],
  );
}
