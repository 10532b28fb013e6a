import { type PDFPage, rgb } from '@cantoo/pdf-lib';
import type { PdfFonts } from '../pdf-fonts.ts';
import { brokenLines } from './broken-lines.ts';
import type { PdfFace } from './pdf-face.ts';
import { addOutline, type Bookmark } from './pdf-outline.ts';
import { type PdfFacts, startPdf, type StartedPdf } from './start-pdf.ts';

export const paperSizes = { letter: [612, 792], a4: [595.28, 841.89] } as const;

export const LEADING = 1.3;
export const TEXT_PT = 9.5;
export const SMALL_PT = 8;

const MARGIN_PT = 54;
const HEADER_PT = 30;
const FOOTER_PT = 28;
/** Between as many, whoever waits gets a turn. */
const PAGES_PER_TURN = 8;

export const tones = {
  plain: rgb(0.07, 0.07, 0.07),
  quiet: rgb(0.36, 0.36, 0.36),
  /** What must not be overlooked; never the only sign of it. */
  warning: rgb(0.62, 0.05, 0.05),
  rule: rgb(0.72, 0.72, 0.72),
  shade: rgb(0.93, 0.94, 0.95),
} as const;
export type Tone = 'plain' | 'quiet' | 'warning';

export type PdfLayout = {
  readonly fonts: PdfFonts;
  readonly facts: PdfFacts;
  readonly paper?: keyof typeof paperSizes;
  /** On every page: whom it is about (two identifiers), and what it is. */
  readonly header: { readonly who: string; readonly what: string };
  /** On every page, left of `Page n of m`. */
  readonly footer: string;
};

export type LineStyle = {
  readonly xPt: number;
  readonly sizePt: number;
  readonly isBold?: boolean | undefined;
  readonly tone?: Tone | undefined;
  readonly isStruck?: boolean | undefined;
};

/** Pages that are filled from top to bottom. Lengths in points; y from the lower edge. */
export type PdfSheet = {
  readonly started: StartedPdf;
  readonly leftPt: number;
  readonly widthPt: number;
  /** How much a page holds. */
  readonly heightPt: number;
  readonly page: () => PDFPage;
  /** Where the next thing begins. */
  readonly topPt: () => number;
  readonly leftOverPt: () => number;
  readonly move: (heightPt: number) => void;
  /** A new page when less is left. Answers whether there was one. */
  readonly ensure: (heightPt: number) => boolean;
  readonly newPage: () => void;
  readonly face: (isBold: boolean | undefined) => PdfFace;
  readonly broken: (
    text: string,
    style: Pick<LineStyle, 'sizePt' | 'isBold'>,
    widthPt: number,
  ) => readonly string[];
  /** One line that is `printable` already, its foot at `baselinePt`. */
  readonly drawText: (text: string, baselinePt: number, style: LineStyle) => void;
  readonly mark: (title: string, level: number) => void;
  readonly finish: () => Promise<MadePdf>;
};

export type MadePdf = { readonly bytes: Uint8Array; readonly pageCount: number };

/** The pages so far, and where on the last one the next thing begins. */
function createPages({ pdf }: StartedPdf, paper: keyof typeof paperSizes) {
  const [pageWidth, pageHeight] = paperSizes[paper];
  const firstPt = pageHeight - MARGIN_PT - HEADER_PT;
  const heightPt = pageHeight - 2 * MARGIN_PT - HEADER_PT - FOOTER_PT;
  const pages: PDFPage[] = [];
  let topPt = firstPt;
  const newPage = (): void => {
    pages.push(pdf.addPage([pageWidth, pageHeight]));
    topPt = firstPt;
  };
  newPage();
  const leftOverPt = () => topPt - firstPt + heightPt;
  return {
    pages,
    heightPt,
    widthPt: pageWidth - 2 * MARGIN_PT,
    newPage,
    leftOverPt,
    topPt: () => topPt,
    page: (): PDFPage => {
      const last = pages.at(-1);
      if (last === undefined) throw new Error('A document without a page');
      return last;
    },
    move: (height: number): void => {
      topPt -= height;
    },
    ensure: (height: number): boolean => {
      // A page that is still empty is not left: what is too high for it is too high for the next one.
      if (height <= leftOverPt() + 0.01 || topPt === firstPt) return false;
      newPage();
      return true;
    },
  };
}

