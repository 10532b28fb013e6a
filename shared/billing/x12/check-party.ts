import { type CivilDate, isCivilDate } from '../../base/civil-date.ts';
import type { CareProvider, ClaimPerson, PostalAddress } from '../claim.ts';
import { isNpi } from '../npi.ts';
import type { Place, Report } from './claim-problem.ts';
import { TEXT_LENGTHS } from './claim-loops.ts';
import { isX12Identifier, latinTextOf } from './x12-text.ts';

/** Ways to write a post office box in a street line. */
const POST_OFFICE_BOX =
  /\b(?:p\.?\s*o\.?|post(?:al)?\s+office)\s*(?:box|drawer|bin)\b|\bpob\s+\d|^\s*(?:lock\s*)?box\s+#?\d/i;

/** Free text that must be there: something is left of it, and no letter is lost. */
export function checkText(report: Report, text: string, { field, what }: Place): void {
  const latin = latinTextOf(text);
  if (latin.lost.length > 0) {
    report(
      field,
      'unwritable',
      `The ${what} has letters that a claim cannot hold: enter it in Latin letters, as the payer knows it.`,
    );
  } else if (latin.text === '') {
    report(field, 'missing', `The ${what} is missing: enter it.`);
  }
}

/** A number or code that goes out unchanged. */
export function checkIdentifier(
  report: Report,
  text: string,
  { field, what, max }: Place & { readonly max: number },
): void {
  if (text === '') report(field, 'missing', `The ${what} is missing: enter it.`);
  else if (text.length > max) {
    report(field, 'tooLong', `The ${what} is longer than ${max} characters: correct it.`);
  } else if (!isX12Identifier(text)) {
    report(
      field,
      'badIdentifier',
      `The ${what} has a sign that a claim cannot hold (* : ~ ^, an accent, or a space at its end): correct it.`,
    );
  }
}

export function checkNpi(report: Report, npi: string, { field, what }: Place): void {
  if (isNpi(npi)) return;
  report(
    `${field}.npi`,
    'badNpi',
    `The ${what}'s NPI is not valid (ten digits, the first 1 or 2, the last a check digit): correct it.`,
  );
}

export function checkTaxonomy(
  report: Report,
  taxonomy: string | null,
  { field, what }: Place,
): void {
  if (taxonomy === null || /^[0-9A-Z]{10}$/.test(taxonomy)) return;
  report(
    `${field}.taxonomy`,
    'badTaxonomy',
    `The ${what}'s taxonomy code is not ten letters and digits: correct it or leave it empty.`,
  );
}

export function checkAddress(
  report: Report,
  address: PostalAddress,
  { field, what, needsPlusFour }: Place & { readonly needsPlusFour: boolean },
): void {
  const street = latinTextOf(address.addressLine).text;
  checkText(report, address.addressLine, {
    field: `${field}.addressLine`,
    what: `${what}'s street`,
  });
  if (street.length > TEXT_LENGTHS.street * 2) {
    report(
      `${field}.addressLine`,
      'tooLong',
      `The ${what}'s street is longer than 110 characters: shorten it.`,
    );
  }
  checkText(report, address.city, { field: `${field}.city`, what: `${what}'s city` });
  if (!/^[A-Za-z]{2}$/.test(address.state)) {
    report(`${field}.state`, 'badState', `The ${what}'s state is not two letters: correct it.`);
  }
  if (!(needsPlusFour ? /^\d{9}$/ : /^\d{5}(?:\d{4})?$/).test(address.postalCode)) {
    const form = needsPlusFour ? 'nine digits (ZIP+4)' : 'five or nine digits';
    report(
      `${field}.postalCode`,
      'badPostalCode',
      `The ${what}'s ZIP code is not ${form}: correct it.`,
    );
  }
}

/** A billing provider's address is a street: the payer has another place for a post office box. */
export function checkStreet(report: Report, address: PostalAddress, { field, what }: Place): void {
  if (!POST_OFFICE_BOX.test(address.addressLine)) return;
  report(
    `${field}.addressLine`,
    'postOfficeBox',
    `The ${what}'s address is a post office box: enter the street address.`,
  );
}

export function checkNames(
  report: Report,
  names: { readonly last: string; readonly first: string },
  { field, what }: Place,
): void {
  checkText(report, names.last, { field: `${field}.last`, what: `${what}'s last name` });
  // Some people have one name only.
  if (names.first.trim() !== '') {
    checkText(report, names.first, { field: `${field}.first`, what: `${what}'s first name` });
  }
}

export function checkCareProvider(
  report: Report,
  provider: CareProvider | null,
  place: Place,
): void {
  if (provider === null) return;
  checkNames(report, provider, place);
  checkNpi(report, provider.npi, place);
  checkTaxonomy(report, provider.taxonomy, place);
}

export function checkPerson(
  report: Report,
  person: ClaimPerson,
  { field, what, today }: Place & { readonly today: CivilDate },
): void {
  checkNames(report, person, { field, what });
  checkAddress(report, person.address, { field: `${field}.address`, what, needsPlusFour: false });
  if (!isCivilDate(person.birthOn)) {
    report(
      `${field}.birthOn`,
      'badDate',
      `The ${what}'s birth date is not a day in the calendar: correct it.`,
    );
  } else if (person.birthOn > today) {
    report(
      `${field}.birthOn`,
      'bornInFuture',
      `The ${what}'s birth date is in the future: correct it.`,
    );
  }
}
