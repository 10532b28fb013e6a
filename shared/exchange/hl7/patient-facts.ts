import type { z } from 'zod';
import { isCivilDate } from '../../base/civil-date.ts';
import { ok, type Result } from '../../base/result.ts';
import { type Patient, patientDetails } from '../../patients/patient.ts';
import {
  type Hl7Message,
  isNull,
  type Repetition,
  repetitionsOf,
  type Segment,
  textAt,
} from './message.ts';

export const patientFields = [
  'mrn',
  'lastName',
  'firstName',
  'birthOn',
  'sex',
  'phone',
  'addressLine',
  'city',
  'state',
  'postalCode',
] as const satisfies readonly (keyof Patient)[];
export type PatientField = (typeof patientFields)[number];

/** What a message says of a patient: a field that is left out is not spoken of, null is "none". */
export type SaidFields = { readonly [Field in PatientField]?: Patient[Field] };

/** By whom a patient is known under a number. */
export type PatientIdentifier = { readonly identifier: string; readonly authority: string };

export type PatientFacts = {
  /** At least one; the first is the medical record number. */
  readonly identifiers: readonly PatientIdentifier[];
  readonly said: SaidFields & Pick<Patient, 'mrn' | 'lastName' | 'firstName' | 'birthOn'>;
};

const refused = (reason: string) => ({ ok: false, failure: reason }) as const;

/** Numbers of PID-3 that tell of insurance, the state or one visit, and not who the patient is here. */
const OTHER_NUMBERS = /^(?:SS|SSN|DL|PPN|MB|MC|MA|MI|AN|VN|BCT|CZ|NI|SN|WC|NN.*)$/;
const LONGEST_IDENTIFIER = 50;
const LONGEST_AUTHORITY = 250;

/** The medical record number first, then the others in the message's order. */
function identifiersIn(repetitions: readonly Repetition[]): readonly PatientIdentifier[] {
  const typed = repetitions
    .map((repetition) => ({
      type: textAt(repetition, 5).toUpperCase(),
      identifier: textAt(repetition, 1),
      // A namespace, a universal id and its kind: all that is said, as one text.
      authority: (repetition[3] ?? []).join('&').replace(/&+$/, ''),
    }))
    .filter(({ identifier, authority, type }) => {
      const isThere = identifier !== '' && identifier !== '""' && authority !== '';
      return isThere && authority !== '""' && !OTHER_NUMBERS.test(type);
    });
  const isMrn = ({ type }: { readonly type: string }): boolean => type === 'MR';
  const ordered = [...typed.filter(isMrn), ...typed.filter((each) => !isMrn(each))];
  return ordered.map(({ identifier, authority }) => ({ identifier, authority }));
}

function sexOf(code: string): Patient['sex'] {
  if (code === 'F') return 'female';
  if (code === 'M') return 'male';
  return ['O', 'A', 'N'].includes(code) ? 'other' : 'unknown';
}

/** `PID-7` as a civil date; its time of day, if any, tells nothing here. */
function birthDayOf(text: string): string | null {
  const day = /^(\d{4})(\d{2})(\d{2})/.exec(text);
  const date = day ? `${day[1]}-${day[2]}-${day[3]}` : '';
  return isCivilDate(date) ? date : null;
}

const orNull = (text: string): string | null => (text === '' || text === '""' ? null : text);

/** The home address, or else the first that is none that mail does not reach. */
function addressIn(repetitions: readonly Repetition[]) {
  const typed = (type: string) => repetitions.find((each) => textAt(each, 7) === type);
  const address = typed('H') ?? repetitions.find((each) => textAt(each, 7) !== 'BA');
  const lines = [textAt(address, 1), textAt(address, 2)].filter((text) => orNull(text) !== null);
  return {
    addressLine: orNull(lines.join(', ')),
    city: orNull(textAt(address, 3)),
    state: orNull(textAt(address, 4)),
    postalCode: orNull(textAt(address, 5)),
  };
}

