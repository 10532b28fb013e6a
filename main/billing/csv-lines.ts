import { stringify } from 'csv-stringify/sync';
import { billingColumns, type BillingLine } from '../../shared/billing/billing-line.ts';
import type { ExportForm } from '../../shared/billing/contract.ts';
import { asTextFormula, wouldBeMisread } from '../../shared/billing/spreadsheet-cell.ts';

type CsvOptions = NonNullable<Parameters<typeof stringify>[1]>;

// RFC 4180. Given a record delimiter, csv-stringify no longer quotes a lone CR or LF unless told.
const machineForm: CsvOptions = { record_delimiter: 'windows', quote_record_delimiter: true };

// What was typed must not run as a formula when somebody opens the file. The machine form has no such
// guard: its apostrophe would go into claims.
const excelForm: CsvOptions = {
  ...machineForm,
  escape_formulas: true,
  cast: {
    string(text, { column, header }) {
      const kind = typeof column === 'number' ? billingColumns[column]?.kind : undefined;
      if (header || kind === undefined || !wouldBeMisread(text, kind)) return text;
      const unescaped = { value: asTextFormula(text), escape_formulas: false };
      return unescaped;
    },
  },
};

const options: Readonly<Record<ExportForm, CsvOptions>> = {
  machine: machineForm,
  excel: excelForm,
};

/** One treatment as a line of CSV with its line end; null is an empty cell. */
export function csvLine(form: ExportForm, line: BillingLine): string {
  return stringify([billingColumns.map(({ field }) => line[field])], options[form]);
}

// Excel takes a file for UTF-8 only if it begins with this mark; other programs may stumble over it.
const BYTE_ORDER_MARK = '\uFEFF';

function csvHeader(form: ExportForm): string {
  if (form === 'machine') return stringify([billingColumns.map(({ key }) => key)], machineForm);
  const names = billingColumns.map(({ header }) => header);
  return BYTE_ORDER_MARK + stringify([names], machineForm);
}

/** The whole file in UTF-8, from lines that `csvLine` made for the same form. */
export function csvFile(form: ExportForm, lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(csvHeader(form) + lines.join(''));
}
