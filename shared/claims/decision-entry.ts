import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { uuid } from '../base/uuid.ts';
import { adjustmentGroups } from '../billing/payer-decision.ts';
import { medicareSecondaryReason } from './claim-content.ts';

const adjustments = z
  .array(
    z.strictObject({
      group: z.enum(adjustmentGroups),
      reasonCode: z.string().trim().min(1).max(5),
      amountCents: z.int(),
    }),
  )
  .max(30);

/** What a biller reads off a payer's remittance: of each line, or of the claim alone where it says no more. */
export const payerDecision = z.strictObject({
  decidedOn: civilDate,
  paidCents: z.int().min(0),
  patientCents: z.int().min(0),
  /** Those that were made to the claim as a whole. */
  adjustments,
  lines: z
    .array(z.strictObject({ lineId: z.string().max(30), paidCents: z.int().min(0), adjustments }))
    .max(50),
});
export type PayerDecision = z.output<typeof payerDecision>;

/** What a biller says to bill the insurance whose turn is next. */
export const nextInsuranceFields = {
  coverageId: uuid(),
  /** Why Medicare is not the first to pay; null for other payers. */
  medicareSecondaryReason: medicareSecondaryReason.nullable(),
  decision: payerDecision,
};
