import { type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { FORM_BOXES } from '../../shared/billing/cms1500/form-boxes.ts';
import { FORM_SPOTS } from '../../shared/billing/cms1500/form-grid.ts';
import { millimetres, type PrintShift } from '../../shared/billing-paper/print-offset.ts';
import { drawOutlines } from './draw-form.ts';
import { baselineOf, middleOf, LETTER_PT, type Point, PT_PER_MM, TEXT_PT } from './form-points.ts';
import { type MadePdf, startPlainPdf } from './form-pdf.ts';

const BLACK = rgb(0, 0, 0);
const QUIET = rgb(0.35, 0.35, 0.35);
const SCALE_MM = 10;

type Drawing = { readonly page: PDFPage; readonly font: PDFFont };

/** A cross whose arms are scales of millimetres: right and down are positive. */
function drawScales({ page, font }: Drawing, { x, y }: Point): void {
  const reach = SCALE_MM * PT_PER_MM;
  const line = (start: Point, end: Point) =>
    page.drawLine({ start, end, thickness: 0.4, color: BLACK });
  line({ x: x - reach, y }, { x: x + reach, y });
  line({ x, y: y - reach }, { x, y: y + reach });
  for (let mm = -SCALE_MM; mm <= SCALE_MM; mm += 1) {
    const tick = mm % 5 === 0 ? 4 : 2;
    const [across, down] = [x + mm * PT_PER_MM, y - mm * PT_PER_MM];
    line({ x: across, y: y - tick }, { x: across, y: y + tick });
    line({ x: x - tick, y: down }, { x: x + tick, y: down });
    if (mm % 5 !== 0 || mm === 0) continue;
    const text = `${mm > 0 ? '+' : ''}${mm}`;
    page.drawText(text, { x: across - 4, y: y + 6, size: 5, font, color: BLACK });
    page.drawText(text, { x: x + 6, y: down - 2, size: 5, font, color: BLACK });
  }
}

/** Millimetres from the left and the upper edge of the paper, to see whether the printer scales. */
function drawRulers({ page, font }: Drawing): void {
  const line = (start: Point, end: Point) =>
    page.drawLine({ start, end, thickness: 0.3, color: QUIET });
  const { width, height } = LETTER_PT;
  for (let mm = 10; mm <= 270; mm += 1) {
    const length = mm % 10 === 0 ? 6 : 3;
    const [across, down] = [mm * PT_PER_MM, height - mm * PT_PER_MM];
    if (across < width - 20)
      line({ x: across, y: height - 18 }, { x: across, y: height - 18 - length });
    line({ x: width - 12, y: down }, { x: width - 12 - length, y: down });
    if (mm % 50 !== 0) continue;
    const text = `${mm} mm`;
    if (across < width - 20)
      page.drawText(text, { x: across + 1, y: height - 32, size: 5, font, color: QUIET });
    page.drawText(text, { x: width - 42, y: down + 1, size: 5, font, color: QUIET });
  }
}

const STEPS = [
  'How to align a printer with the printed red form (CMS-1500 02/12)',
  '1. Print this page at actual size (100 %, not fitted to the page). The rulers must measure true.',
  '2. Hold it with a red form against the light, edges and corners of the paper together.',
  '3. At the cross of box 1 (Other), read on its scales where the middle of the printed check box lies.',
  '4. Add that to the offset below, right and down as +, save it for this printer, and print this page again.',
  '5. The second cross belongs in box 27 (Yes), the large letters in the boxes that they name.',
];

function drawSteps({ page, font }: Drawing, shift: PrintShift): void {
  const offset = `Offset of this page: ${millimetres(shift.rightUm)} mm to the right, ${millimetres(shift.downUm)} mm down.`;
  for (const [index, text] of [...STEPS, offset].entries()) {
    const y = LETTER_PT.height - 40 - index * 7.5;
    page.drawText(text, { x: 60, y, size: index === 0 ? 7.5 : 6.5, font, color: BLACK });
  }
}

/**
 * One page for plain paper, shifted as the data is: the boxes' edges, some letters as data is set, and
 * crosses with scales in two check boxes, whose places on the form leave no doubt.
 */
export async function alignmentPdf(shift: PrintShift, madeAt: Date): Promise<MadePdf> {
  const pdf = await startPlainPdf('Alignment page', madeAt);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const typed = await pdf.embedFont(StandardFonts.Courier);
  const page = pdf.addPage([LETTER_PT.width, LETTER_PT.height]);
  const drawing = { page, font };
  drawOutlines(page, shift);
  for (const { box, row, column } of FORM_BOXES) {
    const at = baselineOf(row, column, shift);
    page.drawText(box, { x: at.x + 2, y: at.y, size: 6, font, color: QUIET });
  }
  const { memberId, patientName, priorAuthorization, billingNpi } = FORM_SPOTS;
  for (const { box, row, column } of [memberId, patientName, priorAuthorization, billingNpi])
    page.drawText(`BOX ${box.toUpperCase()}`, {
      ...baselineOf(row, column, shift),
      size: TEXT_PT,
      font: typed,
    });
  for (const { row, column } of [FORM_SPOTS.otherCoverage, FORM_SPOTS.assignmentYes])
    drawScales(drawing, middleOf(row, column, shift));
  drawRulers(drawing);
  drawSteps(drawing, shift);
  return { bytes: await pdf.save({ addDefaultPage: false }), pageCount: 1 };
}
