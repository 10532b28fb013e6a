import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FhirExported, fhirExported } from '../shared/exchange/fhir-contract.ts';
import { jobReply } from '../test/job-reply.ts';
import { ADMINISTRATOR_NAME, signInAs } from './callers.ts';
import { openedCoreThread } from './opened-core.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { inMs, inSeconds, percentile } from './statistics.ts';
import { inProcess } from './store.ts';
import { sizesOf, writeDataset } from './store-dataset.ts';

const RECORDS = Number(process.env['CARETRAIL_BENCH_RECORDS'] ?? 100_000);
const EVERY_MS = 200;
const ASK_EVERY_MS = 100;

type Measured = {
  readonly tookMs: number;
  readonly file: FhirExported;
  /** Resident memory of this process, as it went on: a fifth of the export each. */
  readonly fifths: readonly number[];
  readonly before: number;
  /** What somebody waited who asked for a chart meanwhile. */
  readonly waitsMs: readonly number[];
};

/** Resident memory, in bytes, now and again until it is stopped. */
function watchMemory() {
  const seen: number[] = [];
  const timer = setInterval(() => seen.push(process.memoryUsage.rss()), EVERY_MS);
  return () => {
    clearInterval(timer);
    return seen;
  };
}

function peaksByFifth(seen: readonly number[]): readonly number[] {
  const size = Math.max(1, Math.ceil(seen.length / 5));
  return Array.from({ length: 5 }, (_, at) =>
    Math.max(0, ...seen.slice(at * size, (at + 1) * size)),
  );
}

async function exportAll(dataDir: string): Promise<Measured> {
  const core = await openedCoreThread(dataDir);
  try {
    const { client } = await signInAs(core, ADMINISTRATOR_NAME);
    const before = process.memoryUsage.rss();
    const stopWatching = watchMemory();
    const state = { isOver: false };
    const startedMs = performance.now();
    const scope = { fromOn: '1900-01-01', toOn: '2100-01-01' };
    const exported = jobReply(
      { core, client },
      client['exchange.exportFhir']({ scope, form: 'ndjson' }),
    ).finally(() => {
      state.isOver = true;
    });
    const waitsMs: number[] = [];
    while (!state.isOver) {
      const askedMs = performance.now();
      await client['patients.find']({ text: 'a', limit: 50 });
      waitsMs.push(performance.now() - askedMs);
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
    const reply = await exported;
    const tookMs = performance.now() - startedMs;
    const value = typeof reply === 'object' && reply !== null && 'value' in reply && reply.value;
    return {
      tookMs,
      file: fhirExported.parse(value),
      before,
      fifths: peaksByFifth(stopWatching()),
      waitsMs,
    };
  } finally {
    await core.close();
  }
}

const inMb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

function reportOf({ tookMs, file, before, fifths, waitsMs }: Measured): SectionReport {
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
        columns: ['before', '1', '2', '3', '4', '5'],
        rows: [[before, ...fifths].map(inMb)],
      },
    ],
    notes: [file.counts.map(({ resourceType, count }) => `${count} ${resourceType}`).join(', ')],
  };
}

async function run(place: Place): Promise<SectionReport> {
  const sizes = sizesOf(RECORDS);
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-dataset-'));
  try {
    const files = [...(await writeDataset(folder, sizes))];
    const dataDir = join(await place.newFolder(), 'records');
    await inProcess('store-core.ts', { step: 'begin', dataDir });
    await inProcess('store-subject.ts', {
      subject: 'caretrail',
      step: 'load',
      folder: dataDir,
      files,
      sizes,
    });
    return reportOf(await exportAll(dataDir));
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const exchangeSection: Section = {
  name: 'exchange',
  title: `${RECORDS.toLocaleString('en-US')} treatments as FHIR`,
  run,
};
