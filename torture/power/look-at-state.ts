import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPageStore, type PageStore } from '../../main/platform/page-store/page-store.ts';
import { amcheckProblems } from '../amcheck.ts';
import { createBooks } from '../load/books.ts';
import { compare } from '../load/compare.ts';
import { type Found, readFound } from '../load/found.ts';
import type { LedgerLine } from '../load/ledger.ts';
import { storeProblems } from '../load/soundness.ts';
import { tortureKeyring } from '../keyring.ts';
import { databaseOn } from '../stored-database.ts';
import type { DiskState } from './disk.ts';
import { storeFiles } from './effects.ts';

export type StateLook = { readonly isOpen: boolean; readonly problems: readonly string[] };

type Content = { readonly found: Found; readonly problems: readonly string[] };

/** What PostgreSQL made of the states seen so far, by their commit number. */
export type SeenContents = Map<number, Content>;

/**
 * Opens what a power cut left, in a new `folder`, and compares it with what was acknowledged before. With
 * `seen`, PostgreSQL is started once for each commit number only: two stores of one recording whose pages
 * all authenticate, and whose digests agree, hold the same when their commit numbers are the same.
 */
export async function lookAtState(
  state: DiskState,
  lines: readonly LedgerLine[],
  { folder, seen }: { readonly folder: string; readonly seen: SeenContents | null },
): Promise<StateLook> {
  await mkdir(folder);
  try {
    for (const [name, bytes] of state) await writeFile(join(folder, name), bytes);
    const books = createBooks(lines);
    const path = join(folder, storeFiles.database);
    // Looked at and thrown away: nothing written to it has to last.
    const store = openPageStore(path, tortureKeyring(books.generations), { durability: 'OFF' });
    const { found, problems } = await contentOf(store, seen);
    const rows = compare(books, found).map(({ kind, what }) => `${kind}: ${what}`);
    return { isOpen: true, problems: [...problems, ...rows] };
  } catch (error) {
    return { isOpen: false, problems: [`does not open: ${String(error)}`] };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function contentOf(store: PageStore, seen: SeenContents | null): Promise<Content> {
  const inPages = storeProblems(store);
  const commitNumber = store.commitNumber();
  const known = inPages.length === 0 ? seen?.get(commitNumber) : undefined;
  if (known) {
    store.close();
    return known;
  }
  const database = await databaseOn(store);
  try {
    const found = await readFound(database.db);
    const content = { found, problems: [...inPages, ...(await amcheckProblems(database.db))] };
    seen?.set(commitNumber, content);
    return content;
  } finally {
    await database.close();
  }
}
