import { z } from 'zod';
import { ageInYears, civilDate } from '../base/civil-date.ts';
import { line, lineOrNull, optionalLine } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';

export const sexes = ['female', 'male', 'other', 'unknown'] as const;

export const patient = z.object({
  id: uuid(),
  mrn: z.string().nullable(),
  firstName: z.string(),
  lastName: z.string(),
  birthOn: civilDate,
  sex: z.enum(sexes),
  phone: z.string().nullable(),
  addressLine: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  postalCode: z.string().nullable(),
  deceasedOn: civilDate.nullable(),
  version: z.int(),
});
export type Patient = z.output<typeof patient>;

/** What a person types about a patient. */
export const patientDetails = {
  mrn: optionalLine(50),
  firstName: line(100),
  lastName: line(100),
  birthOn: civilDate,
  sex: z.enum(sexes),
  phone: optionalLine(40),
  addressLine: optionalLine(200),
  city: optionalLine(100),
  state: optionalLine(50),
  postalCode: optionalLine(20),
};

/** The same for a correction, where what is left out would silently be erased. */
export const correctedPatientDetails = {
  ...patientDetails,
  mrn: lineOrNull(50),
  phone: lineOrNull(40),
  addressLine: lineOrNull(200),
  city: lineOrNull(100),
  state: lineOrNull(50),
  postalCode: lineOrNull(20),
};

/** Lower case, without diacritics or punctuation: how names are compared and searched. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

const OLDEST_YEARS = 130;

/** Why somebody cannot have been born on that day, or null. Days are the site's. */
export function birthProblem(
  birthOn: string,
  known: {
    readonly today: string;
    readonly deceasedOn: string | null;
    readonly firstTreatedOn: string | null;
  },
): string | null {
  if (birthOn > known.today) return 'is in the future';
  if (ageInYears(birthOn, known.today) > OLDEST_YEARS) return `is over ${OLDEST_YEARS} years ago`;
  if (known.deceasedOn !== null && birthOn > known.deceasedOn)
    return "is after the patient's death";
  if (known.firstTreatedOn !== null && birthOn > known.firstTreatedOn)
    return `is after the patient's first treatment`;
  return null;
}

/** Letters and digits of an MRN alone: `12-345` and `12 345` are one number. Null for none. */
export function mrnKey(mrn: string | null): string | null {
  return mrn === null ? null : foldText(mrn).replaceAll(' ', '').slice(0, 50) || null;
}

/**
 * The columns that finding stands on. Find-as-you-type looks through `searchText`, every word of which
 * has a space before it, so that ` mar` finds a beginning.
 */
export function patientSearchColumns(of: Pick<Patient, 'firstName' | 'lastName' | 'mrn'>) {
  const searchText = ` ${foldText(`${of.lastName} ${of.firstName} ${of.mrn ?? ''}`)}`;
  return { searchText, mrnKey: mrnKey(of.mrn) };
}

/** The words a search is for; each must begin some word of the name or MRN. */
export function searchWords(typed: string): readonly string[] {
  return foldText(typed)
    .split(' ')
    .filter((word) => word !== '');
}

/** A day written as people type one: 2001-02-03, 2/3/2001 (month first); null when it is none. */
export function birthDateTyped(typed: string): string | null {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(typed);
  const american = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(typed);
  const parts = iso
    ? [iso[1], iso[2], iso[3]]
    : american
      ? [american[3], american[1], american[2]]
      : null;
  if (!parts) return null;
  const [year = '', month = '', day = ''] = parts;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return civilDate.safeParse(text).success ? text : null;
}
