import type { ColumnKind } from './billing-line.ts';

// Nothing in it can end the quoted text of a formula or call anything.
const HARMLESS = /^[\w .,:/%$()#-]{1,255}$/;
const ONLY_DIGITS_AND_SEPARATORS = /^(?=.*\d)[\d .,:/%$()-]+$/;

/**
 * True for text that a spreadsheet would turn into something else when it opens a CSV file: 02134
 * into 2134, 250.80 into 250.8, 1E5 into 100000, MAR1 into a date, a long MRN into 1.2E+15.
 */
export function wouldBeMisread(text: string, kind: ColumnKind): boolean {
  if (kind === 'value' || !HARMLESS.test(text)) return false;
  return kind === 'code' || ONLY_DIGITS_AND_SEPARATORS.test(text);
}

/**
 * The text as a formula that yields it, `="02134"`: the one notation that CSV offers and that Excel,
 * LibreOffice and Google Sheets all show as typed. An apostrophe in front would be shown as well, and
 * a tab would be searched for in vain. Only for text for which `wouldBeMisread` holds.
 */
export function asTextFormula(text: string): string {
  return `="${text}"`;
}
