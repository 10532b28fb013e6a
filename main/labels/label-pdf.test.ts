import { beforeAll, describe, expect, test, vi } from 'vitest';
import { labelCode } from '../../shared/labels/label-code.ts';
import { readLabel } from '../../shared/labels/label-read.ts';
import { labelSheetKeys, labelSheets } from '../../shared/labels/label-sheet.ts';
import { barcodesIn, picturesOf } from '../../test/label-pictures.ts';
import { printedPages } from '../../test/printed-pages.ts';
import { pdfFontsFolder } from '../../tools/pdf-fonts.ts';
import { type PdfFonts, readPdfFonts } from '../platform/pdf-fonts.ts';
import { labelPdf } from './label-pdf.ts';
import type { PrintedLabel } from './printed-label.ts';

// Pages are drawn and read at their full size.
vi.setConfig({ testTimeout: 30_000 });

let fonts: PdfFonts;
beforeAll(async () => {
  fonts = await readPdfFonts(pdfFontsFolder());
});

const NOW = new Date('2026-03-10T15:00:00Z');

function labelOf(given: Partial<PrintedLabel> = {}): PrintedLabel {
  const unit = {
    sku: 'FOAM-6X6',
    productName: 'Foam Wound Dressing 6x6',
    gtin: '09501101530003',
    lotNumber: 'aB-12/3',
    serialNumber: 'SN7',
    expiresOn: '2027-03-31',
    copies: 1,
    ...given,
  };
  return { ...unit, code: labelCode(unit, 2026) };
}

async function printed(
  labels: readonly PrintedLabel[],
  sheet: keyof typeof labelSheets,
  startAt = 1,
) {
  const pages = { sheet: labelSheets[sheet], startAt, labels, madeAt: NOW };
  return labelPdf(pages, fonts);
}

/** The same fields as stand on the shelf, read back from the printed page. */
async function readBack(bytes: Uint8Array) {
  const raws: string[] = [];
  for (const page of await picturesOf(bytes)) raws.push(...(await barcodesIn(page)));
  return raws.map((raw) => readLabel(raw, { nowYear: 2026, keepsSeparators: true }));
}

describe('a printed label', () => {
  test.each(labelSheetKeys)(
    'is read back exactly, a GS1 one and one of our own, on %s',
    async (sheet) => {
      const own = labelOf({ gtin: null, sku: 'GAUZE 4/4 ß', lotNumber: 'Größe 7' });
      const { bytes } = await printed([labelOf(), own], sheet);
      const read = await readBack(bytes);
      expect(read).toHaveLength(2);
      expect(read.find(({ state }) => state === 'read')).toMatchObject({
        issuer: 'gs1',
        deviceIdentifier: '09501101530003',
        lot: 'aB-12/3',
        serial: 'SN7',
        expiresOn: '2027-03-31',
      });
      expect(read.find(({ state }) => state === 'own')).toMatchObject({
        sku: 'GAUZE 4/4 ß',
        lot: 'Größe 7',
        serial: 'SN7',
        expiresOn: '2027-03-31',
      });
    },
  );

  test('with the longest lot and serial is read back, and both stand whole in its text', async () => {
    const lotNumber = 'LOT-4567890123456789';
    const serialNumber = 'SER-4567890123456789';
    const { bytes } = await printed([labelOf({ lotNumber, serialNumber })], 'roll51x25');
    expect(await readBack(bytes)).toMatchObject([{ lot: lotNumber, serial: serialNumber }]);
    const [page] = await printedPages(bytes);
    const text = page?.text.replaceAll(' ', '');
    expect(text).toContain(`LOT${lotNumber}`);
    expect(text).toContain(`SN${serialNumber}`);
  });

  test('keeps to its own place, however much it says', async () => {
    const long = { lotNumber: 'L'.repeat(50), serialNumber: 'S'.repeat(50), sku: 'K'.repeat(100) };
    const productName = 'Foam Wound Dressing with silicone border, sterile';
    const { bytes } = await printed([labelOf({ ...long, productName })], 'roll51x25');
    const [page] = await printedPages(bytes);
    expect(page?.lowestPt).toBeGreaterThan(2);
    const text = page?.text.replaceAll(' ', '') ?? '';
    for (const part of Object.values(long)) expect(text).toContain(part);
  });

  test('says name, lot, expiry, serial and number in words, diacritics and all', async () => {
    const productName = 'Žlutý Łącznik für Ångström, Ωμέγα, Повязка ½ ™';
    const { bytes } = await printed([labelOf({ productName })], 'letter20');
    const [page] = await printedPages(bytes);
    expect(page?.text).toContain(productName);
    expect(page?.text).toContain('LOT aB-12/3');
    expect(page?.text).toContain('EXP 2027-03-31');
    expect(page?.text).toContain('SN SN7');
    expect(page?.text).toContain('GTIN 09501101530003');
  });
});

describe('a sheet', () => {
  test('begins at its first free place and goes on over pages, with the size of the paper', async () => {
    const labels = [labelOf({ copies: 2 }), labelOf({ lotNumber: 'OTHER', copies: 1 })];
    const { bytes, pageCount } = await printed(labels, 'letter30', 29);
    expect(pageCount).toBe(2);
    const pages = await printedPages(new Uint8Array(bytes));
    expect(pages.map(({ width, height }) => [width, height])).toEqual([
      [612, 792],
      [612, 792],
    ]);
    const pictures = await picturesOf(bytes);
    const read = await Promise.all(pictures.map((picture) => barcodesIn(picture)));
    expect(read.map((raws) => raws.map((raw) => raw.slice(29).split('\u001D')[0]))).toEqual([
      ['aB-12/3', 'aB-12/3'],
      ['OTHER'],
    ]);
  });

  test('full of labels has every one of them readable', async () => {
    const labels = Array.from({ length: 30 }, (_, index) => labelOf({ serialNumber: `S${index}` }));
    const { bytes, pageCount } = await printed(labels, 'a4x30');
    expect(pageCount).toBe(1);
    const serials = (await readBack(bytes)).map((read) => 'serial' in read && read.serial);
    expect(new Set(serials)).toEqual(new Set(labels.map((each) => each.serialNumber)));
  });

  test('made twice is the same file', async () => {
    const [one, other] = [await printed([labelOf()], 'a4x21'), await printed([labelOf()], 'a4x21')];
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
  });
});
