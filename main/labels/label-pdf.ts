// oxlint-disable-next-line import/no-named-as-default -- its types name it both ways, the module only one
import PDFDocument from 'pdfkit';
import { type LabelSheet, labelPlaces } from '../../shared/labels/label-sheet.ts';
import type { PdfFonts } from '../platform/pdf-fonts.ts';
import { drawLabel } from './draw-label.ts';
import type { LabelBox, PrintedLabel } from './printed-label.ts';

export type LabelPages = {
  readonly sheet: LabelSheet;
  /** The first free place of the first page, from 1. */
  readonly startAt: number;
  readonly labels: readonly PrintedLabel[];
  readonly madeAt: Date;
};

export const PT_PER_UM = 72 / 25_400;

export type MadePdf = { readonly bytes: Uint8Array; readonly pageCount: number };

/**
 * The fonts that every reader of PDFs brings lack the diacritics of the east, and here their files: none is
 * to be opened. The types know only that one may be named.
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
const NO_STANDARD_FONT = null as unknown as string;

/** The labels as pages of a PDF, each as often as wanted, with its fonts inside. */
export function labelPdf(pages: LabelPages, fonts: PdfFonts): Promise<MadePdf> {
  const { sheet, startAt, labels, madeAt } = pages;
  const pdf = new PDFDocument({
    font: NO_STANDARD_FONT,
    autoFirstPage: false,
    info: { Title: 'Labels', CreationDate: madeAt, Producer: 'Caretrail', Creator: 'Caretrail' },
    lang: 'en',
    displayTitle: true,
  });
  pdf.registerFont('regular', fontBytes(fonts.regular)).registerFont('bold', fontBytes(fonts.bold));
  const each = labels.flatMap((label) => Array.from({ length: label.copies }, () => label));
  const places = labelPlaces(sheet, each.length, startAt);
  let pageCount = 0;
  for (const [index, place] of places.entries()) {
    const label = each[index];
    for (; pageCount <= place.page; pageCount += 1) addPage(pdf, sheet);
    if (label) drawLabel(pdf, label, boxOf(sheet, place));
  }
  const made = bytesOf(pdf);
  pdf.end();
  return made.then((bytes) => ({ bytes, pageCount }));
}

function fontBytes(font: Uint8Array): ArrayBuffer {
  return new Uint8Array(font).buffer;
}

function addPage(pdf: PDFKit.PDFDocument, { pageWidthUm, pageHeightUm }: LabelSheet): void {
  pdf.addPage({ size: [pageWidthUm * PT_PER_UM, pageHeightUm * PT_PER_UM], margin: 0 });
}

function boxOf(sheet: LabelSheet, { xUm, yUm }: { xUm: number; yUm: number }): LabelBox {
  return {
    xPt: xUm * PT_PER_UM,
    yPt: yUm * PT_PER_UM,
    widthPt: sheet.labelWidthUm * PT_PER_UM,
    heightPt: sheet.labelHeightUm * PT_PER_UM,
  };
}

function bytesOf(pdf: PDFKit.PDFDocument): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (part: Uint8Array) => parts.push(part));
    pdf.on('error', reject);
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
  });
}
