import { z } from 'zod';
import { civilDate, type CivilDate } from '../base/civil-date.ts';
import { line, lineOrNull, notSaidWhenBlank } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { sexes } from '../patients/patient.ts';
import { addressOrNull } from './postal-address.ts';

/** X12 individual relationship codes: what the patient is to the subscriber. */
export const relationshipNames = {
  '18': 'The patient is the subscriber',
  '01': 'Spouse',
  '19': 'Child',
  '20': 'Employee',
  '21': 'Unknown',
  '39': 'Organ donor',
  '40': 'Cadaver donor',
  '53': 'Life partner',
  G8: 'Other relationship',
} as const;

export type RelationshipCode = keyof typeof relationshipNames;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the literal above
export const relationshipCodes = Object.keys(relationshipNames) as [
  RelationshipCode,
  ...RelationshipCode[],
];

/** The patient is who is insured. */
export const SELF = '18';

export const priorityNames = { 1: 'First', 2: 'Second', 3: 'Third' } as const;
export const priorities = [1, 2, 3] as const;

const { addressLine, city, state, postalCode } = addressOrNull;

const oneOrNull = <const Options extends readonly [string, ...string[]]>(options: Options) =>
  notSaidWhenBlank().pipe(z.enum(options).nullable());

/** What a person says about a patient's insurance. The subscriber is null where it is the patient. */
export const coverageFields = {
  payerId: uuid(),
  /** Whose turn the payer's is: 1 first. */
  priority: z.literal(priorities),
  memberId: line(80).pipe(z.string().min(2, 'needs at least two characters')),
  groupNumber: lineOrNull(50),
  relationshipCode: z.enum(relationshipCodes, 'is not chosen'),
  subscriberFirstName: lineOrNull(100),
  subscriberLastName: lineOrNull(100),
  subscriberBirthOn: civilDate.nullable(),
  subscriberSex: oneOrNull(sexes),
  subscriberAddressLine: addressLine,
  subscriberCity: city,
  subscriberState: state,
  subscriberPostalCode: postalCode,
  startsOn: civilDate,
  endsOn: civilDate.nullable(),
};
export type TypedCoverage = z.output<z.ZodObject<typeof coverageFields>>;

/** What a person says about a payer's word beforehand that it will pay. */
export const authorizationFields = {
  authorizationNumber: line(50),
  /** Null: for every wound. */
  woundId: uuid().nullable(),
  startsOn: civilDate,
  endsOn: civilDate,
};

export const priorAuthorization = z.object({
  id: uuid(),
  coverageId: uuid(),
  authorizationNumber: z.string(),
  woundId: uuid().nullable(),
  startsOn: civilDate,
  endsOn: civilDate,
  version: z.int(),
});
export type PriorAuthorization = z.output<typeof priorAuthorization>;

export const coverage = z.object({
  id: uuid(),
  patientId: uuid(),
  payerId: uuid(),
  payerName: z.string(),
  filingCode: z.string(),
  priority: z.literal(priorities),
  memberId: z.string(),
  groupNumber: z.string().nullable(),
  relationshipCode: z.enum(relationshipCodes),
  subscriberFirstName: z.string().nullable(),
  subscriberLastName: z.string().nullable(),
  subscriberBirthOn: civilDate.nullable(),
  subscriberSex: z.enum(sexes).nullable(),
  subscriberAddressLine: z.string().nullable(),
  subscriberCity: z.string().nullable(),
  subscriberState: z.string().nullable(),
  subscriberPostalCode: z.string().nullable(),
  startsOn: civilDate,
  endsOn: civilDate.nullable(),
  /** The newest first. */
  authorizations: z.array(priorAuthorization),
  voidedAt: z.iso.datetime().nullable(),
  voidReason: z.string().nullable(),
  version: z.int(),
});
export type Coverage = z.output<typeof coverage>;

/** How a coverage stood before a change, and who changed it. */
export const coverageVersion = z.object({
  version: z.int(),
  coverage,
  replacedByName: z.string(),
  replacedAt: z.iso.datetime(),
});
export type CoverageVersion = z.output<typeof coverageVersion>;

/** True on the days from the first to the last, both included, unless it was struck out. */
export function isCoveredOn(
  { startsOn, endsOn, voidedAt }: Pick<Coverage, 'startsOn' | 'endsOn' | 'voidedAt'>,
  on: CivilDate,
): boolean {
  return voidedAt === null && startsOn <= on && (endsOn === null || on <= endsOn);
}

/** The authorization to name for a wound on a day: one for the wound itself before one for every wound. */
export function authorizationFor(
  authorizations: readonly PriorAuthorization[],
  { woundId, on }: { readonly woundId: string | null; readonly on: CivilDate },
): PriorAuthorization | undefined {
  const valid = authorizations.filter(({ startsOn, endsOn }) => startsOn <= on && on <= endsOn);
  const own = valid.find((each) => each.woundId !== null && each.woundId === woundId);
  return own ?? valid.find((each) => each.woundId === null);
}
