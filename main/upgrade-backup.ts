import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { backupFileName } from '../shared/storage/backup-name.ts';
import { CARETRAIL_VERSION } from '../shared/base/version.ts';
import type { RecordsPlace } from './records-place.ts';
import { makeDefaultFolder } from './platform/backup/backup-folder.ts';
import { type BackupSource, makeBackup } from './platform/backup/make-backup.ts';
import { dataPaths } from './platform/data-directory.ts';
import { isMovedFolder } from './platform/first-records/plain-folder.ts';
import type { OnProgress } from './platform/gate/gate-effects.ts';
import { TargetRefused } from './platform/target-file.ts';

/** The records stay as the earlier release left them; the message is fit for a user. */
export class UpgradeNotBackedUp extends Error {
  override name = 'UpgradeNotBackedUp';
  constructor(folder: string, cause: unknown) {
    super(
      `This release must change the records, and the backup that is made before could not be. Nothing was changed. ${whatToDo(folder, cause)}`,
      { cause },
    );
  }
}

function whatToDo(folder: string, cause: unknown): string {
  const problem = cause instanceof TargetRefused ? cause.problem : null;
  if (problem === 'NoRoom') return 'Make room on the disk, then open Caretrail again.';
  if (problem !== null)
    return `The folder ${folder} cannot be written to. Make sure that it can, then open Caretrail again.`;
  return 'Something in the records seems to be damaged: check them with the release before, or restore the last good backup.';
}

/** Backs the records of an earlier release up beside them, before this one changes anything. */
export async function backUpBeforeUpgrade(
  { dataDir, clock }: Pick<RecordsPlace, 'dataDir' | 'clock'>,
  source: BackupSource,
  onProgress: OnProgress,
): Promise<void> {
  const { backups, plainRecords } = dataPaths(dataDir);
  // They were moved in just now, and are removed only once they have opened.
  if (isMovedFolder(plainRecords)) return;
  const madeAt = clock();
  try {
    await makeDefaultFolder(backups);
    const name = backupFileName(madeAt, (each) => existsSync(join(backups, each)));
    const target = { path: join(backups, name), mayReplace: false };
    await makeBackup(source, target, { madeAt, release: CARETRAIL_VERSION, onProgress });
  } catch (error) {
    throw new UpgradeNotBackedUp(backups, error);
  }
}