export async function createSheet(layout: PdfLayout): Promise<PdfSheet> {
  const started = await startPdf(layout.fonts, layout.facts);
  const { pages, ...paged } = createPages(started, layout.paper ?? 'letter');
  const marks: Bookmark[] = [];
  const face = (isBold: boolean | undefined) => (isBold ? started.bold : started.regular);
  return {
    ...paged,
    started,
    leftPt: MARGIN_PT,
    face,
    broken: (text, { sizePt, isBold }, width) => {
      const { printable, widthPt: measured } = face(isBold);
      const shown = text
        .split(/\r\n|\r|\n/u)
        .map(printable)
        .join('\n');
      const lines = brokenLines(shown, (part) => measured(part, sizePt), width);
      return lines.map((line) => line.trimEnd());
    },
    drawText: (text, baselinePt, style) =>
      drawText(paged.page(), face(style.isBold), { text, baselinePt, ...style }),
    mark: (title, level) => {
      marks.push({ title, level, page: paged.page().ref, topPt: paged.topPt() + 12 });
    },
    finish: async () => {
      for (const [index, each] of pages.entries()) {
        drawRunning(each, started, { ...layout, number: index + 1, count: pages.length });
        if (index % PAGES_PER_TURN === 0) await new Promise(setImmediate);
      }
      addOutline(started.pdf, marks);
      const bytes = await started.pdf.save({ objectsPerTick: 5, addDefaultPage: false });
      return { bytes, pageCount: pages.length };
    },
  };
}

type DrawnText = LineStyle & { readonly text: string; readonly baselinePt: number };

function drawText(page: PDFPage, face: PdfFace, drawn: DrawnText): void {
  const { text, xPt, baselinePt, sizePt, tone = 'plain', isStruck } = drawn;
  if (text === '') return;
  page.drawText(text, { x: xPt, y: baselinePt, size: sizePt, font: face.font, color: tones[tone] });
  if (!isStruck) return;
  const y = baselinePt + sizePt * 0.3;
  const end = { x: xPt + face.widthPt(text, sizePt), y };
  page.drawLine({ start: { x: xPt, y }, end, thickness: 0.6, color: tones[tone] });
}

type Running = Pick<PdfLayout, 'header' | 'footer'> & {
  readonly number: number;
  readonly count: number;
};

function drawRunning(page: PDFPage, { regular, bold }: StartedPdf, running: Running): void {
  const { header, footer, number, count } = running;
  const { width, height } = page.getSize();
  const headerY = height - MARGIN_PT + 4;
  const footerY = MARGIN_PT - 14;
  const room = width - 2 * MARGIN_PT;
  const what = regular.printable(header.what);
  const whatWidth = regular.widthPt(what, SMALL_PT);
  const who = shortened(bold, bold.printable(header.who), room - whatWidth - 12);
  const pages = `Page ${number} of ${count}`;
  const pagesWidth = regular.widthPt(pages, SMALL_PT);
  const foot = shortened(regular, regular.printable(footer), room - pagesWidth - 12);
  const at = (face: PdfFace, text: string, place: { xPt: number; baselinePt: number }) =>
    drawText(page, face, { text, ...place, sizePt: SMALL_PT, tone: 'quiet' });
  const endPt = width - MARGIN_PT;
  at(bold, who, { xPt: MARGIN_PT, baselinePt: headerY });
  at(regular, what, { xPt: endPt - whatWidth, baselinePt: headerY });
  at(regular, foot, { xPt: MARGIN_PT, baselinePt: footerY });
  at(regular, pages, { xPt: endPt - pagesWidth, baselinePt: footerY });
  for (const y of [headerY - 5, footerY + 11])
    page.drawLine({
      start: { x: MARGIN_PT, y },
      end: { x: width - MARGIN_PT, y },
      thickness: 0.5,
      color: tones.rule,
    });
}

/** Only what runs along the edge is shortened: the page itself has the whole of it. */
function shortened(face: PdfFace, text: string, widthPt: number): string {
  if (face.widthPt(text, SMALL_PT) <= widthPt) return text;
  const letters = Array.from(text);
  while (letters.length > 0 && face.widthPt(`${letters.join('')}…`, SMALL_PT) > widthPt)
    letters.pop();
  return `${letters.join('')}…`;
}
