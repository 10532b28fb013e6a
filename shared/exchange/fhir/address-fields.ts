import { optionalLine } from '../../base/text.ts';
import type { Address, ContactPoint, HumanName, Identifier } from './fhir-shapes.ts';
import { hasCode } from './fhir-shapes.ts';

/** Checks of the columns that places and people have in common. */
export const contactColumns = {
  addressLine: optionalLine(200),
  city: optionalLine(100),
  state: optionalLine(50),
  postalCode: optionalLine(20),
  phone: optionalLine(40),
};

/** The address that is in use, with its lines as one. */
export function addressColumns(all: readonly Address[]) {
  const given = all.find(({ use }) => use === 'home') ?? all.find(({ use }) => use !== 'old');
  return {
    addressLine: given?.line?.join(', ') ?? null,
    city: given?.city ?? null,
    state: given?.state ?? null,
    postalCode: given?.postalCode ?? null,
  };
}

export function phoneIn(all: readonly ContactPoint[]): string | null {
  const phones = all.filter(({ system, use }) => system === 'phone' && use !== 'old');
  const preferred = phones.find(({ use }) => use === 'home' || use === 'mobile') ?? phones[0];
  return preferred?.value ?? null;
}

/** The name that holds now: the official one, or the first that is not an old one. */
export function nameInUse(all: readonly HumanName[]): HumanName | undefined {
  return (
    all.find(({ use }) => use === 'official') ??
    all.find(({ use }) => use !== 'old' && use !== 'maiden')
  );
}

/** The medical record number, by its type. Numbers of the state, such as the SSN, are never read. */
export function mrnIn(all: readonly Identifier[]): string | null {
  return all.find(({ type, use }) => use !== 'old' && hasCode(type, ['MR']))?.value ?? null;
}

export const NPI_SYSTEM = 'http://hl7.org/fhir/sid/us-npi';

export function npiIn(all: readonly Identifier[]): string | null {
  return all.find(({ system }) => system === NPI_SYSTEM)?.value?.trim() ?? null;
}

export const identifierKey = ({ system, value }: Identifier): string | null =>
  value === undefined ? null : `${system ?? ''}|${value}`;
