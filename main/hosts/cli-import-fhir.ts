import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type FhirRemark,
  fhirReport,
  type FhirReport,
  MOST_FHIR_FILES,
} from '../../shared/exchange/fhir-contract.ts';
import type { SourceFile } from '../../shared/imports/contract.ts';
import { type CommandLine, withCore } from './cli-core.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { putSource } from './cli-import.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { plain, shellWord, table } from './cli-text.ts';

const REMARKS_SHOWN = 20;
const counts = ['read', 'imported', 'unchanged', 'skipped', 'refused'] as const;

/** Imports a FHIR file, or every .ndjson and .json file of a folder in the order of their names. */
export async function importFhir(
  line: CommandLine,
  path: string,
  source: string | null,
): Promise<ExitCode> {
  const paths = await filesAt(path);
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    const files: SourceFile[] = [];
    for (const each of paths) files.push(await putSource(open, each));
    return runJob(open, line.terminal, open.client['exchange.importFhir']({ files, source }));
  });
  return endWithSentences(line, reply, (report) => fhirImportText(fhirReport.parse(report)));
}

async function filesAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return [path];
  const names = found?.isDirectory() ? await readdir(path).catch(() => null) : null;
  if (names === null) throw misused(`There is no file or folder ${shellWord(path)}.`);
  const files = names.filter((name) => /\.(?:ndjson|json)$/i.test(name)).toSorted();
  if (files.length === 0) throw misused(`There is no .ndjson or .json file in ${shellWord(path)}.`);
  if (files.length > MOST_FHIR_FILES)
    throw misused(`There are more than ${MOST_FHIR_FILES} files in ${shellWord(path)}.`);
  return files.map((name) => join(path, name));
}

/** An import's report as people read it: a line per type, then what was refused and what to look at. */
export function fhirImportText(report: FhirReport): string {
  const { tallies, refused, warnings, warningCount, notes } = report;
  const totals = counts.map((count) => tallies.reduce((sum, each) => sum + each[count], 0));
  const numbers = table(
    [{ title: 'type' }, ...counts.map((title) => ({ title, align: 'right' as const }))],
    [
      ...tallies.map((each) => [each.resourceType, ...counts.map((count) => each[count])]),
      ['together', ...totals],
    ],
  );
  const [, , , , refusedCount = 0] = totals;
  return [
    numbers,
    remarksText('Refused:', refused, refusedCount),
    remarksText('To look at:', warnings, warningCount),
    notes.map(plain).join('\n'),
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}

function remarksText(title: string, remarks: readonly FhirRemark[], count: number): string {
  if (count === 0) return '';
  const shown = remarks.slice(0, REMARKS_SHOWN);
  const more = count - shown.length;
  return [
    title,
    ...shown.map(
      ({ file, place, resourceType, reason }) =>
        `  ${plain(file)}, ${place}, ${resourceType}: ${plain(reason)}`,
    ),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ].join('\n');
}
