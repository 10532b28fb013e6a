import { StoreFromNewerRelease } from '../page-store/store-errors.ts';
import { sealedTable } from '../page-store/store-schema.ts';
import type { Sqlite } from '../page-store/exclusive-file.ts';
import { FilesDamaged } from './blob-errors.ts';

/** Grows with every change of the format; a file with a higher one is refused. */
const FILE_FORMAT = 1;

/**
 * The tables of stored files, as they stand in `files.store` and beside the records in a backup.
 * An entry says which digest and length a file has and which number its chunks go by. An unfinished
 * one has no entry: its chunks are still coming, or going, and count for nothing.
 */
export const fileTables = {
  entry: { name: 'file_entry', tag: 1 },
  chunk: { name: 'file_chunk', tag: 2 },
  unfinished: { name: 'file_unfinished', tag: 3 },
} as const;
export const fileHead = { name: 'file_head', tag: 4 } as const;
export const FILE_OPENINGS = 'file_opening';

/** Bytes of a file in one row; only its last chunk is shorter, and an empty file has one empty chunk. */
export const CHUNK_BYTES = 256 * 1024;
/** What one step reads or writes at most: it keeps the thread for a few milliseconds. */
export const STEP_CHUNKS = 2;
/** Chunk ids per file number: files of up to 256 GiB, and 2^33 of them. */
const CHUNKS_PER_FILE = 2 ** 20;

/** What a file's entry holds. */
export type FileEntry = {
  /** SHA-256 of the content, 64 hexadecimal digits. */
  readonly digest: string;
  readonly byteLength: number;
  readonly fileNumber: number;
};

const DIGEST_BYTES = 32;
const ENTRY_BYTES = DIGEST_BYTES + 16;

export function entryBytes({ digest, byteLength, fileNumber }: FileEntry): Buffer {
  const bytes = Buffer.alloc(ENTRY_BYTES);
  bytes.write(digest, 'hex');
  bytes.writeBigUInt64BE(BigInt(byteLength), DIGEST_BYTES);
  bytes.writeBigUInt64BE(BigInt(fileNumber), DIGEST_BYTES + 8);
  return bytes;
}

export function entryOf(bytes: Buffer): FileEntry {
  return {
    digest: bytes.toString('hex', 0, DIGEST_BYTES),
    byteLength: Number(bytes.readBigUInt64BE(DIGEST_BYTES)),
    fileNumber: Number(bytes.readBigUInt64BE(DIGEST_BYTES + 8)),
  };
}

/** The row of a file's chunk; with `at` 0 the first of its range. */
export function chunkId(fileNumber: number, at: number): number {
  if (at >= CHUNKS_PER_FILE) throw new RangeError('A stored file may have 256 GiB at most');
  return fileNumber * CHUNKS_PER_FILE + at;
}

/** The file number that a chunk's row belongs to. */
export function fileNumberOf(id: number): number {
  return Math.floor(id / CHUNKS_PER_FILE);
}

export function chunkCount(byteLength: number): number {
  return Math.max(1, Math.ceil(byteLength / CHUNK_BYTES));
}

export function hasFileTables(sqlite: Sqlite): boolean {
  return (
    sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'file_format'").get() !== undefined
  );
}

/** To be called inside a transaction. */
export function createFileTables(sqlite: Sqlite): void {
  const sealed = [...Object.values(fileTables), fileHead];
  sqlite.exec(`
    CREATE TABLE file_format (version INTEGER NOT NULL) STRICT;
    INSERT INTO file_format (version) VALUES (${FILE_FORMAT});
    CREATE TABLE ${FILE_OPENINGS} (
      id INTEGER PRIMARY KEY,
      generation INTEGER NOT NULL,
      salt BLOB NOT NULL
    ) STRICT;
    ${sealed.map(({ name }) => sealedTable(name)).join('\n')}
  `);
}

/** Throws FilesDamaged where the tables are not, StoreFromNewerRelease where they are of a later format. */
export function checkFileFormat(sqlite: Sqlite): void {
  if (!hasFileTables(sqlite)) throw new FilesDamaged();
  const format: unknown = sqlite.prepare('SELECT version FROM file_format').pluck().get();
  if (typeof format !== 'number') throw new FilesDamaged();
  if (format > FILE_FORMAT) throw new StoreFromNewerRelease();
}
