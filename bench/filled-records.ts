import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProcess } from './in-process.ts';
import type { Place } from './section.ts';
import type { CopyFile, Sizes } from './store-dataset.ts';

export type Dataset = {
  readonly sizes: Sizes;
  /** Writes its rows into files of a folder. */
  readonly write: (folder: string, sizes: Sizes) => Promise<readonly CopyFile[]>;
};

/** Records that were begun, beside the files of a dataset that they are to be filled with. */
export type BegunRecords = {
  readonly dataDir: string;
  readonly files: CopyFile[];
  readonly sizes: Sizes;
};

/** Does some work with a dataset's files and begun records; the files are gone afterwards. */
export async function withDataset<T>(
  place: Place,
  { sizes, write }: Dataset,
  work: (begun: BegunRecords) => Promise<T>,
): Promise<T> {
  // Not below the run's own folder, which nobody else may enter.
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-dataset-'));
  try {
    const files = [...(await write(folder, sizes))];
    const dataDir = join(await place.newFolder(), 'records');
    await inProcess('store-core.ts', { step: 'begin', dataDir });
    return await work({ dataDir, files, sizes });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Does some work with records that a dataset fills; they took `loadMs` to fill. */
export function withFilledRecords<T>(
  place: Place,
  dataset: Dataset,
  work: (filled: { readonly dataDir: string; readonly loadMs: number }) => Promise<T>,
): Promise<T> {
  return withDataset(place, dataset, async ({ dataDir, files, sizes }) => {
    const startedMs = performance.now();
    const order = { subject: 'caretrail', step: 'load', folder: dataDir, files, sizes } as const;
    await inProcess('store-subject.ts', order);
    return work({ dataDir, loadMs: performance.now() - startedMs });
  });
}
