import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { job, noDetails } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';
import { lineColumns } from './exported-line.ts';

export const lineForms = ['csv', 'excel', 'xlsx'] as const;
export type LineForm = (typeof lineForms)[number];

const keys = lineColumns.map(({ key }) => key);

const columnKey = z.string().refine((key) => keys.includes(key), 'is no column of the export');

/** The lines of an Excel sheet, without its header. */
export const MAX_SHEET_LINES = 1_048_575;

export const exportedLines = z.object({
  /** SHA-256 of the file, by which the byte port gives it. */
  digest: z.string(),
  byteLength: z.int(),
  /** Tells the days and the form, and nothing of anybody. */
  fileName: z.string(),
  lineCount: z.int(),
});
export type ExportedLines = z.output<typeof exportedLines>;

export const billingLineOperations = {
  'billingLines.export': job({
    summary:
      'Write the signed treatments of some days into a file with the columns that were chosen; nothing counts as billed by it',
    asksPin: true,
    permission: 'billing.export',
    input: z
      .strictObject({
        fromOn: civilDate,
        toOn: civilDate,
        /** Only what this batch holds of these days. */
        batchId: uuid()
          .nullish()
          .transform((id) => id ?? null),
        /** csv: for machines. excel: CSV that Excel opens as it is meant. */
        form: z.enum(lineForms),
        columns: z.array(columnKey).min(1, 'needs at least one').max(keys.length).readonly(),
      })
      .refine(({ fromOn, toOn }) => fromOn <= toOn, {
        path: ['toOn'],
        message: 'is before the first day',
      }),
    output: exportedLines,
    failures: {
      NothingToExport: noDetails,
      /** More than an Excel sheet holds. */
      TooManyLines: z.object({ lineCount: z.int() }),
    },
    subject: ({ batchId }) =>
      batchId === null
        ? { entityType: 'billingLines' }
        : { entityType: 'billingBatch', entityId: batchId },
  }),
} as const;
