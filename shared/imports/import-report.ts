import type { FileTally, ImportReport, RefusedRow } from './contract.ts';
import type { FileIntake } from './file-intake.ts';
import type { OutcomeCounts } from './row-outcome.ts';

/** Most refused rows that a report lists; beyond it the tally still counts them. */
export const MAX_REFUSED_ROWS_LISTED = 10_000;

/** A file as it was read, and what became of its rows; null when it was only looked things up in. */
export type FileResult = {
  readonly file: string;
  readonly acceptedCount: number;
  readonly leftOut: number;
  readonly refusals: readonly RefusedRow[];
  readonly outcomes: OutcomeCounts | null;
};

export function fileResult<Row>(
  intake: FileIntake<Row>,
  outcomes: OutcomeCounts | null,
): FileResult {
  const { file, accepted, leftOut, refusals } = intake;
  return { file, acceptedCount: accepted.size, leftOut: leftOut(), refusals, outcomes };
}

/** The report of an import; `notes` say what is particular to its source. */
export function importReportOf(
  files: readonly FileResult[],
  notes: readonly string[],
): ImportReport {
  const refusedRows = files.flatMap(({ refusals }) =>
    refusals.toSorted((one, other) => one.line - other.line),
  );
  const unlisted = refusedRows.length - MAX_REFUSED_ROWS_LISTED;
  return {
    files: files.map(tallyOf),
    refusedRows: refusedRows.slice(0, MAX_REFUSED_ROWS_LISTED),
    notes: [
      ...notes,
      ...files.flatMap(keptNote),
      ...(unlisted > 0 ? [`${unlisted} more rows were refused than are listed here.`] : []),
    ],
  };
}

function tallyOf({ file, acceptedCount, leftOut, refusals, outcomes }: FileResult): FileTally {
  const refused = refusals.length;
  const read = acceptedCount + leftOut + refused;
  if (outcomes === null)
    return { file, read, imported: 0, unchanged: 0, skipped: acceptedCount + leftOut, refused };
  const { imported, unchanged, different } = outcomes;
  return { file, read, imported, unchanged, skipped: leftOut + different, refused };
}

function keptNote({ file, outcomes }: FileResult): readonly string[] {
  if (outcomes === null || outcomes.different === 0) return [];
  const rows = counted(outcomes.different, 'row');
  return [`${rows} of ${file}: already here and different. What is here was kept.`];
}

/** `1 row`, `2 rows`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
