import { type FhirExported, fhirExported } from '../shared/exchange/fhir-contract.ts';
import { answers } from '../test/disclosed.ts';
import { ADMINISTRATOR_NAME, signInAs } from './callers.ts';
import { withFilledRecords } from './filled-records.ts';
import { openedCoreThread } from './opened-core.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { inMb, inMs, inSeconds, percentile } from './statistics.ts';
import { sizesOf, writeDataset } from './store-dataset.ts';
import { FIFTHS_COLUMNS, fifthsCells, type WatchedJob, watchedJob } from './watched-job.ts';

const RECORDS = Number(process.env['CARETRAIL_BENCH_RECORDS'] ?? 100_000);
type Measured = {
  readonly job: WatchedJob;
  readonly file: FhirExported;
  /** Resident memory of this process before it began, in bytes. */
  readonly before: number;
};

async function exportAll(dataDir: string): Promise<Measured> {
  const core = await openedCoreThread(dataDir);
  try {
    const caller = await signInAs(core, ADMINISTRATOR_NAME);
    const before = process.memoryUsage.rss();
    const scope = { fromOn: '1900-01-01', toOn: '2100-01-01' };
    const job = await watchedJob(
      core,
      caller,
      caller.client['exchange.exportFhir']({ scope, form: 'ndjson', ...answers }),
    );
    return { job, file: fhirExported.parse(job.value), before };
  } finally {
    await core.close();
  }
}

function reportOf({ job: { tookMs, memory, waitsMs }, file, before }: Measured): SectionReport {
  const resources = file.counts.reduce((sum, { count }) => sum + count, 0);
  const perSecond = (count: number) => Math.round(count / (tookMs / 1000)).toLocaleString('en-US');
  return {
    tables: [
      {
        caption: 'exchange.exportFhir, each resource checked before it is written',
        columns: ['', ''],
        rows: [
          ['time', inSeconds(tookMs)],
          ['treatments a second', perSecond(RECORDS)],
          ['resources', resources.toLocaleString('en-US')],
          ['resources a second', perSecond(resources)],
          ['file', `${inMb(file.byteLength)} in ${file.parts.length} parts`],
          ['a search by name meanwhile, p95', inMs(percentile(waitsMs, 0.95))],
        ],
      },
      {
        caption: 'Resident memory of the whole process, by fifths of the export',
        columns: ['before', ...FIFTHS_COLUMNS],
        rows: [[inMb(before), ...fifthsCells(memory)]],
      },
    ],
    notes: [file.counts.map(({ resourceType, count }) => `${count} ${resourceType}`).join(', ')],
  };
}

function run(place: Place): Promise<SectionReport> {
  const dataset = { sizes: sizesOf(RECORDS), write: writeDataset };
  return withFilledRecords(place, dataset, async ({ dataDir }) =>
    reportOf(await exportAll(dataDir)),
  );
}

export const exchangeSection: Section = {
  name: 'exchange',
  title: `${RECORDS.toLocaleString('en-US')} treatments as FHIR`,
  run,
};
