import type { PostalAddress } from '../claim.ts';
import { latinTextOf } from '../x12/x12-text.ts';

/** Letters, digits, spaces, hyphens and slashes: what addresses on paper claims are made of. */
function withoutPunctuation(text: string): string {
  return latinTextOf(text)
    .text.replaceAll(/[^A-Z0-9 /-]/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
}

/** A name of one box, last name first: `EXAMPLE, ZOE`. A period is never part of one. */
export function nameOf({ last, first }: { readonly last: string; readonly first: string }): string {
  return [last, first]
    .map((part) => plainNameOf(part))
    .filter((part) => part !== '')
    .join(', ');
}

/** A name as it is spoken: `CASEY CLINICIAN`, or that of an organisation. */
export function plainNameOf(...parts: readonly string[]): string {
  return parts
    .map((part) =>
      latinTextOf(part)
        .text.replaceAll(/[.,;"]/g, ' ')
        .replaceAll(/ +/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '')
    .join(' ');
}

/** How the postal service shortens the words of a street. */
const STREET_WORDS: Readonly<Record<string, string>> = {
  ALLEY: 'ALY',
  APARTMENT: 'APT',
  AVENUE: 'AVE',
  BOULEVARD: 'BLVD',
  BUILDING: 'BLDG',
  CIRCLE: 'CIR',
  COURT: 'CT',
  DEPARTMENT: 'DEPT',
  DRIVE: 'DR',
  EAST: 'E',
  EXPRESSWAY: 'EXPY',
  FLOOR: 'FL',
  HIGHWAY: 'HWY',
  LANE: 'LN',
  NORTH: 'N',
  NORTHEAST: 'NE',
  NORTHWEST: 'NW',
  PARKWAY: 'PKWY',
  PLACE: 'PL',
  ROAD: 'RD',
  ROOM: 'RM',
  SOUTH: 'S',
  SOUTHEAST: 'SE',
  SOUTHWEST: 'SW',
  SQUARE: 'SQ',
  STREET: 'ST',
  SUITE: 'STE',
  TERRACE: 'TER',
  TRAIL: 'TRL',
  WEST: 'W',
};

/** A street without punctuation; words are shortened the postal way only where it is longer than the box. */
export function streetOf({ addressLine }: PostalAddress, length: number): string {
  const street = withoutPunctuation(addressLine);
  if (street.length <= length) return street;
  return street
    .split(' ')
    .map((word, index) => (index === 0 ? word : (STREET_WORDS[word] ?? word)))
    .join(' ');
}

export function cityOf({ city }: PostalAddress): string {
  return withoutPunctuation(city);
}

/** Five digits, or ZIP+4 with its hyphen. */
export function zipOf({ postalCode }: PostalAddress): string {
  return postalCode.length === 9 ? `${postalCode.slice(0, 5)}-${postalCode.slice(5)}` : postalCode;
}

/** City, state and ZIP code in one line; the city's name is what gives way. */
export function placeOf(address: PostalAddress, length: number): string {
  const rest = ` ${address.state.toUpperCase()} ${zipOf(address)}`;
  return (
    cityOf(address)
      .slice(0, Math.max(0, length - rest.length))
      .trimEnd() + rest
  );
}

/** Dollars and cents with a blank between them and no sign: `350 00`. Right-aligned to `length`. */
export function amountOf(cents: number, length: number): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)} ${digits.slice(-2)}`.padStart(length);
}

/** What may stand on one page: five digits of dollars. */
export const MAX_PAGE_CENTS = 9_999_999;
