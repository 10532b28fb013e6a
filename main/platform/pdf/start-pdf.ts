import { PDFDocument } from '@cantoo/pdf-lib';
import type { PdfFonts } from '../pdf-fonts.ts';
import { createFace, type PdfFace } from './pdf-face.ts';
import { subsettingFontkit } from './subsetting-fontkit.ts';
import { createUnprinted, type Unprinted } from './unprinted.ts';

export type PdfFacts = {
  /** Shown in the window's title: names nobody. */
  readonly title: string;
  readonly madeAt: Date;
};

export type StartedPdf = {
  readonly pdf: PDFDocument;
  readonly regular: PdfFace;
  readonly bold: PdfFace;
  readonly unprinted: Unprinted;
};

/** An empty PDF with its fonts inside; for pages that are drawn at fixed places. */
export async function startPdf(fonts: PdfFonts, { title, madeAt }: PdfFacts): Promise<StartedPdf> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.registerFontkit(subsettingFontkit);
  pdf.setTitle(title, { showInWindowTitleBar: true });
  pdf.setLanguage('en');
  pdf.setProducer('Caretrail');
  pdf.setCreator('Caretrail');
  pdf.setCreationDate(madeAt);
  pdf.setModificationDate(madeAt);
  const unprinted = createUnprinted();
  const face = async (bytes: Uint8Array, customName: string): Promise<PdfFace> => {
    // A ligature would be one letter to whoever searches or copies the text.
    const features = { liga: false, clig: false, dlig: false };
    const font = await pdf.embedFont(bytes, { subset: true, customName, features });
    return createFace(font, unprinted);
  };
  return {
    pdf,
    regular: await face(fonts.regular, 'CTRAAA+LiberationSans'),
    bold: await face(fonts.bold, 'CTRBBB+LiberationSans-Bold'),
    unprinted,
  };
}
