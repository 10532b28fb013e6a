import { openBlobStore } from '../blob-store/blob-store.ts';
import type { OnCopyProgress } from '../copy-thread/copy-work.ts';
import type { Keyring } from '../keys/keyring.ts';
import { BackupUnusable } from './backup-errors.ts';
import type { Manifest } from './manifest.ts';

type UnpackFiles = {
  readonly backupPath: string;
  readonly filesPath: string;
  readonly keyring: Keyring;
  readonly onProgress: OnCopyProgress;
};

/** Puts the stored files of a backup into a store of their own; each is compared with its digest. */
export async function unpackFiles(
  { backupPath, filesPath, keyring, onProgress }: UnpackFiles,
  manifest: Manifest,
): Promise<void> {
  const files = openBlobStore(filesPath, keyring, { durability: 'OFF' });
  try {
    const { fileCount, damaged } = await files.restoreFrom(backupPath, {
      onProgress: (done, total) => onProgress({ label: 'Copying files', done, total }),
    });
    if (damaged.length > 0 || fileCount !== manifest.files.count)
      throw new BackupUnusable('DamagedBackup');
  } finally {
    files.close();
  }
}
