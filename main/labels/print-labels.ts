import type { z } from 'zod';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { failWith, ok, type Result } from '../../shared/base/result.ts';
import type { labelOperations, WantedLabel } from '../../shared/labels/contract.ts';
import { labelCode } from '../../shared/labels/label-code.ts';
import { labelSheets } from '../../shared/labels/label-sheet.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import type { JobContext } from '../platform/context.ts';
import { readPdfFonts } from '../platform/pdf-fonts.ts';
import { upsertStoredFile } from '../platform/stored-files.ts';
import type { MadePdf } from './label-pdf.ts';
import type { PrintedLabel } from './printed-label.ts';
import {
  deleteLabelSheetsBefore,
  LABEL_SHEET,
  type LabelRow,
  selectProductRowsBySku,
  selectUnitRowsById,
} from './store.ts';

type Print = (typeof labelOperations)['labels.print'];
type Printed = Result<z.input<Print['output']>, FailuresOf<Print>>;
type Wanted = z.output<Print['input']>;

const DAY_MS = 86_400_000;
/** Long enough to print it again when the paper jammed. */
const KEPT_DAYS = 7;

const UNKNOWN =
  'Some of what was chosen is not there any more. Take it off the list and try again.';

/** Makes the PDF and keeps it as a file for a few days; earlier ones are forgotten. */
export async function printLabels(
  wanted: Wanted,
  job: JobContext,
  fontsFolder: string,
): Promise<Printed> {
  const rows = await job.read((db) => selectWanted(db, wanted.labels));
  const places = rows.flatMap((row, place) => (row === undefined ? [place] : []));
  if (places.length > 0) return failWith('Unknown', UNKNOWN, { places });
  const nowYear = job.now.getUTCFullYear();
  const labels = rows.flatMap((row, place): readonly PrintedLabel[] => {
    const copies = wanted.labels[place]?.copies ?? 0;
    return row === undefined ? [] : [{ ...row, code: labelCode(row, nowYear), copies }];
  });
  // Loaded when it is needed: the maker of PDFs is larger than all the rest.
  const { labelPdf } = await import('./label-pdf.ts');
  const { sheet, startAt } = wanted;
  const pages = { sheet: labelSheets[sheet], startAt, labels, madeAt: job.now };
  const pdf = await labelPdf(pages, await readPdfFonts(fontsFolder));
  const labelCount = labels.reduce((sum, { copies }) => sum + copies, 0);
  return ok(await keep(job, pdf, labelCount));
}

async function keep(job: JobContext, { bytes, pageCount }: MadePdf, labelCount: number) {
  const digest = await keepFile(job, bytes, labelCount);
  return { digest, byteLength: bytes.byteLength, labelCount, pageCount };
}

async function keepFile(job: JobContext, bytes: Uint8Array, labelCount: number): Promise<string> {
  // Until it is committed that it is needed, nobody may take the file for one that is not.
  const release = job.files.holdDeletions();
  try {
    const digest = await job.files.put(bytes);
    await job.chunk(async ({ tx, now }) => {
      await deleteLabelSheetsBefore(tx, new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString());
      await upsertStoredFile(tx, {
        digest,
        byteLength: bytes.byteLength,
        purpose: LABEL_SHEET,
        permission: 'stock.read',
        storedAt: now.toISOString(),
      });
      return { cursor: null, done: labelCount, total: labelCount, label: 'Labels' };
    });
    return digest;
  } finally {
    release();
  }
}

/** What each wanted label is for; undefined where it is not there. */
async function selectWanted(
  db: ReadonlyDb,
  wanted: readonly WantedLabel[],
): Promise<readonly (LabelRow | undefined)[]> {
  const ids = wanted.flatMap(({ stockUnitId }) => stockUnitId ?? []);
  const skus = wanted.filter(({ stockUnitId }) => stockUnitId === null).map(({ sku }) => sku);
  const units = await selectUnitRowsById(db, [...new Set(ids)]);
  const products = await selectProductRowsBySku(db, [...new Set(skus)]);
  return wanted.map(({ stockUnitId, sku }) =>
    stockUnitId === null
      ? products.find((row) => row.sku === sku)
      : units.find((row) => row.stockUnitId === stockUnitId && row.sku === sku),
  );
}
