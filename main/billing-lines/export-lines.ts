import type { z } from 'zod';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { fail, failWith, ok, type Result } from '../../shared/base/result.ts';
import {
  type billingLineOperations,
  type ExportedLines,
  exportedLines,
  type LineForm,
  MAX_SHEET_LINES,
} from '../../shared/billing-lines/contract.ts';
import { columnsOf, type ExportedLine } from '../../shared/billing-lines/exported-line.ts';
import type { JobContext } from '../platform/context.ts';
import { upsertStoredFile } from '../platform/stored-files.ts';
import { csvFile } from './csv-file.ts';
import {
  countSomeLines,
  forgetOldFiles,
  type LinePage,
  type LinePlace,
  LINES_FILE,
  selectLinePage,
} from './store.ts';
import { xlsxFile } from './xlsx-file.ts';

type Export = (typeof billingLineOperations)['billingLines.export'];
type Asked = z.output<Export['input']>;

const DAY_MS = 24 * 3_600_000;
/** Whoever wanted the file has saved it by then; it can be written again at any time. */
const KEPT_DAYS = 3;

const endings: Readonly<Record<LineForm, string>> = {
  csv: 'machine.csv',
  excel: 'excel.csv',
  xlsx: 'lines.xlsx',
};

/**
 * Writes the lines into a file while they are read, a page at a time. One that was stopped has left
 * nothing and begins anew; one whose file stands already answers with that.
 */
export async function exportLines(
  asked: Asked,
  job: JobContext,
): Promise<Result<ExportedLines, FailuresOf<Export>>> {
  const written = exportedLines.safeParse(job.cursor);
  if (written.success) return ok(written.data);
  const total = await countLines(asked, job);
  if (total === 0)
    return fail('NothingToExport', 'There is no signed treatment in these days. Choose others.');
  if (asked.form !== 'csv' && total > MAX_SHEET_LINES)
    return failWith(
      'TooManyLines',
      `These are ${total} treatments, more than a sheet of Excel holds. Choose fewer days, or the form for machines.`,
      { lineCount: total },
    );
  return write(asked, job, total);
}

async function write(asked: Asked, job: JobContext, total: number) {
  const columns = columnsOf(asked.columns);
  const counted = { lineCount: 0 };
  const pages = pagesOf(asked, job, { total, counted });
  const source =
    asked.form === 'xlsx' ? xlsxFile(pages, columns) : csvFile(pages, columns, asked.form);
  // Until it is committed that the file is needed, nobody may take it for one that is not.
  const release = job.files.holdDeletions();
  try {
    const file = await job.files.putStream(source);
    const done: ExportedLines = {
      ...file,
      fileName: `caretrail-lines-${asked.fromOn}-to-${asked.toOn}-${endings[asked.form]}`,
      lineCount: counted.lineCount,
    };
    await job.chunk(async ({ tx, now }) => {
      await forgetOldFiles(tx, new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString());
      await upsertStoredFile(tx, { ...file, ...LINES_FILE, storedAt: now.toISOString() });
      return { cursor: done, done: done.lineCount, total: done.lineCount, label: 'File' };
    });
    return ok(done);
  } finally {
    release();
  }
}

async function countLines(asked: Asked, job: JobContext): Promise<number> {
  let total = 0;
  let fromOn: CivilDate | null = asked.fromOn;
  while (fromOn !== null) {
    const days: Asked = { ...asked, fromOn };
    const { count, beyond } = await job.read((db) => countSomeLines(db, days));
    total += count;
    fromOn = beyond;
  }
  return total;
}

type Progress = { readonly total: number; readonly counted: { lineCount: number } };

/** The lines in their order, a page for each short transaction; stops where the job is to stop. */
async function* pagesOf(
  asked: Asked,
  job: JobContext,
  { total, counted }: Progress,
): AsyncGenerator<readonly ExportedLine[]> {
  let place: LinePlace | null = { fromOn: asked.fromOn, after: null };
  while (place !== null) {
    const from: LinePlace = place;
    const read: { page: LinePage } = { page: { lines: [], next: null } };
    await job.chunk(async ({ tx }) => {
      read.page = await selectLinePage(tx, asked, from);
      counted.lineCount += read.page.lines.length;
      const done = counted.lineCount;
      return { cursor: null, done, total: Math.max(total, done), label: 'Treatments' };
    });
    yield read.page.lines;
    place = read.page.next;
  }
}
