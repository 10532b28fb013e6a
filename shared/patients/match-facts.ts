import { compareFirstNames, compareLastNames, folded, type NameLevel } from './match-names.ts';
import { foldText, mrnKey, type Patient } from './patient.ts';

/** What two registrations are compared by. */
export type MatchFacts = Pick<
  Patient,
  | 'firstName'
  | 'lastName'
  | 'birthOn'
  | 'sex'
  | 'mrn'
  | 'phone'
  | 'addressLine'
  | 'city'
  | 'postalCode'
> & {
  /** Of every insurance that is not struck out. */
  readonly memberIds: readonly string[];
};

/** `unsaid`: at least one of the two does not say it. */
type Said = 'same' | 'unsaid' | 'other';

/** How two registrations agree, fact by fact. It names nothing that they hold. */
export type Agreement = {
  /** `swapped`: the last name of one is the first name of the other, and the other way round. */
  readonly lastName: NameLevel | 'swapped';
  readonly firstName: NameLevel | 'swapped';
  /** `swapped`: day and month; `onePart`: only year, month or day differs. */
  readonly birthOn: 'same' | 'swapped' | 'onePart' | 'other';
  readonly sex: Said;
  readonly mrn: Said;
  /** A Medicare number is of one person; other numbers a family may share. */
  readonly memberId: 'samePerson' | Said;
  readonly phone: Said;
  readonly address: Said;
};

/** Compares fact by fact; the order of the two does not matter. */
export function compareFacts(one: MatchFacts, other: MatchFacts): Agreement {
  return {
    ...compareNames(one, other),
    birthOn: compareBirths(one.birthOn, other.birthOn),
    sex: compareSexes(one.sex, other.sex),
    mrn: compareKeys(mrnKey(one.mrn), mrnKey(other.mrn)),
    memberId: compareMembers(one.memberIds, other.memberIds),
    phone: compareKeys(phoneKey(one.phone), phoneKey(other.phone)),
    address: compareKeys(addressKey(one), addressKey(other)),
  };
}

function compareNames(
  one: MatchFacts,
  other: MatchFacts,
): Pick<Agreement, 'lastName' | 'firstName'> {
  const [last, first] = [folded(one.lastName), folded(one.firstName)];
  const isSwapped = last === folded(other.firstName) && first === folded(other.lastName);
  if (isSwapped && last !== first) return { lastName: 'swapped', firstName: 'swapped' };
  return {
    lastName: compareLastNames(one.lastName, other.lastName),
    firstName: compareFirstNames(one.firstName, other.firstName),
  };
}

function compareBirths(one: string, other: string): Agreement['birthOn'] {
  if (one === other) return 'same';
  const [year, month, day] = one.split('-');
  const [otherYear, otherMonth, otherDay] = other.split('-');
  if (year === otherYear && month === otherDay && day === otherMonth) return 'swapped';
  const alike = [year === otherYear, month === otherMonth, day === otherDay];
  return alike.filter(Boolean).length === 2 ? 'onePart' : 'other';
}

function compareSexes(one: Patient['sex'], other: Patient['sex']): Said {
  if (one === 'unknown' || other === 'unknown') return 'unsaid';
  return one === other ? 'same' : 'other';
}

function compareKeys(one: string | null, other: string | null): Said {
  if (one === null || other === null) return 'unsaid';
  return one === other ? 'same' : 'other';
}

const FEWEST_DIGITS = 7;

/** The last ten digits, without what is dialled before them; null for no phone number. */
function phoneKey(phone: string | null): string | null {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length < FEWEST_DIGITS ? null : digits.slice(-10);
}

/** Street and place; null where no street is said. */
function addressKey({ addressLine, city, postalCode }: MatchFacts): string | null {
  const street = foldText(addressLine ?? '');
  if (street === '') return null;
  return `${street}|${(postalCode ?? '').slice(0, 5) || foldText(city ?? '')}`;
}

/** As CMS writes a Medicare Beneficiary Identifier. */
const MEDICARE = /^[1-9][A-Z][A-Z0-9]\d[A-Z][A-Z0-9]\d[A-Z]{2}\d{2}$/;

function compareMembers(one: readonly string[], other: readonly string[]): Agreement['memberId'] {
  const [keys, others] = [memberKeys(one), memberKeys(other)];
  const shared = keys.filter((key) => others.includes(key));
  if (shared.some((key) => MEDICARE.test(key))) return 'samePerson';
  if (shared.length > 0) return 'same';
  return keys.length === 0 || others.length === 0 ? 'unsaid' : 'other';
}

function memberKeys(ids: readonly string[]): readonly string[] {
  return ids.map((id) => id.toUpperCase().replace(/[^A-Z0-9]/g, '')).filter((key) => key !== '');
}
