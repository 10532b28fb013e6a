import type { ReadonlyDb } from './database.ts';
import type { PassphraseLock } from './keys/passphrase-wrap.ts';

/** Where copies of these records go, and who can open them. */
export type KeepingPlace = {
  /** Where backups go, and whether that is the folder beside the records, which is made where it is missing. */
  readonly folder: (db: ReadonlyDb) => Promise<BackupFolder>;
  /** What the recovery passphrase opens; null where there is no way to it. */
  readonly lock: () => PassphraseLock | null;
  /** Makes a verified backup in that folder; answers its path. Throws TargetRefused and BackupNotVerified. */
  readonly backUp: (folder: BackupFolder, now: Date) => Promise<string>;
};

export type BackupFolder = { readonly path: string; readonly isDefault: boolean };
