import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { command, job, noDetails, query } from '../base/contract.ts';
import { line, storableText } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';
import { deskStates } from '../billing/claim-state.ts';
import { sourceFile } from '../imports/contract.ts';
import { answerReport } from './answer-report.ts';
import { nextInsuranceFields } from './decision-entry.ts';
import { refusedClaims, renderedClaims, renderedFormats } from './rendered-claims.ts';
import {
  claimBatch,
  claimChoiceFields,
  claimShown,
  claimDraft,
  claimInBatch,
  deskCounts,
  deskRow,
} from './claim-shapes.ts';

const days = { fromOn: civilDate, toOn: civilDate };
const isInOrder = ({ fromOn, toOn }: { readonly fromOn: string; readonly toOn: string }) =>
  fromOn <= toOn;
const outOfOrder = { path: ['toOn'], message: 'is before the first day' };

const ofClaim = (entityId: string | undefined) => ({ entityType: 'claim', entityId });
const ofBatch = (entityId: string | undefined) => ({ entityType: 'billingBatch', entityId });
const ofTreatment = (entityId: string) => ({ entityType: 'treatmentRecord', entityId });

const made = z.object({ batch: claimBatch });

export const claimOperations = {
  'claims.desk': query({
    summary: 'The treatments of some days by where their billing stands',
    permission: 'billing.export',
    readsChart: true,
    input: z.strictObject({ ...days, state: z.enum(deskStates) }).refine(isInOrder, outOfOrder),
    output: z.object({
      counts: deskCounts,
      rows: z.array(deskRow),
      /** True where there are more than were looked at: the days have to be narrowed. */
      isCut: z.boolean(),
      /** Claims that are ready, by payer. */
      readyPayers: z.array(
        z.object({
          payerId: uuid(),
          payerName: z.string(),
          claimCount: z.int(),
          totalCents: z.int(),
        }),
      ),
    }),
    failures: {},
    subject: (_input, output) => ({
      patientIds: [...new Set((output?.rows ?? []).map(({ patientId }) => patientId))],
    }),
  }),
  'claims.draft': query({
    summary: 'The claim that a treatment would go out on today, line by line',
    permission: 'billing.export',
    readsChart: true,
    input: z.strictObject({ treatmentRecordId: uuid() }),
    output: claimDraft,
    failures: { UnknownTreatment: noDetails },
    subject: ({ treatmentRecordId }, output) => ({
      ...ofTreatment(treatmentRecordId),
      patientId: output?.patientId,
    }),
  }),
  'claims.choose': command({
    summary: 'Say what a treatment’s claim names where the chart leaves a choice',
    permission: 'billing.export',
    input: z.strictObject({
      treatmentRecordId: uuid(),
      /** Version of the choices that were seen; 0 where there were none. */
      seen: z.int().min(0),
      ...claimChoiceFields,
    }),
    output: z.object({ version: z.int() }),
    failures: {
      UnknownTreatment: noDetails,
      Stale: noDetails,
      /** The claim is out: what it says stays. */
      AlreadyBilled: noDetails,
      NotDocumented: z.object({ field: z.string(), codes: z.array(z.string()) }),
      NotChoosable: z.object({ field: z.string() }),
    },
    subject: ({ treatmentRecordId }) => ofTreatment(treatmentRecordId),
  }),
  'claims.mark': command({
    summary: 'Say that treatments are billed outside or not billable, or take that back',
    permission: 'billing.export',
    input: z.strictObject({
      treatmentRecordIds: z.array(uuid()).min(1).max(200),
      mark: z.enum(['billedOutside', 'notBillable', 'cleared']),
      reason: line(500),
    }),
    output: z.object({ markedCount: z.int() }),
    failures: { UnknownTreatment: noDetails, AlreadyBilled: noDetails },
  }),
  'claims.bothDone': command({
    summary: 'Say that treatments which another chart of the same person has too were done twice',
    permission: 'billing.export',
    input: z.strictObject({
      treatmentRecordIds: z.array(uuid()).min(1).max(200),
      reason: line(500),
    }),
    output: z.object({ saidCount: z.int() }),
    failures: { NothingWaits: noDetails },
    subject: ({ treatmentRecordIds: [first] }) => (first === undefined ? {} : ofTreatment(first)),
  }),
  'claims.makeBatch': job({
    summary: 'Make every ready claim of a payer and some days, and the 837P file of them',
    asksPin: true,
    permission: 'billing.export',
    input: z.strictObject({ payerId: uuid(), ...days }).refine(isInOrder, outOfOrder),
    output: made,
    failures: {
      UnknownPayer: noDetails,
      NothingReady: z.object({ notReadyCount: z.int() }),
      NumbersUsedUp: noDetails,
    },
    subject: (_input, output) => ofBatch(output?.batch.id),
  }),
  'claims.followUp': job({
    summary: 'Replace a claim by what its treatments are now, or void it at the payer',
    asksPin: true,
    permission: 'billing.export',
    input: z.strictObject({
      claimId: uuid(),
      frequency: z.enum(['7', '8']),
      /** The payer's number of the claim; null: as the payer's answer gave it. */
      originalReference: storableText(50).trim().min(1).nullable(),
      reason: line(500),
    }),
    output: made,
    failures: {
      UnknownClaim: noDetails,
      NotLive: noDetails,
      ReferenceNeeded: noDetails,
      NotReady: z.object({ messages: z.array(z.string()) }),
      NumbersUsedUp: noDetails,
    },
    subject: ({ claimId }) => ofClaim(claimId),
  }),
  'claims.billNext': job({
    summary: 'Bill the insurance whose turn is next, with what the payer of a claim decided',
    asksPin: true,
    permission: 'billing.export',
    input: z.strictObject({ claimId: uuid(), ...nextInsuranceFields }),
    output: made,
    failures: {
      UnknownClaim: noDetails,
      NotLive: noDetails,
      AlreadyBilled: noDetails,
      NotChoosable: z.object({ field: z.string() }),
      NotReady: z.object({ messages: z.array(z.string()) }),
      NumbersUsedUp: noDetails,
    },
    subject: ({ claimId }) => ofClaim(claimId),
  }),
  'claims.withdraw': command({
    summary: 'Withdraw a claim that never went to the payer: its treatments can be billed anew',
    asksPin: true,
    permission: 'billing.export',
    input: z.strictObject({ claimId: uuid(), reason: line(500) }),
    output: z.object({}),
    failures: { UnknownClaim: noDetails, NotLive: noDetails },
    subject: ({ claimId }) => ofClaim(claimId),
  }),
  'claims.listBatches': query({
    summary: 'The batches of claims, newest first',
    permission: 'billing.export',
    input: z.strictObject({ limit: z.int().min(1).max(500).default(100) }),
    output: z.array(claimBatch),
    failures: {},
  }),
  'claims.batch': query({
    summary: 'One batch and its claims',
    permission: 'billing.export',
    readsChart: true,
    input: z.strictObject({
      batchId: uuid(),
      after: z.int().min(0).default(0),
      limit: z.int().min(1).max(1000).default(200),
    }),
    output: z.object({ batch: claimBatch, claims: z.array(claimInBatch) }),
    failures: { UnknownBatch: noDetails },
    subject: ({ batchId }, output) => ({
      ...ofBatch(batchId),
      patientIds: [...new Set((output?.claims ?? []).map(({ patientId }) => patientId))],
    }),
  }),
  'claims.get': query({
    summary: 'One claim as it went out, and what became of it',
    permission: 'billing.export',
    readsChart: true,
    input: z.strictObject({ claimId: uuid() }),
    output: claimShown,
    failures: { UnknownClaim: noDetails },
    subject: ({ claimId }, output) => ({ ...ofClaim(claimId), patientId: output?.patientId }),
  }),
  'claims.render': job({
    summary: 'Write the claims of a batch in another format, as they went out',
    asksPin: true,
    permission: 'billing.export',
    input: z.strictObject({
      batchId: uuid(),
      /** cms1500: the data alone, for the printed form. cms1500Preview: with a form drawn behind. */
      format: z.enum(renderedFormats),
      /** Whose offset the overlay is moved by; null: none. */
      printOffsetId: uuid().nullable(),
    }),
    output: renderedClaims,
    failures: { UnknownBatch: noDetails, UnknownPrinter: noDetails, NothingToWrite: refusedClaims },
    subject: ({ batchId }) => ofBatch(batchId),
  }),
  'claims.readAnswer': job({
    summary: 'Read what a payer answered (999 or 277CA), and move its claims',
    permission: 'billing.export',
    input: z.strictObject({ file: sourceFile }),
    output: answerReport,
    failures: {
      MissingFile: noDetails,
      UnreadableFile: z.object({ reason: z.string() }),
    },
  }),
} as const;
