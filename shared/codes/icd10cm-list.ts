import { gatherCodes, type CodeListReader, type ListedCode } from './code-list.ts';

const CODE = /^[A-Z]\d[\dA-Z]{1,5}$/;
/** The long description begins here, counted from 0. */
const LONG_DESCRIPTION_AT = 77;

/**
 * One line of CMS's ICD-10-CM order file: order number in columns 1-5, code in 7-13, `1` in 15 for a
 * code that is valid on a claim and `0` for a heading, short description in 17-76, long one from 78.
 * Answers the code, or in words why it is none.
 */
export function readIcd10cmLine(text: string): ListedCode | string {
  if (text.length <= LONG_DESCRIPTION_AT) return 'is too short: the long description is missing';
  if (!/^\d{5} /.test(text)) return 'does not begin with an order number of five digits';
  const code = text.slice(6, 13).trim();
  if (!CODE.test(code)) return 'has no ICD-10-CM code in columns 7 to 13';
  const mark = text.slice(13, 16);
  if (mark !== ' 0 ' && mark !== ' 1 ') return 'has neither 0 nor 1 in column 15';
  if (text[76] !== ' ') return 'has no gap between its two descriptions';
  const description = text.slice(LONG_DESCRIPTION_AT).trim();
  if (description === '') return 'has no long description';
  const short = text.slice(16, 76).trim();
  if (short === '') return 'has no short description';
  if (description.length < short.length) return 'has a long description that is cut off';
  const isBillable = mark === ' 1 ';
  return { code, description, isBillable, billingUnit: null, addedOn: null, lastOn: null };
}

/** A reader of the whole order file. Empty lines are no lines. */
export function icd10cmReader(): CodeListReader {
  const gathered = gatherCodes({ isWholeSet: true });
  let line = 0;
  return {
    take(text) {
      line += 1;
      if (text.trim() === '') return;
      const read = readIcd10cmLine(text);
      if (typeof read === 'string') gathered.refuse(line, read);
      else gathered.add(line, read);
    },
    end: gathered.end,
  };
}
