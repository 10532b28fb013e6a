import { drawPictures, type PictureRow } from './pdf-pictures.ts';
import { drawTable, drawTableInTurns, type PdfTable } from './pdf-rows.ts';
import {
  createSheet,
  LEADING,
  type LineStyle,
  type MadePdf,
  type PdfLayout,
  type PdfSheet,
  SMALL_PT,
  TEXT_PT,
  type Tone,
} from './pdf-sheet.ts';

export type PdfEntry = { readonly label: string; readonly value: string };

export type ParagraphStyle = {
  readonly isBold?: boolean;
  readonly tone?: Tone;
  readonly isStruck?: boolean;
  readonly isSmall?: boolean;
};

/** A document that flows from page to page. */
export type PdfDocument = {
  /** The largest line, and what stands below it. */
  readonly title: (text: string, subtitle?: string) => void;
  /** Also a bookmark; never the last line of a page. */
  readonly heading: (text: string, level: 1 | 2 | 3) => void;
  readonly paragraph: (text: string, style?: ParagraphStyle) => void;
  /** Label and value in two columns; an empty value says that it was not recorded. */
  readonly keyValues: (entries: readonly PdfEntry[]) => void;
  readonly table: (table: PdfTable) => void;
  /** The same for a table that may be long: others get their turn between its rows. */
  readonly longTable: (table: PdfTable, turn: () => Promise<void>) => Promise<void>;
  readonly pictures: (row: PictureRow) => Promise<void>;
  readonly space: (heightPt: number) => void;
  /** What comes next begins a page, unless one has just begun. */
  readonly newPage: () => void;
  /** Adds the running lines, the bookmarks, and a note on characters that no font has. */
  readonly finish: () => Promise<MadePdf>;
};

const HEADING_PT = { 1: 14, 2: 11.5, 3: 10 } as const;
/** What stands on the same page as a heading; below the first level that may be another heading. */
const FOLLOWING_PT = { 1: 165, 2: 100, 3: 90 } as const;
const LABEL_SHARE = 0.28;
const NOT_RECORDED = 'Not recorded';

export async function createPdfDocument(layout: PdfLayout): Promise<PdfDocument> {
  const sheet = await createSheet(layout);
  return {
    title: (text, subtitle) => {
      drawLines(sheet, text, { xPt: sheet.leftPt, sizePt: 20, isBold: true });
      if (subtitle) drawLines(sheet, subtitle, { xPt: sheet.leftPt, sizePt: 11, tone: 'quiet' });
      sheet.move(10);
    },
    heading: (text, level) => drawHeading(sheet, text, level),
    paragraph: (text, { isSmall, ...style } = {}) => {
      const sizePt = isSmall ? SMALL_PT : TEXT_PT;
      drawLines(sheet, text, { ...style, xPt: sheet.leftPt, sizePt });
      sheet.move(5);
    },
    keyValues: (entries) => drawEntries(sheet, entries),
    table: (table) => drawTable(sheet, table),
    longTable: (table, turn) => drawTableInTurns(sheet, table, turn),
    pictures: (row) => drawPictures(sheet, row),
    space: (heightPt) => sheet.move(heightPt),
    newPage: () => {
      sheet.ensure(sheet.heightPt);
    },
    finish: () => {
      const unprinted = sheet.started.unprinted.list();
      const note = `□ stands for a character that the fonts of this file do not have: ${unprinted}.`;
      if (unprinted !== '')
        drawLines(sheet, note, { xPt: sheet.leftPt, sizePt: SMALL_PT, tone: 'quiet' });
      return sheet.finish();
    },
  };
}

function drawHeading(sheet: PdfSheet, text: string, level: 1 | 2 | 3): void {
  const sizePt = HEADING_PT[level];
  const style = { xPt: sheet.leftPt, sizePt, isBold: true };
  const height = sheet.broken(text, style, sheet.widthPt).length * sizePt * LEADING;
  // With the beginning of what it is the heading of.
  sheet.ensure(Math.min(height + FOLLOWING_PT[level], sheet.heightPt));
  if (sheet.leftOverPt() < sheet.heightPt) sheet.move(level === 1 ? 14 : 8);
  sheet.mark(text, level);
  drawLines(sheet, text, style);
  sheet.move(level === 1 ? 5 : 3);
}

function drawLines(sheet: PdfSheet, text: string, style: LineStyle): void {
  const linePt = style.sizePt * LEADING;
  const width = sheet.leftPt + sheet.widthPt - style.xPt;
  for (const line of sheet.broken(text, style, width)) {
    sheet.ensure(linePt);
    sheet.drawText(line, sheet.topPt() - style.sizePt, style);
    sheet.move(linePt);
  }
}

function drawEntries(sheet: PdfSheet, entries: readonly PdfEntry[]): void {
  const labelPt = sheet.widthPt * LABEL_SHARE;
  const linePt = TEXT_PT * LEADING;
  for (const { label, value } of entries) {
    const isMissing = value.trim() === '';
    const labels = sheet.broken(label, { sizePt: TEXT_PT }, labelPt - 8);
    const values = sheet.broken(
      isMissing ? NOT_RECORDED : value,
      { sizePt: TEXT_PT },
      sheet.widthPt - labelPt,
    );
    const count = Math.max(labels.length, values.length);
    // A short entry stays together; a long one goes on over the page.
    sheet.ensure(Math.min(count, 4) * linePt);
    for (let nth = 0; nth < count; nth += 1) {
      sheet.ensure(linePt);
      const baseline = sheet.topPt() - TEXT_PT;
      const tone = isMissing ? 'quiet' : 'plain';
      sheet.drawText(labels[nth] ?? '', baseline, {
        xPt: sheet.leftPt,
        sizePt: TEXT_PT,
        tone: 'quiet',
      });
      sheet.drawText(values[nth] ?? '', baseline, {
        xPt: sheet.leftPt + labelPt,
        sizePt: TEXT_PT,
        tone,
      });
      sheet.move(linePt);
    }
    sheet.move(1.5);
  }
  sheet.move(5);
}
