import { openedCore } from './opened-core.ts';
import type { ImportReport } from '../shared/imports/contract.ts';
import { ADMINISTRATOR_NAME, setUpSite, signInAs } from './callers.ts';
import { digestOfRecords } from './digest-of-records.ts';
import type { Place, Section, SectionReport, Table } from './section.ts';
import { inSeconds, ratio } from './statistics.ts';
import {
  reportOf,
  startSyntheaImport,
  syntheaFolder,
  whySyntheaIsAbsent,
} from './synthea-import.ts';

type Outcome = { readonly report: ImportReport; readonly tookMs: number };

async function importOnce(dataDir: string, isFirst: boolean): Promise<Outcome> {
  const core = await openedCore(dataDir);
  try {
    const caller = isFirst ? await setUpSite(core) : await signInAs(core, ADMINISTRATOR_NAME);
    const folder = syntheaFolder();
    const startedMs = performance.now();
    const running = await startSyntheaImport(core, { caller, folder });
    await running.ended;
    const tookMs = performance.now() - startedMs;
    return { tookMs, report: await reportOf(caller, running) };
  } finally {
    await core.close();
  }
}

function tally(caption: string, { files }: ImportReport): Table {
  const counts = ['read', 'imported', 'unchanged', 'skipped', 'refused'] as const;
  const sum = (count: (typeof counts)[number]) =>
    String(files.reduce((total, file) => total + file[count], 0));
  return {
    caption,
    columns: ['file', ...counts],
    rows: [
      ...files.map((file) => [file.file, ...counts.map((count) => String(file[count]))]),
      ['all', ...counts.map(sum)],
    ],
  };
}

async function run(place: Place): Promise<SectionReport> {
  const dataDir = await place.newFolder();
  const first = await importOnce(dataDir, true);
  const before = await digestOfRecords(dataDir);
  const second = await importOnce(dataDir, false);
  const after = await digestOfRecords(dataDir);
  const isUnchanged = before.digest === after.digest && before.rows === after.rows;
  if (!isUnchanged) throw new Error('The second import of the same folder changed something');
  return {
    tables: [
      tally(`First import, ${inSeconds(first.tookMs)}`, first.report),
      tally(`Second import of the same folder, ${inSeconds(second.tookMs)}`, second.report),
    ],
    notes: [
      ...first.report.notes,
      `First to second: ${ratio(first.tookMs, second.tookMs)}.`,
      `The second changes nothing: SHA-256 over the ${before.rows} rows of ${before.tables} tables ` +
        `is ${before.digest.slice(0, 16)}… before and after.`,
    ],
  };
}

export const importSection: Section = {
  name: 'import',
  title: 'the real Synthea folder into a fresh data directory, twice',
  skipReason: whySyntheaIsAbsent,
  run,
};
