/** A FHIR resource as it is written: JSON without empty values. */
export type FhirResource = {
  readonly resourceType: string;
  readonly id: string;
  readonly [element: string]: unknown;
};

/** Where everything that this program names by itself has its address; it is never looked up. */
export const FHIR_BASE = 'https://fhir.caretrail.invalid';

export const LOINC = 'http://loinc.org';
export const UCUM = 'http://unitsofmeasure.org';
export const ICD10CM = 'http://hl7.org/fhir/sid/icd-10-cm';
export const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
export const CPT = 'http://www.ama-assn.org/go/cpt';
export const NPI = 'http://hl7.org/fhir/sid/us-npi';
export const SHA256 = `${FHIR_BASE}/sha-256`;
const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty).filter((each) => !isEmpty(each));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, withoutEmpty(each)] as const);
  return Object.fromEntries(entries.filter(([, each]) => !isEmpty(each)));
}

/** A resource; elements that say nothing are left out, as FHIR demands. */
export function resource(
  resourceType: string,
  id: string,
  elements: Readonly<Record<string, unknown>>,
): FhirResource {
  const said = Object.entries(elements).map(([key, value]) => [key, withoutEmpty(value)] as const);
  return { resourceType, id, ...Object.fromEntries(said.filter(([, value]) => !isEmpty(value))) };
}

export function refTo(resourceType: string, id: string | null) {
  return id === null ? null : { reference: `${resourceType}/${id}` };
}

/** A concept of one of HL7's own code systems. */
export function hl7Concept(system: string, code: string) {
  return { coding: [{ system: `${TERMINOLOGY}/${system}`, code }] };
}

export function loinc(code: string, text: string) {
  return { coding: [{ system: LOINC, code }], text };
}

/** A code of a procedure, a product or a modifier: HCPCS begins with a letter, CPT with a digit. */
export function billingCode(code: string) {
  return { system: /^[A-Z]/.test(code) ? HCPCS : CPT, code };
}

export function quantity(value: number, unit: string, code: string = unit) {
  return { value, unit, system: UCUM, code };
}

/** Whole millimetres as centimetres, whole square millimetres as square centimetres. */
export const cmOf = (mm: number) => quantity(mm / 10, 'cm');
export const cm2Of = (mm2: number) => quantity(mm2 / 100, 'cm2');

export function address(of: {
  readonly addressLine: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
}) {
  const { addressLine, city, state, postalCode } = of;
  const isSaid = [addressLine, city, state, postalCode].some((each) => each !== null);
  return isSaid ? [{ line: [addressLine], city, state, postalCode, country: 'US' }] : [];
}

export function phone(value: string | null) {
  return value === null ? [] : [{ system: 'phone', value }];
}
