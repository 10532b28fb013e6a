import type { Page } from 'playwright-core';
import { labelPdf } from '../main/labels/label-pdf.ts';
import { readPdfFonts } from '../main/platform/pdf-fonts.ts';
import { type LabelledUnit, labelCode } from '../shared/labels/label-code.ts';
import { labelSheets } from '../shared/labels/label-sheet.ts';
import { pdfFontsFolder } from '../tools/pdf-fonts.ts';
import { picturesOf } from './label-pictures.ts';

/** A unit with a GS1 label. */
export const UNIT = {
  sku: 'GRAFT-2X2',
  productName: 'Žlutý skin substitute 2x2',
  gtin: '09501101530003',
  lotNumber: 'aB-12/3',
  serialNumber: 'SN7',
  expiresOn: '2027-03-31',
} as const;

/** Its label as a scanner sends it. */
export const RAW = `]d201${UNIT.gtin}1727033110${UNIT.lotNumber}\u001D21${UNIT.serialNumber}`;

/** What the screen says of it once it is read. */
export const FIELDS = {
  'Product number (GS1)': UNIT.gtin,
  Lot: UNIT.lotNumber,
  'Serial number': UNIT.serialNumber,
  Expires: '31 Mar 2027',
} as const;

/** One label as our own PDF prints it. */
export async function printedLabel(unit: LabelledUnit): Promise<Buffer> {
  const labels = [{ ...unit, code: labelCode(unit, 2026), copies: 1 }];
  const pages = { sheet: labelSheets.roll62x29, startAt: 1, labels, madeAt: new Date(0) };
  const { bytes } = await labelPdf(pages, await readPdfFonts(pdfFontsFolder()));
  const [page] = await picturesOf(bytes);
  if (page === undefined) throw new Error('There is no page');
  return page;
}

/** The part of the labels screen that takes scans. */
export function scanRegion(page: Page) {
  return page.getByRole('region', { name: 'Scan a pack to find it' });
}

/** What it says of the pack, as pairs. */
export async function packRead(page: Page): Promise<Record<string, string>> {
  const pairs = await scanRegion(page)
    .locator('.key-value-list__entry')
    .evaluateAll((entries) =>
      entries.map((entry) => [
        entry.querySelector('dt')?.textContent ?? '',
        entry.querySelector('dd')?.textContent ?? '',
      ]),
    );
  return Object.fromEntries(pairs);
}
