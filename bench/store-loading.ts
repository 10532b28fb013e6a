import { z } from 'zod';
import type { CopyFile } from './store-dataset.ts';
import type { Ask } from './store-queries.ts';

/** In milliseconds. */
export type LoadTimes = {
  readonly copyMs: number;
  readonly indexMs: number;
  readonly settleMs: number;
};

const indexRows = z.array(z.object({ name: z.string(), sql: z.string() }));

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/**
 * Fills a migrated database as a restore would: rows first, without asking for what they refer to, then
 * the indexes of the large tables, then VACUUM ANALYZE and a checkpoint.
 */
export async function loadDataset(
  ask: Ask,
  copy: (file: CopyFile) => Promise<unknown>,
  files: readonly CopyFile[],
): Promise<LoadTimes> {
  const indexes = indexRows.parse(
    await ask(
      `SELECT indexname AS name, indexdef AS sql FROM pg_indexes
       WHERE schemaname = 'public' AND tablename IN ('treatment_records', 'stock_movements')
         AND indexname LIKE 'idx_%'`,
    ),
  );
  for (const { name } of indexes) await ask(`DROP INDEX ${name}`);
  await ask('SET session_replication_role = replica');
  const copyMs = await timed(async () => {
    for (const file of files) await copy(file);
  });
  await ask('SET session_replication_role = DEFAULT');
  const indexMs = await timed(async () => {
    for (const { sql } of indexes) await ask(sql);
  });
  const settleMs = await timed(async () => {
    await ask('VACUUM ANALYZE');
    await ask('CHECKPOINT');
  });
  return { copyMs, indexMs, settleMs };
}
