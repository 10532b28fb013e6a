import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { lineOrNull } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { claimFrequencies } from '../billing/claim.ts';
import { claimStates } from '../billing/claim-state.ts';
import { claimContent } from './claim-content.ts';
import { deskProblem } from './desk-problem.ts';

/** Most treatments that one look at the desk puts together; beyond it the days have to be narrowed. */
export const DESK_LIMIT = 1000;

export const deskRow = z.object({
  treatmentRecordId: uuid(),
  patientId: uuid(),
  patientName: z.string(),
  mrn: z.string().nullable(),
  servedOn: civilDate,
  productName: z.string(),
  payerId: uuid().nullable(),
  payerName: z.string().nullable(),
  /** Rows that share a claim, or would, have the same. */
  claimKey: z.string(),
  claimCents: z.int().nullable(),
  problems: z.array(deskProblem),
  advice: z.array(z.string()),
  /** The claim that holds it or held it last. */
  claimId: uuid().nullable(),
  /** The payer's words, or the biller's. */
  reasons: z.array(z.string()),
});
export type DeskRow = z.output<typeof deskRow>;

export const deskCounts = z.object({
  notReady: z.int(),
  ready: z.int(),
  inBatch: z.int(),
  acknowledged: z.int(),
  rejected: z.int(),
  billedOutside: z.int(),
  notBillable: z.int(),
});

export const claimChoiceFields = {
  coverageId: uuid().nullable(),
  facilityId: uuid().nullable(),
  renderingUserId: uuid().nullable(),
  supervisingUserId: uuid().nullable(),
  referringUserId: uuid().nullable(),
  priorAuthorization: lineOrNull(50),
  diagnoses: z
    .array(z.string().max(10))
    .min(1, 'names none')
    .max(12, 'holds at most twelve')
    .nullable(),
};

const choice = z.object({ id: uuid(), label: z.string() });

/** A treatment's claim as it would go out today, with what its biller may choose. */
export const claimDraft = z.object({
  treatmentRecordId: uuid(),
  patientId: uuid(),
  /** All treatments on the same claim. */
  treatmentRecordIds: z.array(uuid()),
  claim: claimContent.nullable(),
  totalCents: z.int(),
  problems: z.array(deskProblem),
  advice: z.array(z.string()),
  chosen: z.object({
    coverageId: uuid().nullable(),
    facilityId: uuid().nullable(),
    renderingUserId: uuid().nullable(),
    supervisingUserId: uuid().nullable(),
    referringUserId: uuid().nullable(),
    priorAuthorization: z.string().nullable(),
    diagnoses: z.array(z.string()).nullable(),
    version: z.int(),
  }),
  /** What the chart documents. */
  documented: z.array(z.string()),
  coverages: z.array(choice),
  facilities: z.array(choice),
  /** Those with an NPI. */
  providers: z.array(choice),
});
export type ClaimDraft = z.output<typeof claimDraft>;

export const claimEvent = z.object({
  kind: z.enum(['acknowledged', 'rejected', 'replaced', 'voided', 'withdrawn']),
  reasons: z.array(z.string()),
  payerReference: z.string().nullable(),
  recordedByName: z.string(),
  recordedAt: z.iso.datetime(),
});

const claimHead = {
  id: uuid(),
  batchId: uuid(),
  controlNumber: z.string(),
  frequency: z.enum(claimFrequencies),
  originalClaimId: uuid().nullable(),
  patientId: uuid(),
  patientName: z.string(),
  servedOn: civilDate,
  totalCents: z.int(),
  state: z.enum(claimStates),
};

export const claimInBatch = z.object({ ...claimHead, position: z.int() });
export type ClaimInBatch = z.output<typeof claimInBatch>;

export const claimDetail = z.object({
  ...claimHead,
  payerName: z.string(),
  content: claimContent,
  events: z.array(claimEvent),
});
export type ClaimDetail = z.output<typeof claimDetail>;

/** A claim with the payers whose turn is after, and what went to them. */
export const claimShown = claimDetail.extend({
  nextCoverages: z.array(choice.extend({ isMedicare: z.boolean() })),
  laterClaims: z.array(
    z.object({
      id: uuid(),
      controlNumber: z.string(),
      payerName: z.string(),
      state: z.enum(claimStates),
    }),
  ),
});
export type ClaimShown = z.output<typeof claimShown>;

export const claimBatch = z.object({
  id: uuid(),
  fromOn: civilDate,
  toOn: civilDate,
  payerId: uuid(),
  payerName: z.string(),
  interchangeNumber: z.int(),
  claimCount: z.int(),
  recordCount: z.int(),
  totalCents: z.int(),
  fileDigest: z.string(),
  madeByName: z.string(),
  madeAt: z.iso.datetime(),
  /** How its claims stand, by state. */
  acknowledged: z.int(),
  rejected: z.int(),
  ended: z.int(),
});
export type ClaimBatch = z.output<typeof claimBatch>;
