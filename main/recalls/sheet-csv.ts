import { stringify } from 'csv-stringify/sync';
import type { ColumnKind } from '../../shared/billing/billing-line.ts';
import { asTextFormula, wouldBeMisread } from '../../shared/billing/spreadsheet-cell.ts';

/** A column of a list that people open in a spreadsheet. */
export type SheetColumn<Row> = {
  readonly header: string;
  readonly kind: ColumnKind;
  readonly cell: (row: Row) => string | number | null;
};

// Excel takes a file for UTF-8 only if it begins with this mark.
const BYTE_ORDER_MARK = '\uFEFF';

/** The file in UTF-8: nothing in it runs as a formula, and no number loses its zeros. */
export function sheetCsv<Row>(
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
): Uint8Array {
  const lines = stringify(
    [
      columns.map(({ header }) => header),
      ...rows.map((row) => columns.map((each) => each.cell(row))),
    ],
    {
      record_delimiter: 'windows',
      quote_record_delimiter: true,
      escape_formulas: true,
      cast: {
        string(text, { column, records }) {
          const kind = typeof column === 'number' ? columns[column]?.kind : undefined;
          if (records === 0 || kind === undefined || !wouldBeMisread(text, kind)) return text;
          const unescaped = { value: asTextFormula(text), escape_formulas: false };
          return unescaped;
        },
      },
    },
  );
  return new TextEncoder().encode(BYTE_ORDER_MARK + lines);
}
