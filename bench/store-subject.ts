import { join } from 'node:path';
import { openAsBlob } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { z } from 'zod';
import { templateArchive } from '../tools/template.ts';
import { openRawDatabase } from '../tools/raw-database.ts';
import { loadDataset } from './store-loading.ts';
import { answerTimes, measureAnswers } from './store-measuring.ts';
import type { Ask } from './store-queries.ts';

/** What this process does, as JSON in its first argument. */
export const subjectOrder = z.strictObject({
  subject: z.enum(['caretrail', 'bare']),
  step: z.enum(['load', 'measure']),
  folder: z.string(),
  files: z.array(z.strictObject({ table: z.string(), columns: z.string(), path: z.string() })),
  sizes: z.strictObject({
    records: z.int(),
    patients: z.int(),
    orders: z.int(),
    users: z.int(),
  }),
});
export type SubjectOrder = z.output<typeof subjectOrder>;

export const loadResult = z.strictObject({
  copyMs: z.number(),
  indexMs: z.number(),
  settleMs: z.number(),
});
export const measureResult = z.strictObject({
  openMs: z.number(),
  /** Of the whole process, in bytes. */
  rssAfterOpening: z.number(),
  rssAtEnd: z.number(),
  answers: answerTimes,
});

/** As it comes: its own folder, its own settings, no fsync. */
async function openBare(folder: string, isNew: boolean): Promise<PGlite> {
  const path = join(folder, 'pgdata');
  if (!isNew) return PGlite.create(path);
  const archive = new Blob([Uint8Array.from(await templateArchive())]);
  return PGlite.create(path, { loadDataDir: archive });
}

function open({ subject, step, folder }: SubjectOrder): Promise<PGlite> {
  return subject === 'bare' ? openBare(folder, step === 'load') : openRawDatabase(folder);
}

async function run(order: SubjectOrder): Promise<unknown> {
  const startedMs = performance.now();
  const pglite = await open(order);
  const openMs = performance.now() - startedMs;
  const rssAfterOpening = process.memoryUsage.rss();
  const ask: Ask = async (sql, values) => (await pglite.query(sql, values && [...values])).rows;
  try {
    if (order.step === 'measure') {
      const answers = await measureAnswers(ask, order.sizes);
      return { openMs, rssAfterOpening, rssAtEnd: process.memoryUsage.rss(), answers };
    }
    return await loadDataset(
      ask,
      async ({ table, columns, path }) =>
        pglite.query(`COPY ${table} (${columns}) FROM '/dev/blob'`, [], {
          blob: await openAsBlob(path),
        }),
      order.files,
    );
  } finally {
    await pglite.close();
  }
}

if (process.argv[1] === import.meta.filename) {
  process.send?.(await run(subjectOrder.parse(JSON.parse(process.argv[2] ?? ''))));
  process.disconnect?.();
}
