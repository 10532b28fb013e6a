import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { job, query } from '../base/contract.ts';
import { uuid } from '../base/uuid.ts';
import { labelSheetKeys, labelSheets, labelsPerPage } from './label-sheet.ts';

/** A unit, or a product without one, and how it would be labelled. */
export const labelChoice = z.object({
  /** Null for a product of which no unit is known here. */
  stockUnitId: uuid().nullable(),
  sku: z.string(),
  productName: z.string(),
  lotNumber: z.string().nullable(),
  serialNumber: z.string().nullable(),
  expiresOn: civilDate.nullable(),
  onHandPieces: z.int(),
  code: z.enum(['gs1', 'own']),
});
export type LabelChoice = z.output<typeof labelChoice>;

export const MAX_LABELS = 1500;

const wantedLabel = z.strictObject({
  /** Null: a label that names only the product. */
  stockUnitId: uuid().nullable(),
  sku: z.string().min(1).max(100),
  copies: z.int().min(1).max(500),
});
export type WantedLabel = z.output<typeof wantedLabel>;

export const labelOperations = {
  'labels.list': query({
    summary: 'Units and products that can be labelled, by words of name, SKU, lot or serial number',
    permission: 'stock.read',
    input: z.strictObject({
      text: z.string().max(200).default(''),
      /** Only these units, such as those of a receipt. */
      stockUnitIds: z.array(uuid()).max(200).optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.array(labelChoice),
    failures: {},
  }),
  'labels.print': job({
    summary: 'Make a PDF of labels for units and products, to be printed',
    permission: 'stock.move',
    input: z
      .strictObject({
        sheet: z.enum(labelSheetKeys),
        /** The first free place of a sheet that was used before, row by row from 1. */
        startAt: z.int().min(1).default(1),
        labels: z.array(wantedLabel).min(1, 'name no label').max(200),
      })
      .refine(({ sheet, startAt }) => startAt <= labelsPerPage(labelSheets[sheet]), {
        path: ['startAt'],
        message: 'is beyond the last label of the sheet',
      })
      .refine(({ labels }) => labels.reduce((sum, { copies }) => sum + copies, 0) <= MAX_LABELS, {
        path: ['labels'],
        message: `are more than ${MAX_LABELS} labels`,
      }),
    output: z.object({
      /** SHA-256 of the PDF, by which the byte port gives it. */
      digest: z.string(),
      byteLength: z.int(),
      labelCount: z.int(),
      pageCount: z.int(),
    }),
    failures: {
      /** Units or products that are not there any more. */
      Unknown: z.object({ places: z.array(z.int()) }),
    },
    subject: (_input, output) => ({ entityType: 'labelSheet', entityId: output?.digest }),
  }),
} as const;
