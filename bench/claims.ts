import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '../shared/operations.ts';
import { jobReply } from '../test/job-reply.ts';
import { ADMINISTRATOR_NAME, signInAs } from './callers.ts';
import { PAYER_ID, writeBillableDataset } from './claims-dataset.ts';
import { openedCoreThread } from './opened-core.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { inMs, inSeconds, percentile } from './statistics.ts';
import { inProcess } from './store.ts';
import { sizesOf } from './store-dataset.ts';

const RECORDS = Number(process.env['CARETRAIL_BENCH_RECORDS'] ?? 100_000);
const EVERY_MS = 200;
const ASK_EVERY_MS = 100;
const EVER = { fromOn: '2000-01-01', toOn: '2100-01-01' };

type Client = Awaited<ReturnType<typeof signInAs>>['client'];
type Core = Awaited<ReturnType<typeof openedCoreThread>>;

type Run = {
  readonly value: unknown;
  readonly tookMs: number;
  readonly fifths: readonly number[];
  /** What somebody waited who asked for a list of patients meanwhile. */
  readonly waitsMs: readonly number[];
};

function peaksByFifth(seen: readonly number[]): readonly number[] {
  const size = Math.max(1, Math.ceil(seen.length / 5));
  return Array.from({ length: 5 }, (_, at) =>
    Math.max(0, ...seen.slice(at * size, (at + 1) * size)),
  );
}

type Started = Parameters<typeof jobReply>[1];

/** Runs a job while somebody goes on working beside it. */
async function watched(core: Core, client: Client, started: Started): Promise<Run> {
  const seen: number[] = [];
  const timer = setInterval(() => seen.push(process.memoryUsage.rss()), EVERY_MS);
  const state = { isOver: false };
  const startedMs = performance.now();
  const ended = jobReply({ core, client }, started).finally(() => {
    state.isOver = true;
  });
  const waitsMs: number[] = [];
  while (!state.isOver) {
    const askedMs = performance.now();
    await client['patients.find']({ text: 'a', limit: 50 });
    waitsMs.push(performance.now() - askedMs);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  const reply = await ended;
  const tookMs = performance.now() - startedMs;
  clearInterval(timer);
  const isMade = typeof reply === 'object' && reply !== null && 'value' in reply;
  if (!isMade) throw new Error(`Refused: ${JSON.stringify(reply)}`);
  return { value: reply.value, tookMs, fifths: peaksByFifth(seen), waitsMs };
}

/** Batch after batch, until nothing is left. */
async function batches(core: Core, client: Client) {
  const runs: Run[] = [];
  let claimCount = 0;
  let recordCount = 0;
  while (recordCount < RECORDS) {
    const started = client['claims.makeBatch']({ payerId: PAYER_ID, ...EVER });
    const ended = await watched(core, client, started);
    runs.push(ended);
    const { batch } = operations['claims.makeBatch'].output.parse(ended.value);
    claimCount += batch.claimCount;
    recordCount += batch.recordCount;
  }
  const peaks = runs.map(({ fifths }) => Math.max(...fifths));
  return {
    value: null,
    tookMs: runs.reduce((sum, { tookMs }) => sum + tookMs, 0),
    waitsMs: runs.flatMap(({ waitsMs }) => waitsMs),
    fifths: peaksByFifth(peaks),
    claimCount,
    batchCount: runs.length,
  };
}

const inMb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

async function measure(dataDir: string): Promise<SectionReport> {
  const core = await openedCoreThread(dataDir);
  try {
    const { client } = await signInAs(core, ADMINISTRATOR_NAME);
    const claims = await batches(core, client);
    const lines = await watched(
      core,
      client,
      client['billingLines.export']({
        ...EVER,
        form: 'csv',
        columns: ['record_id', 'patient_mrn', 'date_applied', 'hcpcs_code', 'quantity_used'],
      }),
    );
    const row = (name: string, { tookMs, fifths, waitsMs }: Run) => [
      name,
      inSeconds(tookMs),
      Math.round(RECORDS / (tookMs / 1000)).toLocaleString('en-US'),
      inMs(percentile(waitsMs, 0.95)),
      ...fifths.map(inMb),
    ];
    return {
      tables: [
        {
          caption: 'From signed treatments to a file; memory of the whole process by fifths',
          columns: ['', 'time', 'treatments/s', 'a search meanwhile, p95', '1', '2', '3', '4', '5'],
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

async function run(place: Place): Promise<SectionReport> {
  const sizes = sizesOf(RECORDS);
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-dataset-'));
  try {
    const files = [...(await writeBillableDataset(folder, sizes))];
    const dataDir = join(await place.newFolder(), 'records');
    await inProcess('store-core.ts', { step: 'begin', dataDir });
    const load = { subject: 'caretrail', step: 'load', folder: dataDir, files, sizes } as const;
    await inProcess('store-subject.ts', load);
    return await measure(dataDir);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const claimsSection: Section = {
  name: 'claims',
  title: `${RECORDS.toLocaleString('en-US')} treatments as claims and as lines`,
  run,
};
