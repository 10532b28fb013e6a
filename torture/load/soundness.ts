import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { amcheckProblems } from '../amcheck.ts';
import { tortureKeyring } from '../keyring.ts';
import { openStoredDatabase, type StoredDatabase } from '../stored-database.ts';
import { createBooks } from './books.ts';
import { compare } from './compare.ts';
import { readFound } from './found.ts';
import type { LedgerLine } from './ledger.ts';

/** Where rows are not as the ledger says, one line each; nothing in a sound database. */
export async function rowProblems(
  { db }: StoredDatabase,
  lines: readonly LedgerLine[],
): Promise<readonly string[]> {
  const problems = compare(createBooks(lines), await readFound(db));
  return problems.map(({ kind, what }) => `${kind}: ${what}`);
}

/** Pages that the store's check does not find sound, tables and indexes that amcheck does not. */
export async function structureProblems({ db, store }: StoredDatabase): Promise<readonly string[]> {
  return [...storeProblems(store), ...(await amcheckProblems(db))];
}

/** What the store's own check of every page finds. */
export function storeProblems({ beginCheck }: StoredDatabase['store']): readonly string[] {
  const { step } = beginCheck('authenticate');
  for (;;) {
    const { result } = step(1000);
    if (!result) continue;
    const pages = result.damaged.map(({ path, pageNumber }) => `damaged: ${path} ${pageNumber}`);
    return result.isDigestRight ? pages : [...pages, 'digest: it does not agree'];
  }
}

/**
 * Opens each backup that was finished and says what is wrong with it: it must hold what was acknowledged
 * before it began. Removes those looked at, and what is left of those cut off.
 */
export async function backupProblems(
  folder: string,
  lines: readonly LedgerLine[],
): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (const [at, { at: when, act }] of lines.entries()) {
    if (act.kind !== 'backup' || when !== 'begun' || !existsSync(join(folder, act.file))) continue;
    const isFinished = lines.some(
      (later) => later.at === 'done' && later.act.kind === 'backup' && later.act.file === act.file,
    );
    const before = lines.slice(0, at);
    if (isFinished)
      complaints.push(
        ...(await ofBackup(join(folder, act.file), before)).map((each) => `backup: ${each}`),
      );
    for (const end of ['', '-wal', '-journal', '-shm'])
      rmSync(join(folder, act.file + end), { force: true });
  }
  return complaints;
}

async function ofBackup(path: string, before: readonly LedgerLine[]): Promise<readonly string[]> {
  const books = createBooks(before);
  const backup = await openStoredDatabase(path, tortureKeyring(books.generations));
  try {
    const found = compare(books, await readFound(backup.db));
    return [
      // What was saved while it ran may be in it or not.
      ...found.filter(({ kind }) => kind !== 'unknown').map(({ kind, what }) => `${kind}: ${what}`),
      ...(await structureProblems(backup)),
    ];
  } finally {
    await backup.close();
  }
}
