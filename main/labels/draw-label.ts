import {
  closePath,
  fillEvenOdd,
  lineTo,
  moveTo,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  setFillingGrayscaleColor,
} from '@cantoo/pdf-lib';
import type { PdfFace } from '../platform/pdf/pdf-face.ts';
import { fitName, type FittedText, fitWhole, printable, type TextMeasure } from './fit-text.ts';
import type { LabelBox, PrintedLabel } from './printed-label.ts';
import { type LabelSymbol, symbolOf } from './label-symbol.ts';

const PT_PER_MM = 72 / 25.4;
const PADDING_PT = 1.6 * PT_PER_MM;
const GAP_PT = 1.5 * PT_PER_MM;
/** Larger modules are read no better; smaller ones than a printer's dot of 1/8 mm times two not at all. */
const LARGEST_MODULE_MM = 0.625;
const LEAST_MODULE_MM = 0.25;
const DOT_MM = 0.125;
const LARGEST_SYMBOL_SHARE = 0.42;
const NAME_PT = 8;
const LINE_PT = 7;
const LEAST_PT = 4.5;
const LEADING = 1.15;

/** What labels are drawn with. */
export type LabelPen = {
  readonly page: PDFPage;
  readonly regular: LabelFace;
  readonly bold: LabelFace;
};

export type LabelFace = TextMeasure & Pick<PdfFace, 'font'>;

export function labelFace({ font, widthPt }: PdfFace): LabelFace {
  const known = new Set(font.getCharacterSet());
  return { font, widthPt, hasGlyph: (character) => known.has(character.codePointAt(0) ?? 0) };
}

/** Draws one label: barcode at the left, what it says beside it. Black on white, whatever the theme. */
export function drawLabel(pen: LabelPen, label: PrintedLabel, box: LabelBox): void {
  const { page } = pen;
  const symbol = symbolOf(label.code);
  const sidePt = drawSymbol(page, symbol, box);
  const textX = box.xPt + PADDING_PT + sidePt + GAP_PT;
  const widthPt = box.xPt + box.widthPt - PADDING_PT - textX;
  const room = { widthPt, heightPt: box.heightPt - 2 * PADDING_PT };
  let y = box.yPt + PADDING_PT;
  for (const { face, fitted } of fittingText(pen, label, room)) {
    const { font } = pen[face];
    const ascent = font.heightAtSize(fitted.sizePt, { descender: false });
    for (const line of fitted.lines) {
      page.drawText(line, {
        x: textX,
        y: page.getHeight() - y - ascent,
        size: fitted.sizePt,
        font,
      });
      y += fitted.sizePt * LEADING;
    }
  }
}

/** How the text may be set, the best first: what the barcode says as well gives way before the rest shrinks. */
const SETTINGS = [
  { nameLines: 2, share: 1, hasGtin: true },
  { nameLines: 1, share: 1, hasGtin: true },
  { nameLines: 1, share: 1, hasGtin: false },
  { nameLines: 1, share: 0.8, hasGtin: false },
  { nameLines: 1, share: 0.6, hasGtin: false },
] as const;
type Setting = (typeof SETTINGS)[number];

function fittingText(
  pen: LabelPen,
  label: PrintedLabel,
  { widthPt, heightPt }: { readonly widthPt: number; readonly heightPt: number },
): readonly SetText[] {
  let text: readonly SetText[] = [];
  for (const setting of SETTINGS) {
    text = textOf(pen, label, { ...setting, widthPt });
    if (heightOf(text) <= heightPt) return text;
  }
  return text;
}

function heightOf(text: readonly SetText[]): number {
  return text.reduce((sum, { fitted }) => sum + fitted.lines.length * fitted.sizePt * LEADING, 0);
}

/** The module as wide as there is room for, in whole dots of the printer. */
function modulePt({ sizeModules, quietModules }: LabelSymbol, box: LabelBox): number {
  const modules = sizeModules + 2 * quietModules;
  const room = Math.min(box.heightPt - 2 * PADDING_PT, box.widthPt * LARGEST_SYMBOL_SHARE);
  const roomMm = room / modules / PT_PER_MM;
  const dots = Math.floor(Math.min(roomMm, LARGEST_MODULE_MM) / DOT_MM + 1e-6);
  return Math.max(dots * DOT_MM, Math.min(roomMm, LEAST_MODULE_MM)) * PT_PER_MM;
}

/** Answers the side of the square that the barcode takes, its white border included. */
function drawSymbol(page: PDFPage, symbol: LabelSymbol, box: LabelBox): number {
  const module = modulePt(symbol, box);
  const side = module * (symbol.sizeModules + 2 * symbol.quietModules);
  const x = box.xPt + PADDING_PT + module * symbol.quietModules;
  const y = box.yPt + (box.heightPt - side) / 2 + module * symbol.quietModules;
  const outlines = symbol.outlines.flatMap((outline) => [
    ...outline.map(([column, row], index) => {
      const point = [x + column * module, page.getHeight() - y - row * module] as const;
      return index === 0 ? moveTo(...point) : lineTo(...point);
    }),
    closePath(),
  ]);
  page.pushOperators(
    pushGraphicsState(),
    setFillingGrayscaleColor(0),
    ...outlines,
    fillEvenOdd(),
    popGraphicsState(),
  );
  return side;
}

type SetText = { readonly face: 'regular' | 'bold'; readonly fitted: FittedText };

function textOf(
  { regular, bold }: LabelPen,
  label: PrintedLabel,
  { widthPt, nameLines, share, hasGtin }: Setting & { readonly widthPt: number },
): readonly SetText[] {
  const name = printable(label.productName, bold);
  const nameSize = { widthPt, sizePt: NAME_PT * share, maxLines: nameLines };
  const size = { widthPt, sizePt: LINE_PT * share, leastPt: LEAST_PT * share };
  return [
    { face: 'bold', fitted: fitName(name, bold, nameSize) },
    ...linesOf(label, hasGtin).map(({ text, isStrong }): SetText => {
      const face = isStrong ? 'bold' : 'regular';
      const measure = isStrong ? bold : regular;
      return { face, fitted: fitWhole(printable(text, measure), measure, size) };
    }),
  ];
}

type Line = { readonly text: string; readonly isStrong: boolean };

/** What tells one pack from another stands out. */
function linesOf({ code, ...label }: PrintedLabel, hasGtin: boolean): readonly Line[] {
  const line = (word: string, value: string | null, isStrong: boolean): readonly Line[] =>
    value ? [{ text: `${word} ${value}`, isStrong }] : [];
  return [
    ...line('LOT', label.lotNumber, true),
    ...line('EXP', label.expiresOn, true),
    ...line('SN', label.serialNumber, true),
    ...line('SKU', label.sku, false),
    ...line('GTIN', hasGtin && code.kind === 'gs1' ? label.gtin : null, false),
  ];
}
