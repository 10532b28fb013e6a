import { readdir, stat } from 'node:fs/promises';
import Database from 'better-sqlite3';
import type { Keyring, KeyWrap } from '../keys/keyring.ts';
import type { Sqlite } from '../page-store/exclusive-file.ts';
import { keyWrapsOf } from '../page-store/key-wrap-table.ts';
import {
  SealBroken,
  StoreDamaged,
  StoreFromNewerRelease,
  WrongKey,
} from '../page-store/store-errors.ts';
import { checkFormat } from '../page-store/store-schema.ts';
import { BackupUnusable } from './backup-errors.ts';
import { type Manifest, readManifest } from './manifest.ts';

/** Looks into a backup without changing it. Throws BackupUnusable when it is none of this release's. */
export function lookInto<T>(path: string, look: (sqlite: Sqlite) => T): T {
  const sqlite = openReadOnly(path);
  try {
    checkFormat(sqlite);
    return look(sqlite);
  } catch (error) {
    throw asUnusable(error);
  } finally {
    sqlite.close();
  }
}

function openReadOnly(path: string): Sqlite {
  try {
    return new Database(path, { readonly: true, fileMustExist: true });
  } catch (error) {
    throw new BackupUnusable('UnknownFile', { cause: error });
  }
}

/** What a backup's file shows of itself as the answer to why it cannot be used. */
function asUnusable(error: unknown): unknown {
  if (error instanceof StoreFromNewerRelease)
    return new BackupUnusable('FromNewerRelease', { cause: error });
  if (error instanceof SealBroken) return new BackupUnusable('DamagedBackup', { cause: error });
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (error instanceof StoreDamaged || code === 'SQLITE_NOTADB')
    return new BackupUnusable('NotABackup', { cause: error });
  if (code !== '') return new BackupUnusable('DamagedBackup', { cause: error });
  return error;
}

/** The ways to a backup's key. */
export function backupKeyWraps(path: string): readonly KeyWrap[] {
  return lookInto(path, (sqlite) => keyWrapsOf(sqlite).all());
}

/** The manifest of a backup. Throws BackupUnusable, and WrongKey when it is sealed under another key. */
export function backupManifest(path: string, keyring: Keyring): Manifest {
  const manifest = lookInto(path, (sqlite) => readManifest(sqlite, keyring));
  if (!manifest) throw new BackupUnusable('NotABackup');
  return manifest;
}

/** A file that is named like a backup. */
export type FoundBackup = {
  readonly fileName: string;
  readonly byteLength: number;
  /** `otherKey`: whether it can be used, only the passphrase of its time tells. */
  readonly manifest: Manifest | BackupUnusable | 'otherKey';
};

/** The files of a folder that `isNamed` takes for backups, with what each says; none without the folder. */
export async function findBackups(
  folder: string,
  keyring: Keyring,
  isNamed: (fileName: string) => boolean,
): Promise<readonly FoundBackup[]> {
  const names = await readdir(folder).catch(() => []);
  const found = names.filter(isNamed).map(async (fileName) => {
    const path = `${folder}/${fileName}`;
    const { size: byteLength } = await stat(path);
    return { fileName, byteLength, manifest: manifestOrWhyNot(path, keyring) };
  });
  const settled = await Promise.allSettled(found);
  return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

function manifestOrWhyNot(path: string, keyring: Keyring): FoundBackup['manifest'] {
  try {
    return backupManifest(path, keyring);
  } catch (error) {
    if (error instanceof WrongKey) return 'otherKey';
    if (error instanceof BackupUnusable) return error;
    throw error;
  }
}
