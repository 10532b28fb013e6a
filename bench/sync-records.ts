import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sizesOf, type Sizes, writeDataset } from './store-dataset.ts';
import type { RowsFile } from './sync-device-orders.ts';

const RECORDS = 'treatment_records';

/** What records refer to, and then the records, so many in each file. */
export type RecordFiles = {
  readonly parents: readonly RowsFile[];
  readonly rounds: readonly RowsFile[];
};

/** The made-up site of the store's section, cut into rounds of `each` records. */
export async function writeRounds(
  folder: string,
  { rounds, each }: { readonly rounds: number; readonly each: number },
): Promise<RecordFiles> {
  const files = await writeDataset(folder, sizesOf(rounds * each));
  const parents = files.filter(({ table }) => table !== RECORDS);
  const records = files.filter(({ table }) => table === RECORDS);
  const texts = await Promise.all(records.map(({ path }) => readFile(path, 'utf8')));
  const lines = texts.join('').trimEnd().split('\n');
  const columns = records[0]?.columns ?? '';
  const cut = Array.from({ length: rounds }, async (_, at) => {
    const path = join(folder, `round-${at}.tsv`);
    const own = lines.slice(at * each, (at + 1) * each);
    await writeFile(path, `${own.join('\n')}\n`, { mode: 0o644 });
    return { table: RECORDS, columns, path };
  });
  return { parents, rounds: await Promise.all(cut) };
}

/** What records refer to, and one record. */
export async function writeParents(
  folder: string,
  sizes: Omit<Sizes, 'records'>,
): Promise<{ readonly parents: readonly RowsFile[]; readonly record: RowsFile }> {
  const files = await writeDataset(folder, { ...sizes, records: 1 });
  const record = files.find(({ table }) => table === RECORDS);
  if (!record) throw new Error('There is a file of every table');
  return { parents: files.filter((file) => file !== record), record };
}
