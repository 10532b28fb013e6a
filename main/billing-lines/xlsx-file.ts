import { Zip, ZipDeflate } from 'fflate';
import type {
  CellValue,
  ExportedLine,
  LineColumn,
} from '../../shared/billing-lines/exported-line.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What a workbook of one sheet needs besides the sheet. */
const parts: readonly (readonly [path: string, xml: string])[] = [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Lines" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    // Style 0 is plain, 1 the header, 2 text: what is typed into such a cell later stays text as well.
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  ],
];

// What XML 1.0 cannot hold at all.
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function xmlText(text: string): string {
  return (
    text
      .replace(UNWRITABLE, '')
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/[&<>]/g, (found) => entities[found] ?? found)
      // Excel reads _x000D_ as a character: an underscore before such text is written as one itself.
      .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
  );
}

/** The letters of a column, from 0: A, B, … Z, AA. */
function lettersOf(column: number): string {
  const last = String.fromCodePoint(65 + (column % 26));
  return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last;
}

type Place = { readonly address: string; readonly style: 1 | 2 };

function cell(value: CellValue, { address, style }: Place): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`;
  const text = `<t xml:space="preserve">${xmlText(value)}</t>`;
  return `<c r="${address}" t="inlineStr" s="${style}"><is>${text}</is></c>`;
}

/** A row, from 1. */
function row(number: number, values: readonly CellValue[]): string {
  const style = number === 1 ? 1 : 2;
  const cells = values.map((value, column) =>
    cell(value, { address: `${lettersOf(column)}${number}`, style }),
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

const COLUMN_WIDTH = 18;

async function* sheetXml(
  pages: AsyncIterable<readonly ExportedLine[]>,
  columns: readonly LineColumn[],
): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns.length}" width="${COLUMN_WIDTH}" customWidth="1"/></cols><sheetData>`;
  yield row(
    1,
    columns.map(({ header }) => header),
  );
  let written = 1;
  for await (const lines of pages) {
    const before = written;
    written += lines.length;
    yield lines
      .map((line, nth) =>
        row(
          before + nth + 1,
          columns.map(({ cellOf }) => cellOf(line)),
        ),
      )
      .join('');
  }
  yield '</sheetData></worksheet>';
}

// The oldest day a ZIP can name: a file tells nothing of when it was made, and is the same each time.
const NO_DAY = '1980-01-01T00:00:00';

/**
 * A workbook of one sheet page by page: one page is in memory, however long the sheet is. Text stands in
 * cells of text, so nothing that was typed can run as a formula and codes keep their zeros.
 */
export async function* xlsxFile(
  pages: AsyncIterable<readonly ExportedLine[]>,
  columns: readonly LineColumn[],
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const ready: Uint8Array[] = [];
  const failures: Error[] = [];
  const archive = new Zip((error, piece) => {
    if (error) failures.push(error);
    else ready.push(piece);
  });
  const taken = (): readonly Uint8Array[] => {
    const [failure] = failures;
    if (failure) throw failure;
    return ready.splice(0);
  };
  const opened = (path: string): ZipDeflate => {
    const file = new ZipDeflate(path);
    file.mtime = NO_DAY;
    archive.add(file);
    return file;
  };
  for (const [path, xml] of parts) opened(path).push(encoder.encode(XML + xml), true);
  const sheet = opened('xl/worksheets/sheet1.xml');
  for await (const text of sheetXml(pages, columns)) {
    sheet.push(encoder.encode(text));
    yield* taken();
  }
  sheet.push(new Uint8Array(), true);
  archive.end();
  yield* taken();
}
