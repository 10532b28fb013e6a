import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { backupFileName, namedBackup } from '../../shared/storage/backup-name.ts';
import { backupsToDelete } from '../../shared/storage/backup-rotation.ts';
import {
  isStillBackup,
  makeDefaultFolder,
  removeAbandoned,
} from '../platform/backup/backup-folder.ts';
import type { LongWork, StorageEngine } from '../platform/storage-engine.ts';
import { stagedPath, type Target } from '../platform/target-file.ts';
import { backupCountsOf } from './actions.ts';
import type { KeptBackup, NewBackup } from './store.ts';

/** Where scheduled backups and those of the screen go. */
export function backupFolderOf(
  engine: Pick<StorageEngine, 'defaultFolder'>,
  { folder }: { readonly folder: string | null },
): string {
  return folder ?? engine.defaultFolder;
}

/** Where a backup made now goes, under a name that nothing in the folder has. */
export async function nextTarget(
  engine: Pick<StorageEngine, 'defaultFolder'>,
  folder: string,
  now: Date,
): Promise<Target> {
  if (folder === engine.defaultFolder) await makeDefaultFolder(folder);
  await removeAbandoned(folder, isStagedBackup, now.getTime());
  const name = backupFileName(now, (each) => existsSync(join(folder, each)));
  return { path: join(folder, name), mayReplace: false };
}

function isStagedBackup(fileName: string): boolean {
  const name = basename(fileName, stagedPath(''));
  return name !== fileName && namedBackup(name) !== null;
}

/** Makes and verifies a backup; answers what is to be written down of it. */
export async function makeKeptBackup(
  engine: StorageEngine,
  { target, isScheduled }: { readonly target: Target; readonly isScheduled: boolean },
  work: LongWork,
): Promise<NewBackup & { readonly filesLeftOut: number }> {
  const { path, byteLength, manifest } = await engine.backUp(target, work);
  return {
    isScheduled,
    madeAt: manifest.madeAt,
    folder: dirname(path),
    fileName: basename(path),
    byteLength,
    commitNumber: manifest.commitNumber,
    counts: backupCountsOf(manifest.tables),
    digest: manifest.headSeal,
    filesLeftOut: manifest.files.leftOut,
  };
}

/**
 * Deletes the scheduled backups of a folder that enough newer good ones make needless. `made` are those
 * written down; a file that is not one of them, such as another computer's, is never touched.
 */
export async function rotate(made: readonly KeptBackup[], keep: number): Promise<void> {
  const standing = made.filter(({ folder, fileName }) => existsSync(join(folder, fileName)));
  const rotatable = standing.map(async (backup) => ({
    fileName: backup.fileName,
    madeAt: backup.madeAt,
    isScheduled: backup.isScheduled,
    isGood: await isStillBackup(join(backup.folder, backup.fileName), {
      byteLength: backup.byteLength,
      headSeal: backup.digest,
    }),
  }));
  const gone = new Set(backupsToDelete(await Promise.all(rotatable), keep));
  for (const { folder, fileName } of standing)
    if (gone.has(fileName)) await rm(join(folder, fileName), { force: true });
}
