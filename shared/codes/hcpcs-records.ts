import { type CivilDate, isCivilDate } from '../base/civil-date.ts';
import { gatherCodes, type CodeListReader, type ListedCode } from './code-list.ts';
import { CPT_REFUSED, hcpcsKind, NO_HCPCS_CODE } from './hcpcs-code.ts';

/** Kinds of record (column 11): a first line, and the lines that go on with it. Those of a modifier are 7 and 8. */
const FIRST_OF_CODE = '3';
const MORE_OF_CODE = '4';
const FIRST_OF_MODIFIER = '7';

/** The last column of what a first line must have: the effective date of its action. */
const FIRST_LINE_LENGTH = 284;
const DESCRIPTION_AT = 11;
const DESCRIPTION_END = 91;

/** A date in eight digits, null where the columns are blank or zero, undefined where they hold none. */
function dateIn(columns: string): CivilDate | null | undefined {
  if (/^[ 0]*$/.test(columns)) return null;
  const date = `${columns.slice(0, 4)}-${columns.slice(4, 6)}-${columns.slice(6, 8)}`;
  return isCivilDate(date) ? date : undefined;
}

/** A first line as a code whose description may go on, or in words why it is none. */
function readFirstLine(text: string): ListedCode | string {
  if (text.length < FIRST_LINE_LENGTH) return 'is too short: its dates are missing';
  const description = text.slice(DESCRIPTION_AT, DESCRIPTION_END).trim();
  if (description === '') return 'has no description';
  const addedOn = dateIn(text.slice(268, 276));
  const lastOn = dateIn(text.slice(284, 292));
  if (addedOn === undefined || lastOn === undefined)
    return 'has a date that is no day in the calendar';
  const code = text.slice(0, 5);
  return { code, description, isBillable: null, billingUnit: null, addedOn, lastOn };
}

/** Where the lines that go on belong: to a code that is taken in, or to one that is not. */
type Open = { readonly line: number; readonly id: string; readonly code: ListedCode | null };

type Gathered = ReturnType<typeof gatherCodes>;

/** What a first line begins; a code that is not taken in is told why at once. */
function openedBy(gathered: Gathered, line: number, text: string): Open {
  const id = text.slice(0, 5);
  const nothing: Open = { line, id, code: null };
  const kind = hcpcsKind(id);
  if (kind === 'dental') {
    gathered.skip('dental');
    return nothing;
  }
  const read = kind === 'cpt' ? CPT_REFUSED : kind === 'none' ? NO_HCPCS_CODE : readFirstLine(text);
  if (typeof read !== 'string') return { line, id, code: read };
  gathered.refuse(line, read);
  return nothing;
}

function goneOn(open: Open, text: string): Open {
  const more = text.slice(DESCRIPTION_AT, DESCRIPTION_END).trim();
  if (open.code === null || more === '') return open;
  return { ...open, code: { ...open.code, description: `${open.code.description} ${more}` } };
}

/**
 * A reader of CMS's HCPCS contractor file (ANWEB), 320 columns by its record layout: code in 1-5 (a
 * modifier in 4-5), sequence number 6-10, kind of record 11, long description 12-91, date added 269-276,
 * last day 285-292. A description goes on, word by word, in the lines of kind 4.
 */
export function hcpcsRecordReader(): CodeListReader {
  const gathered = gatherCodes({ isWholeSet: true });
  let line = 0;
  let open: Open | null = null;

  function close(): void {
    if (open?.code) gathered.add(open.line, open.code);
    open = null;
  }
  function begin(text: string): void {
    close();
    if (!/^[\dA-Z ]{5}\d{5}[3478]/.test(text))
      gathered.refuse(line, 'is no HCPCS record: columns 1 to 11 say no code and kind');
    else if (text[10] === FIRST_OF_CODE) open = openedBy(gathered, line, text);
    else if (text[10] === FIRST_OF_MODIFIER) gathered.skip('modifier');
    else if (text[10] === MORE_OF_CODE)
      gathered.refuse(line, 'goes on with a code that does not stand before it');
  }
  return {
    take(text) {
      line += 1;
      if (text.trim() === '') return;
      const goesOn = text[10] === MORE_OF_CODE && open?.id === text.slice(0, 5);
      if (goesOn && open !== null) open = goneOn(open, text);
      else begin(text);
    },
    end() {
      close();
      return gathered.end();
    },
  };
}
