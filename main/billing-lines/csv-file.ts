import { stringify } from 'csv-stringify/sync';
import type { ExportedLine, LineColumn } from '../../shared/billing-lines/exported-line.ts';
import { asTextFormula, wouldBeMisread } from '../../shared/billing/spreadsheet-cell.ts';

type CsvOptions = NonNullable<Parameters<typeof stringify>[1]>;

// RFC 4180. Given a record delimiter, csv-stringify no longer quotes a lone CR or LF unless told.
const machineForm: CsvOptions = { record_delimiter: 'windows', quote_record_delimiter: true };

// What was typed must not run as a formula when somebody opens the file, and codes stay as they are.
function excelForm(columns: readonly LineColumn[]): CsvOptions {
  return {
    ...machineForm,
    escape_formulas: true,
    cast: {
      string(text, { column }) {
        const kind = typeof column === 'number' ? columns[column]?.kind : undefined;
        if (kind === undefined || !wouldBeMisread(text, kind)) return text;
        const unescaped = { value: asTextFormula(text), escape_formulas: false };
        return unescaped;
      },
    },
  };
}

// Excel takes a file for UTF-8 only if it begins with this mark; other programs may stumble over it.
const BYTE_ORDER_MARK = '\uFEFF';

/** A CSV file (UTF-8, CRLF) page by page, for machines or as Excel takes it. */
export async function* csvFile(
  pages: AsyncIterable<readonly ExportedLine[]>,
  columns: readonly LineColumn[],
  form: 'csv' | 'excel',
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const options = form === 'csv' ? machineForm : excelForm(columns);
  const header = stringify(
    [columns.map(({ key, header: words }) => (form === 'csv' ? key : words))],
    machineForm,
  );
  yield encoder.encode(form === 'csv' ? header : BYTE_ORDER_MARK + header);
  for await (const lines of pages) {
    const rows = lines.map((line) => columns.map(({ cellOf }) => cellOf(line)));
    yield encoder.encode(stringify(rows, options));
  }
}
