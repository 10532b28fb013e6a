import type { BackupSchedule, VerifyReport } from '../../shared/storage/contract.ts';
import { verifyReport } from '../../shared/storage/contract.ts';
import type { SpaceSample } from '../../shared/storage/days-left.ts';
import { type BackupSummary, backupCounts } from '../../shared/store/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

export type BackupCounts = NonNullable<BackupSummary['counts']>;

export type KeepingSettings = {
  readonly schedule: BackupSchedule;
  readonly passphraseChangedAt: string | null;
};

export async function selectSettings(db: ReadonlyDb): Promise<KeepingSettings> {
  const row = await db.selectFrom('storageSettings').selectAll().executeTakeFirstOrThrow();
  return {
    schedule: { folder: row.backupFolder, everyHours: row.backupEveryHours, keep: row.backupKeep },
    passphraseChangedAt: row.passphraseChangedAt,
  };
}

export async function updateSchedule(tx: Tx, schedule: BackupSchedule): Promise<void> {
  await tx
    .updateTable('storageSettings')
    .set({
      backupFolder: schedule.folder,
      backupEveryHours: schedule.everyHours,
      backupKeep: schedule.keep,
    })
    .execute();
}

export async function updatePassphraseChangedAt(tx: Tx, changedAt: string): Promise<void> {
  await tx.updateTable('storageSettings').set({ passphraseChangedAt: changedAt }).execute();
}

/** A backup that was made and verified, as it is written down. */
export type KeptBackup = {
  readonly id: string;
  readonly madeAt: string;
  readonly folder: string;
  readonly fileName: string;
  readonly byteLength: number;
  readonly isScheduled: boolean;
  readonly commitNumber: number;
  readonly counts: BackupCounts;
  /** The seal over its pages, which tells whether a file is still this backup. */
  readonly digest: string;
};

export type NewBackup = Omit<KeptBackup, 'id'>;

export async function insertBackupMade(tx: Tx, backup: KeptBackup): Promise<void> {
  await tx
    .insertInto('backupsMade')
    .values({ ...backup, counts: JSON.stringify(backup.counts) })
    .execute();
}

/** The backups made into a folder, newest first. */
export async function selectBackupsMade(
  db: ReadonlyDb,
  folder: string,
): Promise<readonly KeptBackup[]> {
  const rows = await db
    .selectFrom('backupsMade')
    .selectAll()
    .where('folder', '=', folder)
    .orderBy('madeAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, counts: backupCounts.parse(row.counts) }));
}

/** The newest backup, wherever it was made into; null when there is none. */
export async function selectLastBackup(db: ReadonlyDb): Promise<KeptBackup | null> {
  const row = await db
    .selectFrom('backupsMade')
    .selectAll()
    .orderBy('madeAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { ...row, counts: backupCounts.parse(row.counts) } : null;
}

export async function insertCheck(
  tx: Tx,
  check: { readonly id: string; readonly report: VerifyReport },
): Promise<void> {
  const { checkedAt, isHealthy } = check.report;
  await tx
    .insertInto('storageChecks')
    .values({
      id: check.id,
      kind: 'verify',
      checkedAt,
      isHealthy,
      report: JSON.stringify(check.report),
    })
    .execute();
}

export async function selectLastCheck(db: ReadonlyDb): Promise<VerifyReport | null> {
  const row = await db
    .selectFrom('storageChecks')
    .select('report')
    .orderBy('checkedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? verifyReport.parse(row.report) : null;
}

/** The last of a day stands for it. */
export async function upsertSpaceSample(tx: Tx, sample: SpaceSample): Promise<void> {
  const { usedBytes, freeBytes } = sample;
  await tx
    .insertInto('spaceSamples')
    .values(sample)
    .onConflict((conflict) => conflict.column('day').doUpdateSet({ usedBytes, freeBytes }))
    .execute();
}

/** The newest samples, oldest first. */
export async function selectSpaceSamples(
  db: ReadonlyDb,
  limit: number,
): Promise<readonly SpaceSample[]> {
  const rows = await db
    .selectFrom('spaceSamples')
    .selectAll()
    .orderBy('day', 'desc')
    .limit(limit)
    .execute();
  return rows.toReversed();
}

/** Since when there are records here: when the site was set up; null before. */
export async function selectRecordsSince(db: ReadonlyDb): Promise<string | null> {
  const row = await db.selectFrom('sites').select('createdAt').executeTakeFirst();
  return row?.createdAt ?? null;
}
