import { v7 } from 'uuid';
import { createApp } from './app.ts';
import { builtFolder, migrationsFolder, templateFile } from './platform/app-files.ts';
import type { Core } from './platform/core.ts';
import {
  dataPaths,
  holdsDatabase,
  makePrivateFolder,
  unpackTemplate,
} from './platform/data-directory.ts';
import { openDatabase } from './platform/database.ts';
import { lockDirectory } from './platform/directory-lock.ts';
import { directoryFileStore } from './platform/file-store.ts';
import { incidentLog } from './platform/incident-log.ts';
import { readMigrations } from './platform/migrate.ts';
import { checkPinHashing } from './staff/pin-hash.ts';

export type CoreOptions = {
  readonly dataDir: string;
  /** The build output to take template and migrations from, where it is not found by itself. */
  readonly built?: string;
};

/**
 * Opens the application core on a data directory, which it makes when there is none.
 * Throws DatabaseInUse when another process has it and MigrationRefused when a newer release used it.
 */
export async function openCore({ dataDir, built = builtFolder() }: CoreOptions): Promise<Core> {
  await makePrivateFolder(dataDir);
  const lock = lockDirectory(dataDir);
  try {
    const core = await openLocked(dataDir, built);
    return {
      ...core,
      close: async () => {
        await core.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function openLocked(dataDir: string, built: string): Promise<Core> {
  const paths = dataPaths(dataDir);
  if (!holdsDatabase(dataDir)) await unpackTemplate(dataDir, templateFile(built));
  const clock = (): Date => new Date();
  const [migrations] = await Promise.all([
    readMigrations(migrationsFolder(built)),
    checkPinHashing(),
  ]);
  return createApp({
    database: await openDatabase({ directory: paths.database }, migrations),
    files: directoryFileStore(paths.files),
    clock,
    newId: v7,
    report: incidentLog(paths.log, v7, clock),
  });
}
