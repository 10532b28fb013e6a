import { FileDamaged } from './blob-errors.ts';
import type { ReadingParts } from './file-parts.ts';
import { chunksInSteps, type FoundFile } from './file-reading.ts';
import type { FileWriting } from './file-writing.ts';
import { chunkCount, type FileEntry, fileTables } from './file-tables.ts';

export type TransferOptions = {
  /** Rows looked at, of `total`. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Rejects with the signal's reason; what was copied so far stays. */
  readonly signal?: AbortSignal;
};

export type Transferred = {
  /** What the target has of the source now, copied by this run or before. */
  readonly fileCount: number;
  readonly byteLength: number;
  /** Digests of files that could not be copied because they are damaged; null where the digest is unknown. */
  readonly damaged: readonly (string | null)[];
};

export type TransferTarget = Pick<FileWriting, 'putStream'> & {
  readonly has: (digest: string) => boolean;
};

/**
 * Copies every whole file of one store into another, in steps. Each is opened, compared with its digest
 * and sealed anew, so that no damage is copied. Run again, it goes on where it was stopped.
 */
export async function transferFiles(
  source: ReadingParts,
  target: TransferTarget,
  { onProgress = () => undefined, signal }: TransferOptions,
): Promise<Transferred> {
  const { reading, pause } = source;
  const damaged: (string | null)[] = [];
  const total = rowCount(source);
  let [fileCount, byteLength, done] = [0, 0, 0];
  for (let found = firstAfter(source, -1); found; found = firstAfter(source, found.rowId)) {
    signal?.throwIfAborted();
    const { entry } = found;
    if (entry && (await copyOne(entry))) {
      fileCount += 1;
      byteLength += entry.byteLength;
    } else damaged.push(entry?.digest ?? null);
    done += entry ? 1 + chunkCount(entry.byteLength) : 1;
    onProgress(Math.min(done, total), total);
    await pause();
  }
  return { fileCount, byteLength, damaged };

  async function copyOne(entry: FileEntry): Promise<boolean> {
    if (target.has(entry.digest)) return true;
    try {
      await target.putStream(chunksInSteps(reading.chunksOf(entry), pause));
      return true;
    } catch (error) {
      if (error instanceof FileDamaged) return false;
      throw error;
    }
  }
}

function firstAfter({ reading }: ReadingParts, rowId: number): FoundFile | undefined {
  return reading.entriesAfter(rowId, 1)[0];
}

function rowCount({ sqlite }: ReadingParts): number {
  const counts = [fileTables.entry, fileTables.chunk].map(({ name }) =>
    Number(sqlite.prepare(`SELECT count(*) FROM ${name}`).pluck().get()),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
