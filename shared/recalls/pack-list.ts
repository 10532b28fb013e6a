import { foldText } from '../patients/patient.ts';
import { everyPack, keyOfPacks, lotKey, type RecalledPacks } from './recalled-packs.ts';

/** The most packs that one question may name. */
export const MAX_PACKS = 2000;
const MAX_LENGTH = 50;

export type ListProblem = {
  /** Counted from 1, as an editor shows it. */
  readonly line: number;
  readonly problem: string;
};

export type PackList = {
  /** Each once. */
  readonly packs: readonly RecalledPacks[];
  readonly problems: readonly ListProblem[];
};

/** What a column without a heading holds. */
export type PlainColumn = 'lotNumber' | 'serialNumber';

const headings: Readonly<Record<PlainColumn, readonly string[]>> = {
  lotNumber: ['lot', 'lots', 'lotnumber', 'lotno', 'lotcode', 'batch', 'batchnumber', 'batchno'],
  serialNumber: ['serial', 'serials', 'serialnumber', 'serialno', 'sn'],
};

type Columns = Readonly<Record<PlainColumn, number>>;

/** Where the headings stand, or null for a line that is none. -1 for a column that is not there. */
function columnsOf(cells: readonly string[]): Columns | null {
  const named = cells.map((cell) => foldText(cell).replaceAll(' ', ''));
  const at = (column: PlainColumn) => named.findIndex((name) => headings[column].includes(name));
  const columns = { lotNumber: at('lotNumber'), serialNumber: at('serialNumber') };
  return columns.lotNumber < 0 && columns.serialNumber < 0 ? null : columns;
}

const separators = ['\t', ';', ','] as const;

/** What separates the cells: the first of tab, semicolon and comma that the first line holds. */
function separatorOf(line: string): string {
  return separators.find((each) => line.includes(each)) ?? ',';
}

/** The cells of one line, or null where its quotation marks make no sense. */
function cellsOf(line: string, separator: string): readonly string[] | null {
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*/.exec(rest);
    const plainEnd = rest.indexOf(separator);
    const plain = plainEnd < 0 ? rest : rest.slice(0, plainEnd);
    if (quoted === null && plain.includes('"')) return null;
    cells.push((quoted?.[1]?.replaceAll('""', '"') ?? plain).trim());
    rest = rest.slice(quoted?.[0].length ?? plain.length);
    if (rest === '') return cells;
    if (!rest.startsWith(separator)) return null;
    rest = rest.slice(separator.length);
  }
}

function problemOf(packs: RecalledPacks): string | null {
  const told = [packs.lotNumber, packs.serialNumber].filter((text) => text !== null);
  if (told.length === 0) return 'says neither a lot nor a serial';
  if (told.some((text) => text.length > MAX_LENGTH))
    return `holds a number of more than ${MAX_LENGTH} characters`;
  if (told.some((text) => /\p{Cc}/u.test(text))) return 'holds a control character';
  return told.some((text) => lotKey(text) === '') ? 'holds a number without letter or digit' : null;
}

type Line = { readonly number: number; readonly text: string };

function linesOf(text: string): readonly Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ number: index + 1, text: line }))
    .filter((line) => line.text.trim() !== '');
}

/**
 * Reads a typed, pasted or uploaded list: one pack a line, in columns under a first line that names them
 * ("Lot", "Serial"; others are passed over), or without one a column of what `plain` says, or lot and
 * serial. Nothing is guessed: a line that cannot be read is a problem with its number.
 */
export function readPackList(text: string, plain: PlainColumn): PackList {
  const lines = linesOf(text);
  const [first] = lines;
  if (first === undefined) return { packs: [], problems: [{ line: 1, problem: 'is empty' }] };
  const separator = separatorOf(first.text);
  const heading = columnsOf(cellsOf(first.text, separator) ?? []);
  const found = new Map<string, RecalledPacks>();
  const problems: ListProblem[] = [];
  for (const { number, text: line } of heading === null ? lines : lines.slice(1)) {
    const read = packsOf(cellsOf(line, separator), heading, plain);
    const problem = typeof read === 'string' ? read : problemOf(read);
    if (problem !== null) problems.push({ line: number, problem });
    else if (typeof read !== 'string') found.set(keyOfPacks(read), read);
  }
  if (found.size > MAX_PACKS)
    problems.push({ line: first.number, problem: `begins a list of more than ${MAX_PACKS} packs` });
  if (found.size === 0 && problems.length === 0)
    problems.push({ line: first.number, problem: 'names columns, and nothing follows' });
  return { packs: [...found.values()], problems };
}

/** The pack of a line, or what is wrong with the line. */
function packsOf(
  cells: readonly string[] | null,
  heading: Columns | null,
  plain: PlainColumn,
): RecalledPacks | string {
  if (cells === null) return 'has a quotation mark that does not close';
  const cell = (at: number) => cells[at]?.trim() || null;
  if (heading !== null)
    return {
      ...everyPack,
      lotNumber: cell(heading.lotNumber),
      serialNumber: cell(heading.serialNumber),
    };
  if (cells.length > 2)
    return 'has more than two columns; put a first line above that names them (Lot, Serial)';
  if (cells.length === 1) return { ...everyPack, [plain]: cell(0) };
  return { ...everyPack, lotNumber: cell(0), serialNumber: cell(1) };
}
