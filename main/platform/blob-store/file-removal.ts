import type { RowChanges } from '../page-store/sealed-rows.ts';
import type { FoundFile } from './file-reading.ts';
import type { WritingParts } from './file-parts.ts';
import { chunkId, fileTables, STEP_CHUNKS } from './file-tables.ts';
import type { Holds } from './holds.ts';

/** Chunks removed in one transaction; freeing a chunk's pages costs less than writing them. */
const CHUNKS_PER_REMOVAL = 2 * STEP_CHUNKS;
/** How much free space one step gives back to the disk. */
const VACUUM_STEP_BYTES = 1024 * 1024;

const { entry: entries, chunk: chunks, unfinished } = fileTables;

/** An unfinished file has nothing to tell but its number. */
export const UNFINISHED = Buffer.alloc(0);

export type FileRemoval = {
  /** Removes what was cut off or taken away, but for what `isUnderWay` says is still being written. */
  readonly clearUnfinished: (isUnderWay: (fileNumber: number) => boolean) => Promise<void>;
  /** True when the file was there and is gone. Waits while deletions are held. */
  readonly removeUnless: (digest: string, isNeeded: () => Promise<boolean>) => Promise<boolean>;
  /** Gives free space back to the disk until no more than `keepBytes` of it are left. */
  readonly vacuum: (keepBytes: number) => Promise<void>;
};

export function createFileRemoval(parts: WritingParts, holds: Holds): FileRemoval {
  const { sqlite, reading, commit, pause } = parts;
  const unfinishedNumbers = sqlite
    .prepare<[], number>(`SELECT id FROM ${unfinished.name} ORDER BY id`)
    .pluck();
  const chunkIds = sqlite
    .prepare<[number, number, number], number>(
      `SELECT id FROM ${chunks.name} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?`,
    )
    .pluck();

  async function clear(fileNumber: number): Promise<void> {
    const range = [chunkId(fileNumber, 0), chunkId(fileNumber + 1, 0)] as const;
    for (;;) {
      const ids = chunkIds.all(...range, CHUNKS_PER_REMOVAL);
      const [first, last] = [ids[0], ids.at(-1)];
      const isRest = ids.length < CHUNKS_PER_REMOVAL;
      commit((changes) => {
        if (first !== undefined && last !== undefined) changes.removeRange(chunks, first, last + 1);
        if (isRest) changes.remove(unfinished, fileNumber);
      });
      await pause();
      if (isRest) return;
    }
  }
  return {
    async clearUnfinished(isUnderWay) {
      for (const fileNumber of unfinishedNumbers.all())
        if (!isUnderWay(fileNumber)) await clear(fileNumber);
    },
    removeUnless: (digest, isNeeded) =>
      holds.removeUnless(isNeeded, () => {
        const found = reading.find(digest);
        if (found) commit((changes) => takeAway(changes, found));
        return found !== null;
      }),
    async vacuum(keepBytes) {
      const pageBytes = Number(sqlite.pragma('page_size', { simple: true }));
      const free = (): number => Number(sqlite.pragma('freelist_count', { simple: true }));
      // A file that cannot shrink keeps its free space.
      for (let [before, now] = [Infinity, free()]; now < before && now * pageBytes > keepBytes; ) {
        commit(() => sqlite.pragma(`incremental_vacuum(${VACUUM_STEP_BYTES / pageBytes})`));
        [before, now] = [now, free()];
        await pause();
      }
    },
  };
}

/** Takes an entry away and marks its chunks as counting for nothing, in one transaction. */
export function takeAway(changes: RowChanges, { rowId, entry }: FoundFile): void {
  changes.remove(entries, rowId);
  if (entry) changes.put(unfinished, entry.fileNumber, UNFINISHED);
}
