import { join } from 'node:path';
import type { z } from 'zod';
import { dataPaths } from '../main/platform/data-directory.ts';
import { dropFromMemory, sizeOf } from './file-cache.ts';
import { withDataset } from './filled-records.ts';
import { inProcess } from './in-process.ts';
import { memoryOfServed } from './served-memory.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { keepResult } from './store-core.ts';
import { byteLengthOf, sizesOf, writeDataset } from './store-dataset.ts';
import { measureNative } from './store-native.ts';
import { type StoreFindings, storeReport } from './store-report.ts';
import { loadResult, measureResult, type SubjectOrder } from './store-subject.ts';

const RECORDS = Number(process.env['CARETRAIL_BENCH_RECORDS'] ?? 1_000_000);

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
  const dataset = { sizes: sizesOf(RECORDS), write: writeDataset };
  return withDataset(place, dataset, async ({ dataDir, ...parts }) => {
    const { files, sizes } = parts;
    const caretrail = await measureSubject('caretrail', dataDir, parts);
    dropFromMemory(dataPaths(dataDir).records);
    const keeping = keepResult.parse(await inProcess('store-core.ts', { step: 'keep', dataDir }));
    const memory = await memoryOfServed(dataDir);
    const native = await measureNative(files, sizes);
    const bare = await measureSubject('bare', await place.newFolder(), parts);
    const datasetBytes = await byteLengthOf(files);
    return storeReport({ sizes, datasetBytes, caretrail, bare, native, keeping, memory });
  });
}

export const storeSection: Section = {
  name: 'store',
  title: `${RECORDS.toLocaleString('en-US')} treatment records, beside native PostgreSQL 18 and bare PGlite`,
  run,
};
