import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { FormPage } from '../../shared/billing/cms1500/claim-pages.ts';
import type { PrintShift } from '../../shared/billing-paper/print-offset.ts';
import { drawCells, drawForm } from './draw-form.ts';
import { LETTER_PT, NO_SHIFT } from './form-points.ts';

/** `overlay` is the data alone, for the printed red form; `preview` has our own drawing of it behind. */
export const paperForms = ['overlay', 'preview'] as const;
export type PaperForm = (typeof paperForms)[number];

export type FormPrint = {
  readonly form: PaperForm;
  /** How the printer is off; of the overlay alone. */
  readonly shift: PrintShift;
  readonly madeAt: Date;
};

export type MadePdf = { readonly bytes: Uint8Array; readonly pageCount: number };

/** A PDF that names nobody in what it says about itself. */
export async function startPlainPdf(title: string, madeAt: Date): Promise<PDFDocument> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(title, { showInWindowTitleBar: true });
  pdf.setLanguage('en');
  pdf.setProducer('Caretrail');
  pdf.setCreator('Caretrail');
  pdf.setCreationDate(madeAt);
  pdf.setModificationDate(madeAt);
  return pdf;
}

async function formBehind(pdf: PDFDocument) {
  const template = await PDFDocument.create({ updateMetadata: false });
  const font = await template.embedFont(StandardFonts.Helvetica);
  drawForm(template.addPage([LETTER_PT.width, LETTER_PT.height]), font);
  const [behind] = await pdf.embedPdf(template);
  return behind;
}

/** Sheets of the CMS-1500 (02/12), letter paper, to be printed at actual size. */
export async function formPdf(
  pages: readonly FormPage[],
  { form, shift, madeAt }: FormPrint,
): Promise<MadePdf> {
  const pdf = await startPlainPdf('Claims', madeAt);
  const font = await pdf.embedFont(StandardFonts.Courier);
  // The form is in the file once, however many sheets show it.
  const behind = form === 'preview' ? await formBehind(pdf) : undefined;
  for (const each of pages) {
    const page = pdf.addPage([LETTER_PT.width, LETTER_PT.height]);
    if (behind) page.drawPage(behind);
    drawCells(page, each, { font, shift: form === 'overlay' ? shift : NO_SHIFT });
  }
  const bytes = await pdf.save({ objectsPerTick: 50, addDefaultPage: false });
  return { bytes, pageCount: pages.length };
}
