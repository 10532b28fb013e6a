import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { job, noDetails, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';

export const exportForms = ['machine', 'excel'] as const;
export type ExportForm = (typeof exportForms)[number];

export const billingBatch = z.object({
  id: uuid(),
  fromOn: civilDate,
  toOn: civilDate,
  recordCount: z.int(),
  /** SHA-256 of each form's file, by which the byte port gives it. */
  machineDigest: z.string(),
  excelDigest: z.string(),
  exportedByName: z.string(),
  exportedAt: z.iso.datetime(),
  /** Records corrected, amended or voided since they went out. */
  changedSinceCount: z.int(),
});
export type BillingBatch = z.output<typeof billingBatch>;

const ofBatch = (id: string | undefined) => ({ entityType: 'billingBatch', entityId: id });

export const billingOperations = {
  'billing.export': job({
    summary:
      'Export the signed treatments of a date range that no batch holds yet, as one new batch',
    asksPin: true,
    permission: 'billing.export',
    input: z
      .strictObject({ fromOn: civilDate, toOn: civilDate })
      .refine(({ fromOn, toOn }) => fromOn <= toOn, {
        path: ['toOn'],
        message: 'is before the first day',
      }),
    output: z.object({
      batch: billingBatch,
      /** False: nothing was new in this range, and this is the batch that already holds it. */
      isNew: z.boolean(),
      /** Records of the range that an earlier batch holds. */
      alreadyExportedCount: z.int(),
    }),
    failures: {
      NothingToExport: z.object({ alreadyExportedCount: z.int(), waitingCount: z.int() }),
    },
    subject: (_input, output) => ofBatch(output?.batch.id),
  }),
  'billing.preview': query({
    summary:
      'How many treatments of a date range are ready, wait for a signature or went out already',
    permission: 'billing.export',
    input: z.strictObject({ fromOn: civilDate, toOn: civilDate }),
    output: z.object({
      /** Signed, co-signed where that is needed, and in no batch. */
      newCount: z.int(),
      patientCount: z.int(),
      /** Not billed until somebody signs or co-signs them. */
      waitingCount: z.int(),
      /** Another chart of the same person has them too: not billed before the desk settles that. */
      twiceCount: z.int(),
      alreadyExportedCount: z.int(),
    }),
    failures: {},
  }),
  'billing.listBatches': query({
    summary: 'The batches that went out, newest first',
    permission: 'billing.export',
    input: z.strictObject({ limit: z.int().min(1).max(500).default(100) }),
    output: z.array(billingBatch),
    failures: {},
  }),
  'billing.getBatch': query({
    summary: 'One batch, by its id',
    permission: 'billing.export',
    input: z.strictObject({ batchId: uuid() }),
    output: billingBatch,
    failures: { UnknownBatch: noDetails },
    subject: ({ batchId }) => ofBatch(batchId),
  }),
} as const;
