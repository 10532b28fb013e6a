import { operations } from '../shared/operations.ts';
import { ADMINISTRATOR_NAME, type Caller, signInAs } from './callers.ts';
import { PAYER_ID, writeBillableDataset } from './claims-dataset.ts';
import { withFilledRecords } from './filled-records.ts';
import { openedCoreThread } from './opened-core.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { inMs, inSeconds, percentile } from './statistics.ts';
import { sizesOf } from './store-dataset.ts';
import { FIFTHS_COLUMNS, fifthsCells, type WatchedJob, watchedJob } from './watched-job.ts';

const RECORDS = Number(process.env['CARETRAIL_BENCH_RECORDS'] ?? 100_000);
const EVER = { fromOn: '2000-01-01', toOn: '2100-01-01' };

type Core = Awaited<ReturnType<typeof openedCoreThread>>;

/** Batch after batch, until nothing is left. */
async function batches(core: Core, caller: Caller) {
  const runs: WatchedJob[] = [];
  let claimCount = 0;
  let recordCount = 0;
  while (recordCount < RECORDS) {
    const started = caller.client['claims.makeBatch']({ payerId: PAYER_ID, ...EVER });
    const ended = await watchedJob(core, caller, started);
    runs.push(ended);
    const { batch } = operations['claims.makeBatch'].output.parse(ended.value);
    claimCount += batch.claimCount;
    recordCount += batch.recordCount;
  }
  return {
    tookMs: runs.reduce((sum, { tookMs }) => sum + tookMs, 0),
    waitsMs: runs.flatMap(({ waitsMs }) => waitsMs),
    memory: runs.flatMap(({ memory }) => memory),
    claimCount,
    batchCount: runs.length,
  };
}

async function measure(dataDir: string): Promise<SectionReport> {
  const core = await openedCoreThread(dataDir);
  try {
    const caller = await signInAs(core, ADMINISTRATOR_NAME);
    const claims = await batches(core, caller);
    const lines = await watchedJob(
      core,
      caller,
      caller.client['billingLines.export']({
        ...EVER,
        form: 'csv',
        columns: ['record_id', 'patient_mrn', 'date_applied', 'hcpcs_code', 'quantity_used'],
      }),
    );
    const row = (name: string, { tookMs, memory, waitsMs }: Omit<WatchedJob, 'value'>) => [
      name,
      inSeconds(tookMs),
      Math.round(RECORDS / (tookMs / 1000)).toLocaleString('en-US'),
      inMs(percentile(waitsMs, 0.95)),
      inMs(Math.max(...waitsMs)),
      ...fifthsCells(memory),
    ];
    return {
      tables: [
        {
          caption: 'From signed treatments to a file; memory of the whole process by fifths',
          columns: [
            '',
            'time',
            'treatments/s',
            'a search meanwhile, p95',
            'at most',
            ...FIFTHS_COLUMNS,
          ],
          rows: [row('claims, checked, numbered, 837P', claims), row('lines as CSV', lines)],
        },
      ],
      notes: [
        `${claims.claimCount.toLocaleString('en-US')} claims in ${claims.batchCount} batches, one after another`,
      ],
    };
  } finally {
    await core.close();
  }
}

function run(place: Place): Promise<SectionReport> {
  const dataset = { sizes: sizesOf(RECORDS), write: writeBillableDataset };
  return withFilledRecords(place, dataset, ({ dataDir }) => measure(dataDir));
}

export const claimsSection: Section = {
  name: 'claims',
  title: `${RECORDS.toLocaleString('en-US')} treatments as claims and as lines`,
  run,
};
