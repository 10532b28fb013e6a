import { type LabelSheet, labelPlaces } from '../../shared/labels/label-sheet.ts';
import { startPdf } from '../platform/pdf/start-pdf.ts';
import type { PdfFonts } from '../platform/pdf-fonts.ts';
import { drawLabel, labelFace, type LabelPen } from './draw-label.ts';
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

/** The labels as pages of a PDF, each as often as wanted, with its fonts inside. */
export async function labelPdf(pages: LabelPages, fonts: PdfFonts): Promise<MadePdf> {
  const { sheet, startAt, labels, madeAt } = pages;
  const { pdf, ...faces } = await startPdf(fonts, { title: 'Labels', madeAt });
  const regular = labelFace(faces.regular);
  const bold = labelFace(faces.bold);
  const each = labels.flatMap((label) => Array.from({ length: label.copies }, () => label));
  let pen: LabelPen | null = null;
  let pageCount = 0;
  for (const [index, place] of labelPlaces(sheet, each.length, startAt).entries()) {
    const label = each[index];
    for (; pageCount <= place.page; pageCount += 1) {
      const { pageWidthUm, pageHeightUm } = sheet;
      const page = pdf.addPage([pageWidthUm * PT_PER_UM, pageHeightUm * PT_PER_UM]);
      pen = { page, regular, bold };
    }
    if (label && pen) drawLabel(pen, label, boxOf(sheet, place));
  }
  // Between as many objects, whoever waits gets a turn.
  const bytes = await pdf.save({ objectsPerTick: 20, addDefaultPage: false });
  return { bytes, pageCount };
}

function boxOf(sheet: LabelSheet, { xUm, yUm }: { xUm: number; yUm: number }): LabelBox {
  return {
    xPt: xUm * PT_PER_UM,
    yPt: yUm * PT_PER_UM,
    widthPt: sheet.labelWidthUm * PT_PER_UM,
    heightPt: sheet.labelHeightUm * PT_PER_UM,
  };
}
