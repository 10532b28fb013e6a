import { isTooFew, type OutcomeRow } from '../../shared/outcomes/outcome-row.ts';

/** One figure with its interval, in percent. */
export type Mark = {
  readonly kind: 'early' | 'late';
  readonly value: number;
  readonly low: number;
  readonly high: number;
};

export type DrawnRow = {
  readonly key: string;
  readonly name: string;
  readonly marks: readonly Mark[];
};

type Figures = OutcomeRow['week4'];
type Share = OutcomeRow['closedBy12'];

function reductionMark(kind: Mark['kind'], { count, median, low, high }: Figures): readonly Mark[] {
  if (isTooFew(count) || median === null || low === null || high === null) return [];
  return [{ kind, value: median, low, high }];
}

function shareMark(kind: Mark['kind'], { count, of, low, high }: Share): readonly Mark[] {
  if (isTooFew(of) || low === null || high === null) return [];
  return [{ kind, value: (count / of) * 100, low: low * 100, high: high * 100 }];
}

/** What is drawn of area reductions: nothing where there are too few to say. */
export function reductionRows(rows: readonly OutcomeRow[]): readonly DrawnRow[] {
  return withMarks(rows, (row) => [
    ...reductionMark('early', row.week4),
    ...reductionMark('late', row.week12),
  ]);
}

/** The same of the shares that had closed. */
export function shareRows(rows: readonly OutcomeRow[]): readonly DrawnRow[] {
  return withMarks(rows, (row) => [
    ...shareMark('early', row.closedBy12),
    ...shareMark('late', row.closedBy24),
  ]);
}

function withMarks(
  rows: readonly OutcomeRow[],
  marksOf: (row: OutcomeRow) => readonly Mark[],
): readonly DrawnRow[] {
  return rows
    .map((row) => ({ key: row.key, name: row.name, marks: marksOf(row) }))
    .filter(({ marks }) => marks.length > 0);
}

const TICK = 25;
/** A wound may grow without end; beyond this a bar says no more. */
const FLOOR = -100;

export type Axis = { readonly least: number; readonly ticks: readonly number[] };

/** From 0, or from the least bound below it, to 100 %. */
export function axisOf(rows: readonly DrawnRow[]): Axis {
  const lows = rows.flatMap(({ marks }) => marks.map(({ low }) => low));
  const least = Math.max(FLOOR, Math.min(0, Math.floor(Math.min(0, ...lows) / TICK) * TICK));
  const count = (100 - least) / TICK + 1;
  return { least, ticks: Array.from({ length: count }, (_, index) => least + index * TICK) };
}

/** Where on the axis a number lies, 0 to 100. */
export function placeOn({ least }: Axis, value: number): number {
  const within = Math.min(100, Math.max(least, value));
  return ((within - least) / (100 - least)) * 100;
}
