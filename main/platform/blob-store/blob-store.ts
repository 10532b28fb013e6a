import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { StoredFile } from '../../../shared/base/bridge.ts';
import type { DeletedFiles, FileStore } from '../file-store.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { Durability } from '../page-store/exclusive-file.ts';
import type { Reseal } from '../page-store/reseal.ts';
import type { CheckDepth } from '../page-store/row-check.ts';
import type { StoreFault } from '../page-store/store-errors.ts';
import { createTurns } from '../turns.ts';
import { addFromBackup, copyIntoBackup } from './backup-copies.ts';
import { closing } from './blob-reader.ts';
import { beginFileCheck, type FileCheck } from './file-check.ts';
import type { WritingParts } from './file-parts.ts';
import type { FileReading } from './file-reading.ts';
import { createFileRemoval, type FileRemoval } from './file-removal.ts';
import { beginFileReseal } from './file-reseal.ts';
import { CHUNK_BYTES, STEP_CHUNKS } from './file-tables.ts';
import { createFileWriting, type FileWriting } from './file-writing.ts';
import { openFilesFile, readingPartsOf } from './files-file.ts';
import { createHolds } from './holds.ts';
import { readsFiles, type ReadsFiles } from './reads-files.ts';
import type { Transferred, TransferOptions } from './transfer.ts';
import { createFileFaults, createPace, type FileFaults, writingPartsOf } from './writing-parts.ts';

/**
 * Files in one encrypted SQLite file beside the records, each under the SHA-256 of its bytes. Long work
 * is done in steps of a few milliseconds, between which others have the thread.
 */
export type BlobStore = FileStore & {
  readonly path: string;
  /** True when the file was not there and was made now. */
  readonly wasCreated: boolean;
  /** Grows by one with every commit. */
  readonly commitNumber: () => number;
  /** Sealed rows: entries, chunks of up to 256 KiB, and what is not finished. */
  readonly rowCount: () => number;
  /** True when the file is there and each of its bytes is what was put. */
  readonly isWhole: (digest: string) => Promise<boolean>;
  /** The last thing that went wrong with the file, until a commit succeeds after a full disk. */
  readonly fault: () => StoreFault | null;
  /** Calls `listener` for each fault until the returned function is called. */
  readonly onFault: (listener: (fault: StoreFault) => void) => () => void;
  readonly beginCheck: (depth: CheckDepth) => FileCheck;
  /** Puts every row under the current key of another keyring, in steps. */
  readonly beginReseal: (keyring: Keyring) => Reseal;
  /**
   * Copies every whole file into the SQLite file at `path`, which nobody may have open, beside what is in
   * it. Nothing is deleted meanwhile. Throws StoreFull or StoreFailing for the target.
   */
  readonly copyInto: (path: string, options?: TransferOptions) => Promise<Transferred>;
  /** Adds every whole file of the backup at `path`, which is of this store's keyring. */
  readonly restoreFrom: (path: string, options?: TransferOptions) => Promise<Transferred>;
  /** Resolves once what an earlier run left unfinished is cleared away. */
  readonly whenTidy: () => Promise<void>;
  readonly close: () => void;
};

export type BlobStoreOptions = {
  readonly durability?: Durability;
  /** For tests of what a failing disk does: called before each commit reaches SQLite's COMMIT. */
  readonly beforeCommit?: () => void;
  /** For tests of a full disk: the file grows no further than this. */
  readonly maxByteLength?: number;
  /** Free space that stays in the file after deleting, for the next files. */
  readonly keepFreeBytes?: number;
};

const KEEP_FREE_BYTES = 32 * 1024 * 1024;

/**
 * Opens the store for this process alone, or makes it. Throws DatabaseInUse, FilesDamaged (openBlobReader
 * may still read), StoreFromNewerRelease, and WrongKey when the keyring is another store's.
 */
