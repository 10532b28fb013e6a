import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { textOrNull } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { signingFields } from '../signing/record-state.ts';

export const measuringMethods = ['ruler', 'photo', 'traced'] as const;
export type MeasuringMethod = (typeof measuringMethods)[number];

export const exudateAmounts = ['none', 'light', 'moderate', 'heavy'] as const;
export const exudateTypes = [
  'serous',
  'serosanguineous',
  'sanguineous',
  'seropurulent',
  'purulent',
] as const;
export const oedemaGrades = ['none', 'mild', 'moderate', 'severe'] as const;
export const odourGrades = ['none', 'mild', 'moderate', 'strong'] as const;
export const pressureStages = [
  'stage1',
  'stage2',
  'stage3',
  'stage4',
  'unstageable',
  'deepTissue',
] as const;
export type PressureStage = (typeof pressureStages)[number];

/** Beyond these somebody should look twice; far beyond them nothing is taken. */
export const LENGTH_TO_CONFIRM_MM = 600;
export const DEPTH_TO_CONFIRM_MM = 150;
const MAX_LENGTH_MM = 2000;
const MAX_AREA_MM2 = 2_000_000;

const lengthMm = z.int().min(0).max(MAX_LENGTH_MM);
const clock = z.int().min(1).max(12);
const percent = z.int().min(0).max(100);

/** What a clinician saw. Null stands for "not looked at", never for "none". */
export const assessmentFields = {
  assessedOn: civilDate,
  assessedAt: z.iso.datetime({ offset: true }).nullable(),
  method: z.enum(measuringMethods).nullable(),
  lengthMm: lengthMm.nullable(),
  widthMm: lengthMm.nullable(),
  depthMm: lengthMm.nullable(),
  /** Only with method `traced` or `photo`; with `ruler` it is length times width. */
  tracedAreaMm2: z.int().min(0).max(MAX_AREA_MM2).nullable(),
  undermining: z
    .array(z.strictObject({ fromClock: clock, toClock: clock, depthMm: lengthMm }))
    .max(12),
  tunnelling: z.array(z.strictObject({ clock, depthMm: lengthMm })).max(12),
  epithelialPercent: percent.nullable(),
  granulationPercent: percent.nullable(),
  sloughPercent: percent.nullable(),
  necroticPercent: percent.nullable(),
  exudateAmount: z.enum(exudateAmounts).nullable(),
  exudateType: z.enum(exudateTypes).nullable(),
  oedema: z.enum(oedemaGrades).nullable(),
  odour: z.enum(odourGrades).nullable(),
  painScore: z.int().min(0).max(10).nullable(),
  /** Codes of infection-signs.ts; an empty list says that none was seen. */
  infectionSigns: z.array(z.string().max(40)).max(20).nullable(),
  pressureStage: z.enum(pressureStages).nullable(),
  /** Items of 1 to 5 by the keys of bwat.ts. */
  bwatItems: z.record(z.string().max(40), z.int().min(1).max(5)).nullable(),
  notes: textOrNull(),
};

/** What is said of a wound at one time: what an assessment, a correction and an amendment carry. */
export const assessmentContent = z.object(assessmentFields);
export type AssessmentContent = z.output<typeof assessmentContent>;

export const woundAssessment = z.object({
  id: uuid(),
  patientId: uuid(),
  woundId: uuid(),
  episodeId: uuid(),
  ...assessmentFields,
  notes: z.string().nullable(),
  assessedOffsetMinutes: z.int().nullable(),
  /** The area that curves show; null where no size was measured. */
  areaMm2: z.int().nullable(),
  /** 0 to 17; null where size, exudate or tissue is missing. */
  pushScore: z.int().nullable(),
  /** 13 to 65; null where an item is missing. */
  bwatScore: z.int().nullable(),
  photoCount: z.int(),
  recordedBy: uuid(),
  recordedByName: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int(),
  ...signingFields,
});
export type WoundAssessment = z.output<typeof woundAssessment>;
