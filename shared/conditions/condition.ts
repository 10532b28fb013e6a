import { z } from 'zod';
import { civilDate, type CivilDate } from '../base/civil-date.ts';
import { line, notSaidWhenBlank } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { isDiagnosisCode, tidyDiagnosisCode } from '../wounds/diagnosis-code.ts';

/** What a person says about a condition. */
export const conditionFields = {
  /** ICD-10-CM; null where it is known by words alone, which no claim can name. */
  diagnosisCode: notSaidWhenBlank()
    .transform((typed) => (typed === null ? null : tidyDiagnosisCode(typed)))
    .pipe(
      z.string().refine(isDiagnosisCode, 'is not an ICD-10-CM code, such as E11.621').nullable(),
    ),
  words: line(300),
  onsetOn: civilDate.nullable(),
  endedOn: civilDate.nullable(),
};
export type TypedCondition = z.output<z.ZodObject<typeof conditionFields>>;

export const condition = z.object({
  id: uuid(),
  patientId: uuid(),
  diagnosisCode: z.string().nullable(),
  words: z.string(),
  onsetOn: civilDate.nullable(),
  endedOn: civilDate.nullable(),
  recordedByName: z.string(),
  createdAt: z.iso.datetime(),
  voidedAt: z.iso.datetime().nullable(),
  voidReason: z.string().nullable(),
  version: z.int(),
});
export type Condition = z.output<typeof condition>;

/** How a condition stood before a change, and who changed it. */
export const conditionVersion = z.object({
  version: z.int(),
  condition,
  replacedByName: z.string(),
  replacedAt: z.iso.datetime(),
});
export type ConditionVersion = z.output<typeof conditionVersion>;

type Known = {
  readonly today: CivilDate;
  readonly birthOn: CivilDate;
};

/** Why these days cannot be, or null; days are the site's. */
export function conditionDatesProblem(
  { onsetOn, endedOn }: Pick<TypedCondition, 'onsetOn' | 'endedOn'>,
  { today, birthOn }: Known,
): string | null {
  if (onsetOn !== null && onsetOn > today) return 'The onset is in the future. Check the date.';
  if (onsetOn !== null && onsetOn < birthOn)
    return 'The onset is before the patient’s birth. Check the date.';
  if (endedOn !== null && endedOn > today) return 'The end is in the future. Check the date.';
  if (endedOn !== null && endedOn < (onsetOn ?? birthOn))
    return 'The end is before the onset. Check both dates.';
  return null;
}

/** True from the onset to the end, both days included; one without an onset was always there. */
export function isPresentOn(
  { onsetOn, endedOn, voidedAt }: Pick<Condition, 'onsetOn' | 'endedOn' | 'voidedAt'>,
  on: CivilDate,
): boolean {
  return (
    voidedAt === null && (onsetOn === null || onsetOn <= on) && (endedOn === null || on <= endedOn)
  );
}

/** The condition of the list that says the same and has not ended, or undefined. */
export function sameConditionOf<
  Other extends Pick<Condition, 'id' | 'diagnosisCode' | 'words' | 'endedOn' | 'voidedAt'>,
>(
  typed: Pick<TypedCondition, 'diagnosisCode' | 'words' | 'endedOn'>,
  listed: readonly Other[],
  exceptId: string | null,
): Other | undefined {
  if (typed.endedOn !== null) return undefined;
  const says = (each: Pick<TypedCondition, 'diagnosisCode' | 'words'>) =>
    each.diagnosisCode ?? each.words.toLowerCase();
  return listed.find(
    (each) =>
      each.id !== exceptId &&
      each.voidedAt === null &&
      each.endedOn === null &&
      says(each) === says(typed),
  );
}
