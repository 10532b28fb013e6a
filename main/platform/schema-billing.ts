import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** The tables of who bills, who pays, and what payers ask of a claim. */
export type BillingSchema = {
  billingOrganisations: BillingOrganisationRow;
  payers: PayerRow;
  coverages: CoverageRow;
  priorAuthorizations: PriorAuthorizationRow;
  fees: FeeRow;
  conditions: ConditionRow;
  conditionVersions: ConditionVersionRow;
  coverageVersions: CoverageVersionRow;
  billingRules: BillingRuleRow;
  billingRuleVersions: BillingRuleVersionRow;
};

/** JSON is written as text that holds it, which both drivers take alike. */
type Json = ColumnType<unknown, string, string>;
type Stamp = GeneratedAlways<string>;

type Versioned = {
  readonly version: Generated<number>;
  readonly createdAt: Stamp;
  readonly updatedAt: Stamp;
};

type BillingOrganisationRow = Versioned & {
  id: string;
  name: string;
  npi: string;
  ein: string;
  taxonomy: string | null;
  addressLine: string;
  city: string;
  state: string;
  postalCode: string;
  phone: string;
  contactName: string;
  submitterId: string;
  receiverName: string;
  receiverId: string;
  sendsTests: Generated<boolean>;
};

type PayerRow = Versioned & {
  id: string;
  name: string;
  payerCode: string;
  filingCode: string;
  addressLine: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  wantsItemIdentifier: Generated<boolean>;
  isActive: Generated<boolean>;
};

type CoverageRow = Versioned & {
  id: string;
  patientId: string;
  payerId: string;
  priority: 1 | 2 | 3;
  memberId: string;
  groupNumber: string | null;
  relationshipCode: '18' | '01' | '19' | '20' | '21' | '39' | '40' | '53' | 'G8';
  subscriberFirstName: string | null;
  subscriberLastName: string | null;
  subscriberBirthOn: string | null;
  subscriberSex: 'female' | 'male' | 'other' | 'unknown' | null;
  subscriberAddressLine: string | null;
  subscriberCity: string | null;
  subscriberState: string | null;
  subscriberPostalCode: string | null;
  startsOn: string;
  endsOn: string | null;
  recordedBy: string;
  voidedAt: string | null;
  voidedBy: string | null;
  voidReason: string | null;
};

type PriorAuthorizationRow = Versioned & {
  id: string;
  coverageId: string;
  authorizationNumber: string;
  woundId: string | null;
  startsOn: string;
  endsOn: string;
  recordedBy: string;
};

type FeeRow = Versioned & {
  id: string;
  payerId: string | null;
  procedureCode: string;
  unitCents: number;
  effectiveFrom: string;
  effectiveTo: string | null;
  source: string | null;
  recordedBy: string;
};

type ConditionVersionRow = {
  conditionId: string;
  version: number;
  condition: Json;
  replacedBy: string;
  replacedAt: string;
};

type CoverageVersionRow = {
  coverageId: string;
  version: number;
  coverage: Json;
  replacedBy: string;
  replacedAt: string;
};

type ConditionRow = Versioned & {
  id: string;
  patientId: string;
  diagnosisCode: string | null;
  words: string;
  onsetOn: string | null;
  endedOn: string | null;
  recordedBy: string;
  voidedAt: string | null;
  voidedBy: string | null;
  voidReason: string | null;
};

type BillingRuleRow = Versioned & {
  id: string;
  title: string;
  scope: Json;
  kind: string;
  parameters: Json;
  examples: Json;
  effectiveFrom: string;
  effectiveTo: string | null;
  source: string;
  asOfOn: string;
  isActive: Generated<boolean>;
  isExample: Generated<boolean>;
};

type BillingRuleVersionRow = {
  billingRuleId: string;
  version: number;
  content: Json;
  replacedBy: string;
  replacedAt: string;
};
