import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { line, optionalLine } from '../base/text.ts';

export const sexes = ['female', 'male', 'other', 'unknown'] as const;

export const patient = z.object({
  id: z.uuid(),
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

/** Lower case, without diacritics or punctuation: how names are compared and searched. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** What find-as-you-type looks through: every word behind a space, so that ` mar` finds a beginning. */
export function patientSearchText(of: Pick<Patient, 'firstName' | 'lastName' | 'mrn'>): string {
  return ` ${foldText(`${of.lastName} ${of.firstName} ${of.mrn ?? ''}`)}`;
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

/** True when two registrations are likely one person: same birth date and name, or same MRN. */
export function isLikelyDuplicate(
  one: Pick<Patient, 'firstName' | 'lastName' | 'birthOn' | 'mrn'>,
  other: Pick<Patient, 'firstName' | 'lastName' | 'birthOn' | 'mrn'>,
): boolean {
  if (one.mrn !== null && other.mrn !== null && foldText(one.mrn) === foldText(other.mrn))
    return true;
  if (one.birthOn !== other.birthOn) return false;
  const [first, second] = [foldText(one.firstName), foldText(other.firstName)];
  const sameLast = foldText(one.lastName) === foldText(other.lastName);
  return sameLast && (first.startsWith(second) || second.startsWith(first));
}
