import { zipInWords } from '../../payers/postal-address.ts';
import type { Claim, ClaimLine, ClaimPerson, PostalAddress } from '../claim.ts';

/** What a code means, or null where nobody may print it or it is not known: never the words of a CPT code. */
export type CodeWords = (code: string) => string | null;

type Named = { readonly last: string; readonly first: string };

/** A name as it is spoken. */
export function spokenName({ first, last }: Named): string {
  return `${first} ${last}`.trim();
}

/** A name by which a list is sorted. */
export function listedName({ first, last }: Named): string {
  return [last, first].filter((part) => part.trim() !== '').join(', ');
}

export function addressInLines(address: PostalAddress): readonly string[] {
  const { addressLine, city, state, postalCode } = address;
  return [addressLine, `${city}, ${state} ${zipInWords(postalCode)}`];
}

/** Ten digits as people write them. */
export function phoneInWords(phone: string): string {
  return `${phone.slice(0, 3)}-${phone.slice(3, 6)}-${phone.slice(6)}`;
}

/** An EIN as people write it. */
export function einInWords(ein: string): string {
  return `${ein.slice(0, 2)}-${ein.slice(2)}`;
}

/** `15275-RT-59`. */
export function codeWithModifiers({ procedureCode, modifiers }: ClaimLine): string {
  return [procedureCode, ...modifiers].join('-');
}

/** Diagnosis 1 is A, 12 is L. */
export function letterOf(pointer: number): string {
  return String.fromCodePoint(64 + pointer);
}

export function patientOf({ subscriber, dependent }: Claim): ClaimPerson {
  return dependent ?? subscriber;
}
