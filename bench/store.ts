import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { dataPaths } from '../main/platform/data-directory.ts';
import { dropFromMemory, sizeOf } from './file-cache.ts';
import { memoryOfServed } from './served-memory.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { type CoreOrder, keepResult } from './store-core.ts';
import { byteLengthOf, sizesOf, writeDataset } from './store-dataset.ts';
import { measureNative } from './store-native.ts';
import { type StoreFindings, storeReport } from './store-report.ts';
import { loadResult, measureResult, type SubjectOrder } from './store-subject.ts';

const RECORDS = Number(process.env['CARETRAIL_BENCH_RECORDS'] ?? 1_000_000);

/** Runs one step in a process of its own, so that it has the memory of that step only. */
export async function inProcess(script: string, order: SubjectOrder | CoreOrder): Promise<unknown> {
  const child = fork(join(import.meta.dirname, script), [JSON.stringify(order)]);
  const ended = once(child, 'exit');
  const first = await Promise.race([once(child, 'message'), ended.then(() => null)]);
  const [code] = await ended;
  if (!first || code !== 0) throw new Error(`${script} ended with ${String(code)}`);
  return first[0];
}

type Parts = Pick<SubjectOrder, 'files' | 'sizes'>;

async function measureSubject(
  subject: SubjectOrder['subject'],
  folder: string,
  parts: Parts,
): Promise<StoreFindings['caretrail']> {
  const step = async <T>(name: SubjectOrder['step'], result: z.ZodType<T>): Promise<T> =>
    result.parse(await inProcess('store-subject.ts', { ...parts, subject, folder, step: name }));
  const load = await step('load', loadResult);
  const stored = subject === 'bare' ? join(folder, 'pgdata') : dataPaths(folder).records;
  const byteLength = sizeOf(stored);
  const logBytes = subject === 'bare' ? sizeOf(join(stored, 'pg_wal')) : 0;
  const isCold = dropFromMemory(stored);
  return { load, byteLength, logBytes, isCold, ...(await step('measure', measureResult)) };
}

async function run(place: Place): Promise<SectionReport> {
  const sizes = sizesOf(RECORDS);
  // Not below the run's own folder, which nobody else may enter.
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-dataset-'));
  try {
    const files = [...(await writeDataset(folder, sizes))];
    const parts = { files, sizes };
    const dataDir = join(await place.newFolder(), 'records');
    await inProcess('store-core.ts', { step: 'begin', dataDir });
    const caretrail = await measureSubject('caretrail', dataDir, parts);
    dropFromMemory(dataPaths(dataDir).records);
    const keeping = keepResult.parse(await inProcess('store-core.ts', { step: 'keep', dataDir }));
    const memory = await memoryOfServed(dataDir);
    const native = await measureNative(files, sizes);
    const bare = await measureSubject('bare', await place.newFolder(), parts);
    const datasetBytes = await byteLengthOf(files);
    return storeReport({ sizes, datasetBytes, caretrail, bare, native, keeping, memory });
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const storeSection: Section = {
  name: 'store',
  title: `${RECORDS.toLocaleString('en-US')} treatment records, beside native PostgreSQL 18 and bare PGlite`,
  run,
};
