import type { CivilDate } from '../../base/civil-date.ts';
import type { billingUnits } from '../../products/contract.ts';
import type { ProductClass } from '../../products/product-class.ts';
import type { Laterality } from '../../wounds/wound.ts';
import type { BillingRule } from './billing-rule.ts';

export type TreatedWound = {
  readonly id: string;
  /** A code of body-site.ts. */
  readonly bodySite: string;
  readonly side: Laterality;
  /** The surface as last measured up to the day of service; null where nobody measured it. */
  readonly areaMm2: number | null;
};

/** One signed treatment, as a claim needs to know it. */
export type ProductUse = {
  readonly treatmentRecordId: string;
  readonly woundId: string | null;
  readonly productName: string;
  readonly hcpcsCode: string | null;
  readonly billingUnit: (typeof billingUnits)[number];
  readonly productClass: ProductClass;
  readonly isBiologic: boolean;
  readonly pieces: number;
  readonly pieceMm2: number | null;
  readonly appliedMm2: number | null;
  readonly discardedMm2: number | null;
  readonly lotNumber: string | null;
  /** Which application on its wound this is in the episode of care, from 1. */
  readonly applicationNumber: number | null;
  /** ICD-10-CM codes that the chart documents for it, the most important first. */
  readonly diagnoses: readonly string[];
};

/** What was done for one patient on one day and goes on one claim. */
export type ServiceDay = {
  readonly servedOn: CivilDate;
  readonly patientBirthOn: CivilDate;
  readonly wounds: readonly TreatedWound[];
  readonly uses: readonly ProductUse[];
  /** Of the same person and day, on claims of other charts: they count where a day has a limit. */
  readonly usesElsewhere?: readonly ProductUse[];
};

/** What the rules are asked with: those in force for the payer on that day, and its fees. */
export type PayerTerms = {
  readonly rules: readonly BillingRule[];
  /** What one unit of a code is charged at, in cents; null where no fee is set. */
  readonly unitCentsOf: (code: string) => number | null;
};

export const lineProblems = {
  NoCode:
    'The product has no HCPCS code. Add it in the catalogue, or mark the treatment as not billable.',
  NoUnitsRule: 'No rule says how this product’s billing unit is counted for this payer.',
  AmountNotSaid: 'The record does not say how much was applied. Amend it.',
  NothingApplied: 'The record says that nothing was applied.',
  NarrativeIncomplete:
    'The payer asks for a narrative, and the record lacks a size, an amount or a lot that it names.',
  NoWound: 'The treatment names no wound, and its application is coded by the wound’s area.',
  WoundNotMeasured: 'The wound has no measured area up to the day of service. Assess it.',
  NoBodyGroup: 'No rule says to which body group the wound’s site belongs.',
  NoFee: 'The fee schedule has no charge for this code on this day.',
  TooManyModifiers: 'The rules ask for more than four modifiers on one line.',
  AboveDailyLimit: 'More units than the payer takes on one day.',
  CompanionMissing: 'A diagnosis asks for another one beside it that the chart does not document.',
  NoDiagnosis: 'No diagnosis is documented.',
  TooManyDiagnoses: 'More than twelve diagnoses. Choose those that the claim needs.',
} as const;
export type LineProblemCode = keyof typeof lineProblems;

/** Why a claim is not ready, and which treatments it is about. */
export type LineProblem = {
  readonly code: LineProblemCode;
  readonly treatmentRecordIds: readonly string[];
  /** What it is about, where the words alone do not say: a procedure code, diagnosis codes. */
  readonly about: string | null;
};

/** A line before it has an id and pointers. */
export type DraftLine = {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  /** True where the code adds to the nearest line before it that is no add-on. */
  readonly isAddOn: boolean;
  readonly unitCents: number;
  readonly diagnoses: readonly string[];
  readonly narrative: string | null;
  readonly explanation: readonly string[];
  readonly treatmentRecordIds: readonly string[];
};

export type Drafted = {
  readonly lines: readonly DraftLine[];
  readonly problems: readonly LineProblem[];
};

export const problemOf = (
  code: LineProblemCode,
  treatmentRecordIds: readonly string[],
  about: string | null = null,
): LineProblem => ({ code, treatmentRecordIds, about });
