import { asTextFormula, wouldBeMisread } from '../billing/spreadsheet-cell.ts';

// What a spreadsheet takes for the beginning of a formula, however many apostrophes stand before it.
const LIKE_A_FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const TEXT_FORMULA = /^="([^"]*)"$/;

/**
 * Text as a cell that no spreadsheet runs or turns into something else; `plainText` gives it back to the
 * letter. `code` is text even where it looks like a number.
 */
export function spreadsheetCell(text: string, kind: 'code' | 'text'): string {
  if (LIKE_A_FORMULA.test(text)) return `'${text}`;
  return wouldBeMisread(text, kind) ? asTextFormula(text) : text;
}

/** What a cell says, whoever wrote it: without the guards of `spreadsheetCell` and the spaces around it. */
export function plainText(cell: string): string {
  const text = cell.trim();
  const formula = TEXT_FORMULA.exec(text);
  if (formula) return formula[1] ?? '';
  return text.startsWith("'") && LIKE_A_FORMULA.test(text) ? text.slice(1) : text;
}
