import type { ImportReport } from '../../shared/imports/contract.ts';
import { plain, table } from './cli-text.ts';

const ROWS_SHOWN = 20;
const counts = ['read', 'imported', 'unchanged', 'skipped', 'refused'] as const;

/** An import's report as people read it: a line per file, the refused rows, what there is to note. */
export function importText({ files, refusedRows, notes }: ImportReport): string {
  const totals = counts.map((count) => files.reduce((sum, file) => sum + file[count], 0));
  const tallies = table(
    [{ title: 'file' }, ...counts.map((title) => ({ title, align: 'right' as const }))],
    [
      ...files.map((file) => [file.file, ...counts.map((count) => file[count])]),
      ['together', ...totals],
    ],
  );
  const sections = [tallies, refusedText(refusedRows), notes.map(plain).join('\n')];
  return sections.filter((section) => section !== '').join('\n\n');
}

function refusedText(rows: ImportReport['refusedRows']): string {
  if (rows.length === 0) return '';
  const shown = rows
    .slice(0, ROWS_SHOWN)
    .map(({ file, line, reason }) => `  ${plain(file)}, line ${line}: ${plain(reason)}`);
  const more = rows.length - shown.length;
  return [
    'Refused:',
    ...shown,
    ...(more > 0 ? [`  … and ${more} more (all of them with --json)`] : []),
  ].join('\n');
}
