import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where things stand in a data directory. */
export function dataPaths(dataDir: string) {
  return {
    records: join(dataDir, 'records.store'),
    files: join(dataDir, 'files.store'),
    /** Being made: it counts once it has the name of the records. */
    newRecords: join(dataDir, 'records.store.new'),
    anchor: join(dataDir, 'anchor'),
    unlockAttempts: join(dataDir, 'unlock-attempts.json'),
    backups: join(dataDir, 'backups'),
    /** Takes room that is given up when the disk is full. */
    reserve: join(dataDir, 'reserve'),
    log: join(dataDir, 'caretrail.log'),
    /** Where a running application listens to the command line; for its owner alone. */
    commandLine: join(dataDir, 'command-line'),
    /** Where the first release kept the records, unencrypted. */
    plainRecords: join(dataDir, 'pgdata'),
    plainFiles: join(dataDir, 'files'),
  } as const;
}

/** The records are there but not whole; the message is fit for a user. */
export class DatabaseDamaged extends Error {
  override name = 'DatabaseDamaged';
}

/**
 * True when the folder holds unencrypted records of the first release. Throws DatabaseDamaged when what
 * is there is not whole: PGlite would take it for empty and begin a new one over the records.
 */
export function holdsPlainRecords(dataDir: string): boolean {
  const { plainRecords } = dataPaths(dataDir);
  if (!existsSync(plainRecords)) return false;
  const isWhole = ['PG_VERSION', 'global/pg_control'].every((file) =>
    existsSync(join(plainRecords, file)),
  );
  if (!isWhole)
    throw new DatabaseDamaged(
      'The records in this data folder are damaged or incomplete. Nothing was changed. Restore the folder from a backup.',
    );
  return true;
}

/** True when the folder holds records of any release, opened or not. */
export function holdsRecords(dataDir: string): boolean {
  return existsSync(dataPaths(dataDir).records) || holdsPlainRecords(dataDir);
}

/** Makes the folder for this user alone. */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

/** Removes a SQLite file with what SQLite keeps beside it. */
export async function removeStore(path: string): Promise<void> {
  for (const end of ['-wal', '-shm', '-journal', '']) await rm(`${path}${end}`, { force: true });
}
