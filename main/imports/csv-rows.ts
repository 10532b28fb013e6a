import { parse } from 'csv-parse/sync';

/** One row of a file. `fields` is null where its quotation marks make no sense. */
export type CsvRow = { readonly line: number; readonly fields: readonly string[] | null };

// Bounds what is parsed before others get their turn on this thread.
const SLICE_BYTES = 32 * 1024;
// A quotation mark that is never closed would otherwise take in the rest of the file.
const MAX_ROW_LINES = 1000;
const MAX_ROW_BYTES = 1024 * 1024;

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Lines that make one row: as many as it takes to close every quotation mark. `end` is a byte offset. */
type RowExtent = { readonly end: number; readonly lineCount: number };

/** What stands between the fields of a row. */
export type Delimiter = ',' | ';' | '\t';

/**
 * The rows of a CSV file (UTF-8; LF or CRLF), in batches between which other work gets its turn.
 * Empty lines are no rows. A row is read for itself: one whose quotation marks are astray, or which
 * spans lines without having the header's width, costs its first line only.
 */
export async function* csvRows(
  bytes: Uint8Array,
  delimiter: Delimiter = ',',
): AsyncGenerator<readonly CsvRow[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = BYTE_ORDER_MARK.every((byte, index) => buffer[index] === byte) ? 3 : 0;
  let line = 1;
  let width: number | null = null;
  while (at < buffer.length) {
    const batch: CsvRow[] = [];
    const sliceEnd = at + SLICE_BYTES;
    while (at < buffer.length && at < sliceEnd) {
      const extent = rowExtent(buffer, at);
      const text = extent && buffer.toString('utf8', at, extent.end).replace(/\r?\n?$/, '');
      const fields = text === null ? null : fieldsOf(text, delimiter);
      const isAstray = fields === null || (width !== null && fields.length !== width);
      const isCutShort = extent === null || (isAstray && extent.lineCount > 1);
      if (text?.trim() !== '') batch.push({ line, fields: isCutShort ? null : fields });
      width ??= fields?.length ?? null;
      at = isCutShort ? endOfLine(buffer, at) : extent.end;
      line += isCutShort ? 1 : extent.lineCount;
    }
    yield batch;
    await new Promise((resume) => setImmediate(resume));
  }
}

/** Null when the quotation marks do not close within the limits. */
function rowExtent(buffer: Buffer, start: number): RowExtent | null {
  let end = endOfLine(buffer, start);
  let isOpen = hasOddQuotes(buffer, start, end);
  let lineCount = 1;
  while (isOpen && end < buffer.length && lineCount < MAX_ROW_LINES) {
    if (end - start > MAX_ROW_BYTES) return null;
    const nextEnd = endOfLine(buffer, end);
    isOpen = !hasOddQuotes(buffer, end, nextEnd);
    end = nextEnd;
    lineCount += 1;
  }
  return isOpen ? null : { end, lineCount };
}

/** The offset behind the line that begins at `start`, its line break included. */
function endOfLine(buffer: Buffer, start: number): number {
  const newline = buffer.indexOf(NEWLINE, start);
  return newline === -1 ? buffer.length : newline + 1;
}

function hasOddQuotes(buffer: Buffer, start: number, end: number): boolean {
  const lineBytes = buffer.subarray(start, end);
  let isOdd = false;
  for (let at = lineBytes.indexOf(QUOTE); at !== -1; at = lineBytes.indexOf(QUOTE, at + 1))
    isOdd = !isOdd;
  return isOdd;
}

/** The fields of one row, or null. Most rows quote nothing and need no parser. */
function fieldsOf(text: string, delimiter: Delimiter): readonly string[] | null {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const rows = parse(text, { delimiter, relax_column_count: true, record_delimiter: '\n' });
    return rows.length === 1 ? (rows[0] ?? null) : null;
  } catch {
    return null;
  }
}

const delimiters: readonly Delimiter[] = [',', ';', '\t'];

/** Which delimiter the header of a file uses: the one that stands in it most often, outside quotes. */
export function delimiterOf(bytes: Uint8Array): Delimiter {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = buffer.toString('utf8', 0, endOfLine(buffer, 0)).replaceAll(/"[^"]*"/g, '');
  const counted = delimiters.map((delimiter) => header.split(delimiter).length);
  return delimiters[counted.indexOf(Math.max(...counted))] ?? ',';
}
