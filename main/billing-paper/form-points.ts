import { FORM_GRID } from '../../shared/billing/cms1500/form-grid.ts';
import type { FormBox } from '../../shared/billing/cms1500/form-boxes.ts';
import type { PrintShift } from '../../shared/billing-paper/print-offset.ts';

export const PT_PER_MM = 72 / 25.4;
const PT_PER_UM = PT_PER_MM / 1000;
export const LETTER_PT = { width: 612, height: 792 } as const;
export const COLUMN_PT = 72 / FORM_GRID.columnsPerInch;
export const ROW_PT = 72 / FORM_GRID.rowsPerInch;
/** Courier at this size is ten letters to the inch. */
export const TEXT_PT = 12;
/** From the upper edge of a row to the foot of its letters. */
const BASELINE_PT = 9;

/** Points from the lower left corner of the paper, as PDFs count. */
export type Point = { readonly x: number; readonly y: number };

export const NO_SHIFT: PrintShift = { rightUm: 0, downUm: 0 };

/** The upper left corner of a row and column. */
export function cornerOf(row: number, column: number, { rightUm, downUm }: PrintShift): Point {
  return {
    x: (FORM_GRID.leftUm + rightUm) * PT_PER_UM + (column - 1) * COLUMN_PT,
    y: LETTER_PT.height - (FORM_GRID.topUm + downUm) * PT_PER_UM - (row - 1) * ROW_PT,
  };
}

/** Where the foot of the first letter at a row and column stands. */
export function baselineOf(row: number, column: number, shift: PrintShift): Point {
  const { x, y } = cornerOf(row, column, shift);
  return { x, y: y - BASELINE_PT };
}

/** The middle of a mark at a row and column. */
export function middleOf(row: number, column: number, shift: PrintShift): Point {
  const { x, y } = cornerOf(row, column, shift);
  return { x: x + COLUMN_PT / 2, y: y - ROW_PT / 2 };
}

export type Rectangle = Point & { readonly width: number; readonly height: number };

/** The left edge of the form is drawn a little beside its first column, so that no letter lies on it. */
const LEFT_EDGE_PT = 3;

export function rectangleOf({ row, rows, column, columns }: FormBox, shift: PrintShift): Rectangle {
  const { x, y } = cornerOf(row + rows, column, shift);
  const beside = column === 1 ? LEFT_EDGE_PT : 0;
  return { x: x - beside, y, width: columns * COLUMN_PT + beside, height: rows * ROW_PT };
}
