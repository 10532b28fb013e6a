import type { CivilDate } from '../base/civil-date.ts';
import type { LineItemIdentifier } from '../billing/claim.ts';
import type { ProductUse, TreatedWound } from '../billing/rules/service-day.ts';
import type { Facility } from '../facilities/contract.ts';
import type { sexes } from '../patients/patient.ts';
import type { Coverage } from '../payers/coverage.ts';
import type { Payer } from '../payers/payer.ts';
import type { Twin } from './twice-recorded.ts';

/** Somebody who works here, as a claim may name them. */
export type StaffMember = {
  readonly userId: string;
  readonly last: string;
  readonly first: string;
  readonly npi: string | null;
  readonly taxonomy: string | null;
  /** True for whoever may bill for care: a nurse's NPI renders no service of its own. */
  readonly isClinician: boolean;
};

export type PatientFacts = {
  readonly id: string;
  readonly last: string;
  readonly first: string;
  readonly birthOn: CivilDate;
  readonly sex: (typeof sexes)[number];
  readonly mrn: string | null;
  readonly addressLine: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
};

/** What a biller chose for a treatment's claim; null: as the chart has it. */
export type ClaimChoices = {
  readonly coverageId: string | null;
  readonly facilityId: string | null;
  readonly rendering: StaffMember | null;
  readonly supervising: StaffMember | null;
  readonly referring: StaffMember | null;
  readonly priorAuthorization: string | null;
  readonly diagnoses: readonly string[] | null;
};

export const noChoices: ClaimChoices = {
  coverageId: null,
  facilityId: null,
  rendering: null,
  supervising: null,
  referring: null,
  priorAuthorization: null,
  diagnoses: null,
};

/** One signed treatment with everything that its claim is made of. */
export type TreatmentFacts = {
  readonly treatmentRecordId: string;
  readonly servedOn: CivilDate;
  readonly patient: PatientFacts;
  readonly use: Omit<ProductUse, 'diagnoses'>;
  readonly productId: string | null;
  readonly wound: TreatedWound | null;
  /** ICD-10-CM codes of the record and its wound, the record's first. */
  readonly ownDiagnoses: readonly string[];
  /** Those of the patient's problem list on that day. */
  readonly listedDiagnoses: readonly string[];
  /** That hold on that day, the payer whose turn comes first before the others. */
  readonly coverages: readonly Coverage[];
  readonly facility: Facility | null;
  readonly performer: StaffMember | null;
  readonly signer: StaffMember | null;
  readonly cosigner: StaffMember | null;
  /** Who ordered what was used. */
  readonly orderer: StaffMember | null;
  readonly item: LineItemIdentifier | null;
  readonly choices: ClaimChoices;
  /** What looks like the same on another chart of the person, and goes before it. */
  readonly twins: readonly Twin[];
  /** What goes out from other charts of the person for the same day, whoever pays: limits count it. */
  readonly usesElsewhere: readonly Omit<ProductUse, 'diagnoses'>[];
};

/** What is known beyond one patient's chart. */
export type ClaimTerms = {
  readonly payerOf: (payerId: string) => Payer | undefined;
  readonly facilityOf: (facilityId: string) => Facility | undefined;
};
