import Database from 'better-sqlite3';
import type { CopyWork, OnCopyProgress } from '../copy-thread/copy-work.ts';
import { flushFile } from '../durable-files.ts';
import type { Keyring } from '../keys/keyring.ts';
import { openPageStore } from '../page-store/page-store.ts';
import { asTargetRefused } from '../target-file.ts';
import { BackupNotVerified } from './backup-errors.ts';
import { arePagesWhole, checkFiles, countRows, headSeal } from './copy-check.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import { startOnTrial } from './trial.ts';

type FinishBackup = CopyWork['finishBackup']['input'] & {
  readonly keyring: Keyring;
  readonly onProgress: OnCopyProgress;
};

/**
 * Makes a backup of a fresh copy of records and files: every page and file authenticates, the database
 * opens and its rows are counted; then the manifest says so. Throws BackupNotVerified.
 */
export async function finishBackup(backup: FinishBackup): Promise<Manifest> {
  const manifest = await examine(backup).catch((error: unknown) => {
    throw whyNotVerified(error);
  });
  const sqlite = new Database(backup.path, { fileMustExist: true });
  try {
    // Else SQLite shares memory through a file, which a drive on the network may not offer.
    sqlite.pragma('locking_mode = EXCLUSIVE');
    writeManifest(sqlite, backup.keyring, manifest);
    // Without a log beside it the backup is one file.
    sqlite.pragma('journal_mode = DELETE');
  } finally {
    sqlite.close();
  }
  await flushFile(backup.path);
  return manifest;
}

async function examine({
  path,
  madeAt,
  release,
  leastCommitNumber,
  filesLeftOut,
  keyring,
  onProgress,
}: FinishBackup): Promise<Manifest> {
  const store = openPageStore(path, keyring);
  try {
    const commitNumber = store.commitNumber();
    if (commitNumber < leastCommitNumber) throw new BackupNotVerified('it is behind the records');
    if (!arePagesWhole(store, onProgress))
      throw new BackupNotVerified('pages of the records are damaged');
    const { isWhole, count } = checkFiles(store.sqlite, keyring, onProgress);
    if (!isWhole) throw new BackupNotVerified('stored files are damaged');
    const files = { count, leftOut: filesLeftOut };
    const facts = { madeAt, release, commitNumber, files };
    const pages = { pageRows: store.rowCount(), headSeal: headSeal(store.sqlite) };
    const pglite = await startOnTrial(store);
    const counted = await countRows(pglite, onProgress);
    await pglite.close();
    return { ...facts, ...pages, ...counted };
  } finally {
    store.close();
  }
}

/** A disk that is full or gone says nothing about the copy; whatever else went wrong does. */
function whyNotVerified(error: unknown): unknown {
  const isKnown = error instanceof BackupNotVerified || asTargetRefused(error) !== error;
  return isKnown ? error : new BackupNotVerified('the copy does not open', { cause: error });
}
