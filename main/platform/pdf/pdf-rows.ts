import { LEADING, type PdfSheet, type Tone, tones } from './pdf-sheet.ts';

export type PdfColumn = {
  readonly header: string;
  /** Its part of the width, beside the shares of the others. */
  readonly share: number;
  readonly align?: 'start' | 'end';
  readonly isBold?: boolean;
};

export type PdfRow = {
  readonly cells: readonly string[];
  /** Crossed out and still readable, such as what was voided. */
  readonly isStruck?: boolean;
  readonly tone?: Tone;
};

export type PdfTable = {
  readonly columns: readonly PdfColumn[];
  readonly rows: readonly PdfRow[];
  /** Said in place of rows where there are none. */
  readonly ifEmpty?: string;
};

const PADDING_PT = 4;
const SIZE_PT = 8.5;
const LINE_PT = SIZE_PT * LEADING;

type Place = PdfColumn & { readonly xPt: number; readonly innerPt: number };
type SetRow = Omit<PdfRow, 'cells'> & {
  readonly lines: readonly (readonly string[])[];
  readonly isHeader?: boolean;
};

/** Draws a whole table at once. */
export function drawTable(sheet: PdfSheet, table: PdfTable): void {
  const rows = drawnRows(sheet, table);
  while (rows.next().done !== true);
}

const ROWS_PER_TURN = 25;

/** Draws a table that may be long, and lets others have a turn between some rows and the next. */
export async function drawTableInTurns(
  sheet: PdfSheet,
  table: PdfTable,
  turn: () => Promise<void>,
): Promise<void> {
  let drawn = 0;
  for (const _ of drawnRows(sheet, table)) {
    drawn += 1;
    if (drawn % ROWS_PER_TURN === 0) await turn();
  }
}

/**
 * A table whose header row stands again on every page, row by row. A row stays together where a page can
 * hold it, and goes on over pages where none can.
 */
function* drawnRows(
  sheet: PdfSheet,
  { columns, rows, ifEmpty }: PdfTable,
): Generator<void, void, void> {
  const places = placed(sheet, columns);
  const header: SetRow = {
    lines: places.map(({ header: text, innerPt }) =>
      sheet.broken(text, { sizePt: SIZE_PT, isBold: true }, innerPt),
    ),
    isHeader: true,
  };
  const headerHeight = heightOf(header);
  const [firstRow] = rows;
  const firstHeight = firstRow ? heightOf(setRow(sheet, places, firstRow)) : 2 * LINE_PT;
  // A header never stands alone at the foot of a page.
  sheet.ensure(headerHeight + Math.min(firstHeight, sheet.heightPt / 3));
  drawRow(sheet, places, header);
  const repeat = (): void => drawRow(sheet, places, header);
  for (const row of rows) {
    const set = setRow(sheet, places, row);
    const isTooHigh = heightOf(set) > sheet.heightPt - headerHeight;
    if (!isTooHigh && heightOf(set) > sheet.leftOverPt()) {
      sheet.newPage();
      repeat();
    }
    drawOverPages(sheet, places, { row: set, repeat });
    yield;
  }
  if (rows.length === 0 && ifEmpty !== undefined) {
    const [first] = places;
    if (first)
      drawRow(sheet, [{ ...first, innerPt: sheet.widthPt }], { lines: [[ifEmpty]], tone: 'quiet' });
  }
  sheet.move(8);
}

function placed(sheet: PdfSheet, columns: readonly PdfColumn[]): readonly Place[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  let xPt = sheet.leftPt;
  return columns.map((column) => {
    const width = (sheet.widthPt * column.share) / shares;
    const place = { ...column, xPt: xPt + PADDING_PT, innerPt: width - 2 * PADDING_PT };
    xPt += width;
    return place;
  });
}

function setRow(sheet: PdfSheet, places: readonly Place[], { cells, ...row }: PdfRow): SetRow {
  const lines = places.map(({ innerPt, isBold }, index) =>
    sheet.broken(cells[index] ?? '', { sizePt: SIZE_PT, isBold }, innerPt),
  );
  return { ...row, lines };
}

function lineCount({ lines }: SetRow): number {
  return Math.max(1, ...lines.map(({ length }) => length));
}

function heightOf(row: SetRow): number {
  return lineCount(row) * LINE_PT + 2 * PADDING_PT;
}

type OverPages = { readonly row: SetRow; readonly repeat: () => void };

function drawOverPages(
  sheet: PdfSheet,
  places: readonly Place[],
  { row, repeat }: OverPages,
): void {
  let rest = row;
  while (heightOf(rest) > sheet.leftOverPt()) {
    const fitting = Math.floor((sheet.leftOverPt() - 2 * PADDING_PT) / LINE_PT);
    if (fitting > 0) {
      drawRow(sheet, places, {
        ...rest,
        lines: rest.lines.map((lines) => lines.slice(0, fitting)),
      });
      rest = { ...rest, lines: rest.lines.map((lines) => lines.slice(fitting)) };
    }
    sheet.newPage();
    repeat();
  }
  drawRow(sheet, places, rest);
}

function drawRow(sheet: PdfSheet, places: readonly Place[], row: SetRow): void {
  const height = heightOf(row);
  const top = sheet.topPt();
  if (row.isHeader)
    sheet.page().drawRectangle({
      x: sheet.leftPt,
      y: top - height,
      width: sheet.widthPt,
      height,
      color: tones.shade,
    });
  for (const [index, { xPt, innerPt, align, isBold }] of places.entries())
    for (const [nth, text] of (row.lines[index] ?? []).entries()) {
      const bold = row.isHeader === true || isBold === true;
      const slack = align === 'end' ? innerPt - sheet.face(bold).widthPt(text, SIZE_PT) : 0;
      const baseline = top - PADDING_PT - SIZE_PT - nth * LINE_PT;
      const { tone, isStruck } = row;
      sheet.drawText(text, baseline, {
        xPt: xPt + slack,
        sizePt: SIZE_PT,
        isBold: bold,
        tone,
        isStruck,
      });
    }
  sheet.page().drawLine({
    start: { x: sheet.leftPt, y: top - height },
    end: { x: sheet.leftPt + sheet.widthPt, y: top - height },
    thickness: 0.4,
    color: tones.rule,
  });
  sheet.move(height);
}