/** One telephone number as people write it; null for a fax, a pager or a mail address. */
function numberOf(repetition: Repetition): string | null {
  if (/^(?:FX|BP|Internet|X\.400|MD|TDD|TTY)$/i.test(textAt(repetition, 3))) return null;
  if (textAt(repetition, 2) === 'NET') return null;
  const [whole, area, local] = [1, 6, 7].map((component) => textAt(repetition, component));
  const parts = [area, local].filter((part) => part !== '').join('-');
  return orNull(whole ?? '') ?? orNull(textAt(repetition, 12)) ?? orNull(parts);
}

/** What PID says beside identifiers, name and birth date; what is empty there is not spoken of. */
function othersSaid(message: Hl7Message, pid: Segment): SaidFields {
  const repetitions = (field: number) => repetitionsOf(message, pid, field);
  const sex = textAt(repetitions(8)[0], 1);
  const phones = repetitions(13);
  const phone = phones.map(numberOf).find((each) => each !== null);
  const addresses = repetitions(11);
  return {
    ...(sex !== '' && { sex: sexOf(sex.toUpperCase()) }),
    ...(phone !== undefined && { phone }),
    ...(isNull(pid, 13) && { phone: null }),
    ...(addresses.length > 0 && addressIn(addresses)),
  };
}

const places: Readonly<Record<PatientField, string>> = {
  mrn: 'The identifier in PID-3',
  lastName: 'The family name in PID-5',
  firstName: 'The given name in PID-5',
  birthOn: 'The birth date in PID-7',
  sex: 'The sex in PID-8',
  phone: 'The telephone number in PID-13',
  addressLine: 'The street in PID-11',
  city: 'The city in PID-11',
  state: 'The state in PID-11',
  postalCode: 'The ZIP code in PID-11',
};

const rules: Readonly<Record<PatientField, z.ZodType>> = patientDetails;

/** Why a field could not be kept as it is said, or null. */
function problemOf(said: SaidFields): string | null {
  for (const field of patientFields) {
    const value = said[field];
    if (value === undefined || value === null) continue;
    const checked = rules[field].safeParse(value);
    if (!checked.success) return `${places[field]} ${checked.error.issues[0]?.message ?? ''}`;
  }
  return null;
}

/**
 * What a message's PID says of a patient. Refused, with the reason and none of the content, without an
 * identifier whose assigning authority is named, a family and a given name, or a whole birth date: without
 * these nobody can tell whom it speaks of.
 */
export function patientFactsOf(message: Hl7Message, pid: Segment): Result<PatientFacts, string> {
  const identifiers = identifiersIn(repetitionsOf(message, pid, 3));
  const [mrn] = identifiers;
  if (mrn === undefined)
    return refused('PID-3 has no identifier of the patient with an assigning authority');
  const tooLong = identifiers.some(
    ({ identifier, authority }) =>
      identifier.length > LONGEST_IDENTIFIER || authority.length > LONGEST_AUTHORITY,
  );
  if (tooLong) return refused('PID-3 has an identifier that is too long');
  const names = repetitionsOf(message, pid, 5);
  const name = names.find((each) => textAt(each, 7) === 'L') ?? names[0];
  const [lastName, firstName] = [orNull(textAt(name, 1)), orNull(textAt(name, 2))];
  if (lastName === null || firstName === null)
    return refused('PID-5 lacks the family or the given name');
  const birthText = textAt(repetitionsOf(message, pid, 7)[0], 1);
  if (orNull(birthText) === null) return refused('PID-7, the birth date, is missing');
  const birthOn = birthDayOf(birthText);
  if (birthOn === null) return refused('PID-7, the birth date, is not a whole day in the calendar');
  const said = {
    mrn: mrn.identifier,
    lastName,
    firstName,
    birthOn,
    ...othersSaid(message, pid),
  };
  const problem = problemOf(said);
  return problem === null ? ok({ identifiers, said }) : refused(problem);
}