export function openBlobStore(
  path: string,
  keyring: Keyring,
  options: BlobStoreOptions = {},
): BlobStore {
  const { sqlite, wasCreated } = openFilesFile(path, keyring, options);
  const pace = createPace();
  try {
    const faults = createFileFaults();
    const reading = readingPartsOf(sqlite, keyring, pace.pause);
    const parts = writingPartsOf(reading, faults, options.beforeCommit);
    const opened: Opened = { path, wasCreated, parts, faults, keyring };
    return { ...storeOver(opened, options), close: closing(sqlite, pace.close) };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

type Opened = {
  readonly path: string;
  readonly wasCreated: boolean;
  readonly parts: WritingParts;
  readonly faults: FileFaults;
  readonly keyring: Keyring;
};

function storeOver(
  { path, wasCreated, parts, faults, keyring }: Opened,
  options: BlobStoreOptions,
): Omit<BlobStore, 'close'> {
  const holds = createHolds();
  const removal = createFileRemoval(parts, holds);
  const clear = (): Promise<void> => removal.clearUnfinished((each) => writing.isUnderWay(each));
  const writing: FileWriting = createFileWriting(parts, clear);
  const reads = readsFiles(parts);
  // What cannot be cleared now, because the disk is full or the store closes, is at the next opening.
  const tidy = clear().catch(() => undefined);
  let ring = keyring;
  return {
    ...reads,
    ...writes(parts, writing),
    path,
    wasCreated,
    commitNumber: () => parts.rows.commitNumber(),
    rowCount: () => parts.rows.rowCount(),
    isWhole: writing.isWhole,
    fault: faults.last,
    onFault: faults.listen,
    holdDeletions: holds.take,
    deleteUnreferenced: deletion(removal, { reads, reading: parts.reading, clear, ...options }),
    byteLength: () => sizeOf(path) + sizeOf(`${path}-wal`),
    beginCheck: (depth) => beginFileCheck(parts, depth),
    beginReseal(next) {
      ring = next;
      return beginFileReseal(parts, next);
    },
    copyInto: (target, transfer) =>
      copyIntoBackup(parts, { path: target, keyring: ring, transfer, hold: holds.take }),
    restoreFrom: (backup, transfer) =>
      addFromBackup({ parts, writing }, { path: backup, keyring: ring, transfer }),
    whenTidy: () => tidy,
  };
}

/** Putting what is there already reads it, and writes it anew only when it is damaged. */
function writes(
  { pause }: WritingParts,
  { putStream, isWhole }: FileWriting,
): Pick<FileStore, 'put' | 'putStream'> {
  return {
    putStream,
    async put(bytes) {
      const hash = createHash('sha256');
      const stepBytes = CHUNK_BYTES * STEP_CHUNKS;
      for (let at = 0; at < bytes.length; at += stepBytes) {
        if (at > 0) await pause();
        hash.update(bytes.subarray(at, at + stepBytes));
      }
      const digest = hash.digest('hex');
      if (await isWhole(digest)) return digest;
      return (await putStream([bytes])).digest;
    },
  };
}

function deletion(
  removal: FileRemoval,
  parts: {
    readonly reads: ReadsFiles;
    readonly reading: FileReading;
    readonly clear: () => Promise<void>;
    readonly keepFreeBytes?: number;
  },
): FileStore['deleteUnreferenced'] {
  const { reads, reading, clear, keepFreeBytes = KEEP_FREE_BYTES } = parts;
  const inTurn = createTurns();
  return (isReferenced, among) =>
    inTurn(async () => {
      let deleted: DeletedFiles = { fileCount: 0, byteLength: 0 };
      for await (const { digest, byteLength } of among ? some(reading, among) : reads.list()) {
        if (!(await removal.removeUnless(digest, async () => isReferenced(digest)))) continue;
        deleted = {
          fileCount: deleted.fileCount + 1,
          byteLength: deleted.byteLength + byteLength,
        };
      }
      await clear();
      await removal.vacuum(keepFreeBytes);
      return deleted;
    });
}

function some(reading: FileReading, digests: readonly string[]): readonly StoredFile[] {
  return digests.flatMap((digest) => reading.find(digest)?.entry ?? []);
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
