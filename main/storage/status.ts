import { join } from 'node:path';
import type { z } from 'zod';
import { nextBackupAt } from '../../shared/storage/backup-due.ts';
import type { storageOperations } from '../../shared/storage/contract.ts';
import { daysLeft } from '../../shared/storage/days-left.ts';
import type { BackupSummary } from '../../shared/store/contract.ts';
import { isStillBackup } from '../platform/backup/backup-folder.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import type { Keeping } from './keeping.ts';
import { backupFolderOf } from './make-kept-backup.ts';
import {
  type KeptBackup,
  selectBackupsMade,
  selectLastBackup,
  selectLastCheck,
  selectSettings,
  selectSpaceSamples,
} from './store.ts';

type Status = z.input<(typeof storageOperations)['storage.status']['output']>;

const HISTORY_DAYS = 90;

/** What an administrator sees of the keeping of the records. */
export async function statusOf(keeping: Keeping, db: ReadonlyDb, now: Date): Promise<Status> {
  const { engine } = keeping;
  const { schedule, passphraseChangedAt } = await selectSettings(db);
  const history = await selectSpaceSamples(db, HISTORY_DAYS);
  const last = await selectLastBackup(db);
  return {
    recordsBytes: engine.store.byteLength(),
    filesBytes: engine.files.byteLength(),
    freeBytes: await engine.freeBytes(),
    daysLeft: daysLeft(history),
    history: [...history],
    hasKeychain: engine.keys.hasKeychain(),
    passphraseChangedAt,
    pagesUnderOlderKey: engine.keys.rowsUnderOlderKey(),
    schedule,
    backupFolder: backupFolderOf(engine, schedule),
    lastBackup: last && (await summaryOf(last)),
    nextBackupAt: (await dueAt(keeping, db, now))?.toISOString() ?? null,
    lastVerify: await selectLastCheck(db),
  };
}

/** When the next scheduled backup is due; null when none is scheduled. */
export async function dueAt(keeping: Keeping, db: ReadonlyDb, now: Date): Promise<Date | null> {
  const { schedule } = await selectSettings(db);
  const [newest] = await selectBackupsMade(db, backupFolderOf(keeping.engine, schedule));
  const history = {
    lastMadeAt: newest?.madeAt ?? null,
    lastFailedAt: keeping.lastFailure()?.at ?? null,
  };
  return nextBackupAt(schedule.everyHours, history, now);
}

async function summaryOf(backup: KeptBackup): Promise<BackupSummary> {
  const { folder, fileName, madeAt, byteLength, counts, digest } = backup;
  const isThere = await isStillBackup(join(folder, fileName), { byteLength, headSeal: digest });
  const problem = isThere
    ? null
    : 'It is not where it was made: moved, deleted, or on a drive that is not connected.';
  return { fileName, madeAt, byteLength, release: null, counts, problem };
}
