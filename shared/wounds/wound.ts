import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { lineOrNull, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { isDiagnosisCode, tidyDiagnosisCode } from './diagnosis-code.ts';

export const lateralities = ['left', 'right', 'midline'] as const;
export type Laterality = (typeof lateralities)[number];

export const bodyViews = ['front', 'back', 'side', 'top', 'sole'] as const;
export type BodyView = (typeof bodyViews)[number];

export const etiologies = [
  'pressure',
  'venous',
  'arterial',
  'diabetic',
  'surgical',
  'traumatic',
  'other',
] as const;
export type Etiology = (typeof etiologies)[number];

export const woundStatuses = ['open', 'healed', 'closed'] as const;
export const episodeEndReasons = ['healed', 'transferred', 'lost', 'deceased', 'other'] as const;

export const careEpisode = z.object({
  id: uuid(),
  startedOn: civilDate,
  endedOn: civilDate.nullable(),
  endReason: z.enum(episodeEndReasons).nullable(),
});
export type CareEpisode = z.output<typeof careEpisode>;

export const wound = z.object({
  id: uuid(),
  patientId: uuid(),
  woundNumber: z.int(),
  /** A code of body-site.ts. */
  bodySite: z.string(),
  laterality: z.enum(lateralities),
  bodyView: z.enum(bodyViews),
  siteDetail: z.string().nullable(),
  /** The site in words, as `wound_location` of a treatment holds it: "Left heel, plantar". */
  location: z.string(),
  etiology: z.enum(etiologies),
  etiologyDetail: z.string().nullable(),
  diagnosisCode: z.string().nullable(),
  onsetOn: civilDate.nullable(),
  isOnsetEstimated: z.boolean(),
  status: z.enum(woundStatuses),
  statusOn: civilDate,
  /** The newest first; one at most has not ended. */
  episodes: z.array(careEpisode),
  recordedByName: z.string(),
  createdAt: z.iso.datetime(),
  voidedAt: z.iso.datetime().nullable(),
  voidReason: z.string().nullable(),
  version: z.int(),
});
export type Wound = z.output<typeof wound>;

const NO_CODE = 'is no ICD-10-CM code, such as L97.422';

/** One diagnosis, in the usual form however it was typed. */
const diagnosisCode = z
  .string()
  .nullable()
  .transform((code) => (code === null || code.trim() === '' ? null : tidyDiagnosisCode(code)))
  .refine((code) => code === null || isDiagnosisCode(code), NO_CODE);

/** What a person says about a wound, whether registering or correcting it. */
export const woundFields = {
  bodySite: z.string().min(1, 'is not chosen').max(40),
  laterality: z.enum(lateralities),
  bodyView: z.enum(bodyViews),
  siteDetail: optionalLine(100),
  etiology: z.enum(etiologies),
  etiologyDetail: optionalLine(200),
  diagnosisCode: diagnosisCode.optional().transform((code) => code ?? null),
  onsetOn: civilDate.nullish().transform((date) => date ?? null),
  isOnsetEstimated: z.boolean().default(false),
};

/** The same for a correction, where what is left out would silently be erased. */
export const correctedWoundFields = {
  ...woundFields,
  siteDetail: lineOrNull(100),
  etiologyDetail: lineOrNull(200),
  diagnosisCode,
  onsetOn: civilDate.nullable(),
  isOnsetEstimated: z.boolean(),
};
