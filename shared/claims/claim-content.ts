import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { type Claim, claimFrequencies } from '../billing/claim.ts';
import { adjustmentGroups, medicareSecondaryReasons } from '../billing/payer-decision.ts';

const address = z.object({
  addressLine: z.string(),
  city: z.string(),
  state: z.string(),
  postalCode: z.string(),
});

const careProvider = z.object({
  last: z.string(),
  first: z.string(),
  npi: z.string(),
  taxonomy: z.string().nullable(),
});

const person = {
  last: z.string(),
  first: z.string(),
  /** Empty on a draft whose subscriber's birth date is not recorded. */
  birthOn: z.string(),
  sex: z.enum(['F', 'M', 'U']),
  address,
};

const payer = z.object({
  name: z.string(),
  payerId: z.string(),
  filingCode: z.string(),
  address: address.nullable(),
});

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the literal
const reasons = Object.keys(medicareSecondaryReasons) as (keyof typeof medicareSecondaryReasons)[];
export const medicareSecondaryReason = z.enum(reasons);

const subscriber = z.object({
  ...person,
  memberId: z.string(),
  groupNumber: z.string().nullable(),
  responsibility: z.enum(['P', 'S', 'T']),
  medicareSecondaryReason: medicareSecondaryReason.nullable().default(null),
});

const adjustments = z.array(
  z.object({ group: z.enum(adjustmentGroups), reasonCode: z.string(), amountCents: z.int() }),
);

const otherInsurance = z.object({
  payer,
  subscriber,
  relationshipCode: z.string(),
  decision: z
    .object({
      decidedOn: civilDate,
      paidCents: z.int(),
      patientCents: z.int(),
      adjustments,
    })
    .nullable(),
});

const lineDecision = z.object({
  payerId: z.string(),
  decidedOn: civilDate,
  paidCents: z.int(),
  adjustments,
});

const claimLine = z.object({
  id: z.string(),
  procedureCode: z.string(),
  modifiers: z.array(z.string()),
  chargeCents: z.int(),
  units: z.number(),
  /** Claims of before do not say it. */
  addsTo: z.string().nullable().default(null),
  servedOn: civilDate,
  pointers: z.array(z.int()),
  narrative: z.string().nullable(),
  item: z
    .object({
      qualifier: z.string(),
      identifier: z.string(),
      quantity: z.number(),
      unit: z.enum(['UN', 'ML', 'GR', 'ME', 'F2']),
    })
    .nullable(),
  ordering: careProvider.nullable(),
  decisions: z.array(lineDecision).default([]),
  explanation: z.array(z.string()),
  treatmentRecordIds: z.array(z.string()),
});

/** A `Claim` as it is kept and as it crosses to the screen. */
export const claimContent = z.object({
  controlNumber: z.string(),
  frequency: z.enum(claimFrequencies),
  originalReference: z.string().nullable(),
  payer,
  billing: z.object({
    name: z.string(),
    npi: z.string(),
    ein: z.string(),
    taxonomy: z.string().nullable(),
    address,
    phone: z.string(),
  }),
  subscriber,
  dependent: z.object({ ...person, relationshipCode: z.string() }).nullable(),
  otherInsurances: z.array(otherInsurance).default([]),
  mrn: z.string().nullable(),
  placeOfService: z.string(),
  facility: z.object({ name: z.string(), npi: z.string().nullable(), address }).nullable(),
  rendering: careProvider,
  supervising: careProvider.nullable(),
  referring: careProvider.nullable(),
  priorAuthorization: z.string().nullable(),
  diagnoses: z.array(z.string()),
  lines: z.array(claimLine),
});
export type ClaimContent = z.output<typeof claimContent>;

/** A copy that the wire's types take: lists there are not read-only. */
export function contentOf(claim: Claim): ClaimContent {
  return claimContent.parse(claim);
}
