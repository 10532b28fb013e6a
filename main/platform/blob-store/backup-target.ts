import { open } from 'node:fs/promises';
import Database from 'better-sqlite3';
import type { Keyring } from '../keys/keyring.ts';
import type { WritingParts } from './file-parts.ts';
import { createFileRemoval } from './file-removal.ts';
import { hasFileTables } from './file-tables.ts';
import { createFileWriting } from './file-writing.ts';
import { addFileTables, readingPartsOf } from './files-file.ts';
import { createHolds } from './holds.ts';
import { withStoreErrors } from './blob-errors.ts';
import type { TransferTarget } from './transfer.ts';
import { createFileFaults, createPace, writingPartsOf } from './writing-parts.ts';

/** Steps of a megabyte between two flushes to the disk, so that the last one need not take long. */
const STEPS_PER_FLUSH = 64;

/**
 * A backup file that stored files are copied into, beside what is in it already. What a cut-off copy
 * leaves is not complete and must be removed; `flush` is what makes it last.
 */
export type BackupTarget = TransferTarget & {
  readonly flush: () => Promise<void>;
  readonly close: () => void;
};

export function openBackupTarget(path: string, keyring: Keyring): BackupTarget {
  return withStoreErrors(() => {
    const sqlite = new Database(path, { fileMustExist: true });
    try {
      // One file without a log beside it; durable by a flush, off this thread, rather than by SQLite.
      sqlite.pragma('journal_mode = DELETE');
      sqlite.pragma('journal_mode = MEMORY');
      sqlite.pragma('synchronous = OFF');
      if (!hasFileTables(sqlite)) addFileTables(sqlite, keyring);
      const flush = (): Promise<void> => flushFile(path);
      const reading = readingPartsOf(sqlite, keyring, flushingPace(flush));
      return targetOver(writingPartsOf(reading, createFileFaults()), flush);
    } catch (error) {
      sqlite.close();
      throw error;
    }
  });
}

function targetOver(parts: WritingParts, flush: () => Promise<void>): BackupTarget {
  const removal = createFileRemoval(parts, createHolds());
  const writing = createFileWriting(parts, () => removal.clearUnfinished(() => false));
  return {
    putStream: writing.putStream,
    has: (digest) => Boolean(parts.reading.find(digest)?.entry),
    flush,
    close: () => parts.sqlite.close(),
  };
}

function flushingPace(flush: () => Promise<void>): () => Promise<void> {
  const { pause } = createPace();
  let steps = 0;
  return async () => {
    steps += 1;
    await (steps % STEPS_PER_FLUSH === 0 ? flush() : pause());
  };
}

async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
