import { createHash } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import type { Sqlite } from '../page-store/exclusive-file.ts';
import type { RowTable } from '../page-store/row-table.ts';
import type { Sealed, Sealer } from '../page-store/sealing.ts';
import { SealBroken } from '../page-store/store-errors.ts';
import { FileDamaged, isUnreadable, withStoreErrors } from './blob-errors.ts';
import type { FileNames } from './file-names.ts';
import {
  CHUNK_BYTES,
  chunkCount,
  chunkId,
  type FileEntry,
  entryOf,
  fileTables,
  STEP_CHUNKS,
} from './file-tables.ts';

/** A row of the entries; without its entry when the row is damaged. */
export type FoundFile = { readonly rowId: number; readonly entry: FileEntry | null };

/** Reads files of any SQLite file that has their tables; needs no head, so that damage leaves the rest readable. */
export type FileReading = {
  /** The entry for a digest; a damaged row where it could stand, when there is no whole one. */
  readonly find: (digest: string) => FoundFile | null;
  /** True when an entry stands there, whole or not. */
  readonly isTaken: (rowId: number) => boolean;
  /** Entries in the order of their rows, behind `rowId`. */
  readonly entriesAfter: (rowId: number, limit: number) => readonly FoundFile[];
  /** The content of a row, null when there is none. Throws SealBroken, FilesDamaged or StoreFailing. */
  readonly read: (table: RowTable, rowId: number) => Buffer | null;
  /**
   * The file in chunks, each authenticated; the last comes only when all of them agree with the digest.
   * Throws FileDamaged.
   */
  readonly chunksOf: (entry: FileEntry) => Generator<Buffer, void>;
};

type Parts = {
  readonly sqlite: Sqlite;
  readonly sealer: Sealer;
  readonly names: FileNames;
};

export function createFileReading({ sqlite, sealer, names }: Parts): FileReading {
  const statements = new Map(
    [fileTables.entry, fileTables.chunk].map(({ name }): [string, Statement<[number], Sealed>] => [
      name,
      sqlite.prepare(`SELECT opening, serial, body FROM ${name} WHERE id = ?`),
    ]),
  );
  const idsAfter = sqlite
    .prepare<[number, number], number>(
      `SELECT id FROM ${fileTables.entry.name} WHERE id > ? ORDER BY id LIMIT ?`,
    )
    .pluck();

  const anyEntry = sqlite.prepare<[number]>(`SELECT 1 FROM ${fileTables.entry.name} WHERE id = ?`);

  function read(table: RowTable, rowId: number): Buffer | null {
    const sealed = withStoreErrors(() => statements.get(table.name)?.get(rowId));
    if (!sealed) return null;
    if (!isSealed(sealed)) throw new SealBroken();
    return sealer.open({ table: table.tag, rowId }, sealed);
  }
  function entryAt(rowId: number): FoundFile | null {
    const bytes = orBroken(() => read(fileTables.entry, rowId));
    if (bytes === null) return null;
    return { rowId, entry: bytes === 'broken' ? null : entryOf(bytes) };
  }
  return {
    read,
    find(digest) {
      const found = names.placesOf(digest).flatMap((rowId) => entryAt(rowId) ?? []);
      const whole = found.find(({ entry }) => entry?.digest === digest);
      return whole ?? found.find(({ entry }) => entry === null) ?? null;
    },
    isTaken: (rowId) => anyEntry.get(rowId) !== undefined,
    // A flipped bit in SQLite's own tree can hide a row from whoever asks for it by its id.
    entriesAfter: (rowId, limit) =>
      withStoreErrors(() => idsAfter.all(rowId, limit)).map(
        (each) => entryAt(each) ?? { rowId: each, entry: null },
      ),
    chunksOf: (entry) => chunksOf(read, entry),
  };
}

function* chunksOf(read: FileReading['read'], entry: FileEntry): Generator<Buffer, void> {
  const { byteLength, fileNumber } = entry;
  const hash = createHash('sha256');
  const last = chunkCount(byteLength) - 1;
  for (let at = 0; at <= last; at += 1) {
    const chunk = orBroken(() => read(fileTables.chunk, chunkId(fileNumber, at)));
    const expected = at === last ? byteLength - last * CHUNK_BYTES : CHUNK_BYTES;
    if (chunk === null || chunk === 'broken' || chunk.length !== expected) throw new FileDamaged();
    hash.update(chunk);
    if (at === last && hash.digest('hex') !== entry.digest) throw new FileDamaged();
    yield chunk;
  }
}

function orBroken<T>(work: () => T): T | 'broken' {
  try {
    return work();
  } catch (error) {
    if (error instanceof SealBroken || isUnreadable(error)) return 'broken';
    throw error;
  }
}

/** A flipped bit in SQLite's own bytes can make anything of a row. */
function isSealed({ opening, serial, body }: Record<keyof Sealed, unknown>): boolean {
  return (
    Number.isSafeInteger(opening) &&
    typeof serial === 'number' &&
    Number.isSafeInteger(serial) &&
    serial >= 0 &&
    serial < 2 ** 48 &&
    body instanceof Uint8Array
  );
}

/** The chunks of a file, letting others have their turn after each step. */
export async function* chunksInSteps(
  chunks: Iterable<Buffer>,
  pause: () => Promise<void>,
): AsyncGenerator<Buffer, void> {
  let chunksSincePause = 0;
  for (const chunk of chunks) {
    yield chunk;
    chunksSincePause += 1;
    if (chunksSincePause % STEP_CHUNKS === 0) await pause();
  }
}
