import Database from 'better-sqlite3';
import type { Keyring } from '../keys/keyring.ts';
import type { Sqlite } from '../page-store/exclusive-file.ts';
import type { CheckDepth } from '../page-store/row-check.ts';
import type { SealedRows } from '../page-store/sealed-rows.ts';
import { SealBroken } from '../page-store/store-errors.ts';
import { FilesDamaged, withStoreErrors } from './blob-errors.ts';
import { beginFileCheck, type FileCheck } from './file-check.ts';
import type { ReadingParts } from './file-parts.ts';
import { readingPartsOf, rowsOf } from './files-file.ts';
import { readsFiles, type ReadsFiles } from './reads-files.ts';
import { createPace } from './writing-parts.ts';

/** The stored files in a backup, or in a file store that is too damaged to be written to. */
export type BlobReader = ReadsFiles & {
  readonly beginCheck: (depth: CheckDepth) => FileCheck;
  readonly close: () => void;
};

export type OpenReader = BlobReader & { readonly parts: ReadingParts };

/**
 * Opens the file tables of any SQLite file for reading only. Throws FilesDamaged, StoreFromNewerRelease
 * or WrongKey; a damaged head or entry leaves the other files readable.
 */
export function openBlobReader(path: string, keyring: Keyring): OpenReader {
  const sqlite = withStoreErrors(() => new Database(path, { readonly: true, fileMustExist: true }));
  const pace = createPace();
  try {
    const parts = readingPartsOf(sqlite, keyring, pace.pause);
    const rows = rowsIfWhole(parts);
    return {
      ...readsFiles(parts),
      parts,
      beginCheck: (depth) => beginFileCheck({ ...parts, rows }, depth),
      close: closing(sqlite, pace.close),
    };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function rowsIfWhole(parts: ReadingParts): SealedRows | null {
  try {
    return rowsOf(parts);
  } catch (error) {
    if (error instanceof FilesDamaged && error.cause instanceof SealBroken) return null;
    throw error;
  }
}

/** Closes once, however often it is asked to. */
export function closing(sqlite: Sqlite, before: () => void): () => void {
  return () => {
    before();
    if (sqlite.open) sqlite.close();
  };
}
