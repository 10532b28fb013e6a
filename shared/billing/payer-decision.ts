import type { CivilDate } from '../base/civil-date.ts';

/** Who bears what a payer did not pay: its contract, the patient, neither, or the payer's own rules. */
export const adjustmentGroups = ['CO', 'PR', 'OA', 'PI'] as const;
export type AdjustmentGroup = (typeof adjustmentGroups)[number];

/** Reasons of one group that one CAS segment holds. */
export const MAX_REASONS = 6;

/** Why a part of a charge was not paid, as the remittance names it: `PR-1`. */
export type Adjustment = {
  readonly group: AdjustmentGroup;
  /** Claim adjustment reason code: 45, 1, B7 and others. */
  readonly reasonCode: string;
  /** Below zero where the payer took an adjustment back. */
  readonly amountCents: number;
};

/** What a payer decided of one service line: loop 2430. */
export type LineDecision = {
  /** Of the payer, as loop 2330B names it. */
  readonly payerId: string;
  readonly decidedOn: CivilDate;
  readonly paidCents: number;
  readonly adjustments: readonly Adjustment[];
};

/** What a payer decided of the claim as a whole: loop 2320. */
export type ClaimDecision = {
  /** The day of the remittance. */
  readonly decidedOn: CivilDate;
  readonly paidCents: number;
  /** What it says that the patient owes, which the adjustments of group PR come to. */
  readonly patientCents: number;
  /** Those that it made to no line. */
  readonly adjustments: readonly Adjustment[];
};

/** Why Medicare is not the first to pay (SBR05), which a claim to it as a later payer has to say. */
export const medicareSecondaryReasons = {
  '12': 'Working aged, or the spouse works',
  '13': 'Kidney failure, in the first months of an employer’s plan',
  '14': 'No-fault insurance, automobile accident included',
  '15': 'Workers’ compensation',
  '16': 'Public Health Service or another federal agency',
  '41': 'Black lung',
  '42': 'Veterans Affairs',
  '43': 'Disabled under 65, with a large employer’s plan',
  '47': 'Liability insurance',
} as const;
export type MedicareSecondaryReason = keyof typeof medicareSecondaryReasons;

export const sumOf = (adjustments: readonly Pick<Adjustment, 'amountCents'>[]): number =>
  adjustments.reduce((sum, { amountCents }) => sum + amountCents, 0);

/** What the patient owes by these adjustments. */
export const patientCentsOf = (adjustments: readonly Adjustment[]): number =>
  sumOf(adjustments.filter(({ group }) => group === 'PR'));
