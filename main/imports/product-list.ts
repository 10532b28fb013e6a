import { isUtf8 } from 'node:buffer';
import { MOST_CATALOGUE_LINES } from '../../shared/imports/catalogue-contract.ts';
import {
  type ColumnMapping,
  mappingOf,
  mappingProblem,
} from '../../shared/imports/catalogue-columns.ts';
import type { ReadLine, RefusedLine } from '../../shared/imports/catalogue-plan.ts';
import { plainText } from '../../shared/imports/catalogue-cell.ts';
import { readCatalogueRow } from '../../shared/imports/catalogue-row.ts';
import type { SourceFile } from '../../shared/imports/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { FileStore } from '../platform/file-store.ts';
import { csvRows, delimiterOf } from './csv-rows.ts';

type Cells = { readonly line: number; readonly cells: readonly string[] };

/** A file of products as it stands, cell by cell. */
export type ProductList = {
  readonly headers: readonly string[];
  readonly rows: readonly Cells[];
  /** Lines that cannot be told into cells. */
  readonly astray: readonly RefusedLine[];
};

function unreadable(why: string) {
  return fail('UnreadableFile', `The product list ${why}`);
}

/** Reads a stored file of products whose first line names its columns. */
export async function readProductList(files: FileStore, file: SourceFile) {
  const bytes = await files.get(file.digest);
  if (bytes === null)
    return fail(
      'MissingFile',
      'The file is not stored on this computer any more. Choose it again.',
    );
  if (!isUtf8(bytes))
    return unreadable('is not text in UTF-8. Save it as "CSV UTF-8" and choose it again.');
  let headers: readonly string[] | null = null;
  const rows: Cells[] = [];
  const astray: RefusedLine[] = [];
  for await (const batch of csvRows(bytes, delimiterOf(bytes)))
    for (const { line, fields } of batch) {
      if (headers === null) {
        if (fields === null) return unreadable('has no readable header.');
        headers = fields.map(plainText);
      } else if (fields?.every((cell) => cell.trim() === '')) continue;
      else if (fields === null)
        astray.push({ line, sku: '', reason: 'A quotation mark is astray' });
      else if (fields.length !== headers.length)
        astray.push({
          line,
          sku: '',
          reason: `The line has ${fields.length} fields where the header has ${headers.length}`,
        });
      else rows.push({ line, cells: fields });
      if (rows.length + astray.length > MOST_CATALOGUE_LINES)
        return unreadable(`has more than ${MOST_CATALOGUE_LINES} lines. Divide it.`);
    }
  return headers === null ? unreadable('is empty.') : ok<ProductList>({ headers, rows, astray });
}

/** What the columns say: as somebody chose, or as their headers tell. */
export function columnsOf({ headers }: ProductList, chosen: ColumnMapping | null) {
  if (chosen === null) return ok(mappingOf(headers));
  const problem = mappingProblem(chosen, headers.length);
  return problem === null ? ok(chosen) : fail('WrongColumns', problem);
}

// Bounds what is judged before others get their turn on this thread.
const LINES_PER_TURN = 250;

/** Each line as a product, or why it is none. */
export async function readLines({ rows, astray }: ProductList, mapping: ColumnMapping) {
  const lines: ReadLine[] = [];
  const refused: RefusedLine[] = [...astray];
  const skuAt = mapping.indexOf('sku');
  for (const [index, { line, cells }] of rows.entries()) {
    if (index % LINES_PER_TURN === 0) await new Promise((resume) => setImmediate(resume));
    const read = readCatalogueRow(mapping, cells);
    if (read.ok) lines.push({ line, row: read.value });
    else
      refused.push({
        line,
        sku: plainText(cells[skuAt] ?? '').slice(0, 100),
        reason: read.failure,
      });
  }
  return { lines, refused };
}
