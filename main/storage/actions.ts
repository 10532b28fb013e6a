import type { Database, ReadonlyDb } from '../platform/database.ts';
import { type BackupCounts, selectLastBackup, selectSettings } from './store.ts';

/** What people are told of a backup's content, from the rows of each table in it. */
export function backupCountsOf(tables: Readonly<Record<string, number>>): BackupCounts {
  return {
    patients: tables['patients'] ?? 0,
    treatmentRecords: tables['treatment_records'] ?? 0,
    users: tables['users'] ?? 0,
    auditEvents: tables['audit_events'] ?? 0,
  };
}

/** The folder that an administrator chose for backups, or null for the one beside the records. */
export async function chosenBackupFolder(db: ReadonlyDb): Promise<string | null> {
  const { schedule } = await selectSettings(db);
  return schedule.folder;
}

/** When the newest backup was made, as far as the program knows. */
export type LastBackup = {
  /** ISO 8601; null when there is none. */
  readonly at: () => string | null;
  readonly note: (madeAt: string) => void;
};

/** Keeps it in memory: when records turn out to be damaged, where it is written down may be what is. */
export function followLastBackup(
  database: Pick<Database, 'read'>,
  report: (error: unknown) => Promise<unknown>,
): LastBackup {
  let at: string | null = null;
  const note = (madeAt: string): void => {
    if (at === null || madeAt > at) at = madeAt;
  };
  database
    .read(selectLastBackup)
    .then((last) => last && note(last.madeAt))
    .catch(report);
  return { at: () => at, note };
}
