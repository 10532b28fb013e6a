import { z } from 'zod';
import { createBooks } from './books.ts';
import { type LedgerLine, openLedger, readLedger } from './ledger.ts';
import { runLoad } from './run-load.ts';
import { backupProblems, rowProblems, structureProblems } from './soundness.ts';
import { chanceOf } from '../random.ts';
import { tortureKeyring } from '../keyring.ts';
import { openStoredDatabase, type StoredDatabase } from '../stored-database.ts';
import { loadPaths } from './load-paths.ts';
import { beginTrouble, trouble } from './trouble.ts';

/** What this process is started with, as JSON in its first argument. */
export const loadOrder = z.strictObject({
  /** Where its ledger and backups are. */
  folder: z.string(),
  /** Where the store is, when not in that folder. */
  store: z.string().optional(),
  /** Acts are chosen by these words. */
  seed: z.string(),
  acts: z.int(),
  /** Changed pages that the store keeps before it commits early. */
  dirtyPages: z.int(),
  durability: z.enum(['FULL', 'OFF']),
  /** Whether it looks at every page, table and index when it begins, or compares rows only. */
  look: z.enum(['everywhere', 'rows', 'nowhere']),
  /** What goes wrong with its disk; acts that fail are then left, and the next is tried. */
  trouble: trouble.optional(),
});
export type LoadOrder = z.output<typeof loadOrder>;

/** What it tells the process that started it. */
export const loadNews = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('opened'), problems: z.array(z.string()) }),
  z.strictObject({ type: z.literal('failed'), why: z.string() }),
]);
export type LoadNews = z.output<typeof loadNews>;

/** Opens the database, says what is wrong with it, and works on it until it is killed or has done all acts. */
async function work(order: LoadOrder): Promise<void> {
  const { folder, seed, acts, dirtyPages, durability } = order;
  const paths = loadPaths(folder);
  const lines = readLedger(paths.ledger);
  const books = createBooks(lines);
  const disk = beginTrouble(order.trouble, paths.struck);
  const keyring = tortureKeyring(books.generations);
  const database = await openStoredDatabase(order.store ?? paths.store, keyring, {
    dirtyPages,
    durability,
    beforeCommit: disk.beforeCommit,
  });
  tell({ type: 'opened', problems: await lookAt(database, order, lines) });
  const ledger = openLedger(paths.ledger);
  disk.strike(database.store);
  const chance = chanceOf(seed);
  const onError = order.trouble ? disk.note : undefined;
  await runLoad({ database, folder, ledger, books, chance, onError }, acts);
  ledger.close();
  await database.close();
}

async function lookAt(
  database: StoredDatabase,
  { folder, look }: LoadOrder,
  lines: readonly LedgerLine[],
): Promise<string[]> {
  if (look === 'nowhere') return [];
  const rows = await rowProblems(database, lines);
  if (look === 'rows') return [...rows];
  return [
    ...rows,
    ...(await structureProblems(database)),
    ...(await backupProblems(folder, lines)),
  ];
}

function tell(news: LoadNews): void {
  process.send?.(news);
}

if (process.argv[1] === import.meta.filename) {
  const order = loadOrder.parse(JSON.parse(process.argv[2] ?? ''));
  try {
    await work(order);
  } catch (error) {
    const { stack = String(error) } = error instanceof Error ? error : {};
    tell({ type: 'failed', why: stack });
    process.exitCode = 1;
  }
  process.disconnect?.();
}
