import { createHash } from 'node:crypto';
import type { StoredFile } from '../../../shared/base/bridge.ts';
import type { RowChanges } from '../page-store/sealed-rows.ts';
import { FileDamaged } from './blob-errors.ts';
import type { ByteSource } from '../file-store.ts';
import { chunkGroups } from './file-chunks.ts';
import type { WritingParts } from './file-parts.ts';
import { chunksInSteps, type FoundFile } from './file-reading.ts';
import { takeAway, UNFINISHED } from './file-removal.ts';
import { chunkId, entryBytes, fileTables } from './file-tables.ts';

const { entry: entries, chunk: chunkTable, unfinished } = fileTables;

export type FileWriting = {
  /** Stores a stream; what is cut off leaves nothing that counts. */
  readonly putStream: (source: ByteSource) => Promise<StoredFile>;
  /** True when the file is there and each of its bytes is what was put. */
  readonly isWhole: (digest: string) => Promise<boolean>;
  readonly isUnderWay: (fileNumber: number) => boolean;
};

/** A file on its way in: its first group is not written before a second one comes. */
type Incoming = {
  readonly fileNumber: () => number | null;
  /** Writes a group in one transaction; with `end` the file is complete. */
  readonly add: (chunks: readonly Buffer[], end?: EndOfFile) => void;
};

/** What else the transaction does that writes the last group. */
type EndOfFile = (changes: RowChanges, fileNumber: number) => void;

export function createFileWriting(
  parts: WritingParts,
  clearUnfinished: () => Promise<void>,
): FileWriting {
  const underWay = new Set<number>();
  return {
    isUnderWay: (fileNumber) => underWay.has(fileNumber),
    async isWhole(digest) {
      const found = parts.reading.find(digest);
      return found !== null && isSound(parts, found);
    },
    async putStream(source) {
      const incoming = incomingFile(parts, (fileNumber) => underWay.add(fileNumber));
      let isComplete = false;
      try {
        const { file, lastChunks } = await receive(parts, source, incoming);
        isComplete = await complete(parts, file, { incoming, lastChunks });
        return file;
      } finally {
        const fileNumber = incoming.fileNumber();
        if (fileNumber !== null) underWay.delete(fileNumber);
        // What cannot be cleared now, because the disk is full, is cleared at the next opening.
        if (fileNumber !== null && !isComplete) await clearUnfinished().catch(() => undefined);
      }
    },
  };
}

function incomingFile(
  { rows, commit }: WritingParts,
  onBegin: (fileNumber: number) => void,
): Incoming {
  let begunAs: number | null = null;
  let chunkCount = 0;
  return {
    fileNumber: () => begunAs,
    add(chunks, end) {
      // Each commit has a number of its own, so a file can go by that of its first.
      const fileNumber = begunAs ?? rows.commitNumber() + 1;
      commit((changes) => {
        chunks.forEach((chunk, at) =>
          changes.put(chunkTable, chunkId(fileNumber, chunkCount + at), chunk),
        );
        if (end) end(changes, fileNumber);
        else if (begunAs === null) changes.put(unfinished, fileNumber, UNFINISHED);
      });
      if (begunAs === null) onBegin(fileNumber);
      begunAs = fileNumber;
      chunkCount += chunks.length;
    },
  };
}

/** Writes all groups of a stream but the last, with which the file will be complete. */
async function receive({ pause }: WritingParts, source: ByteSource, incoming: Incoming) {
  const hash = createHash('sha256');
  let byteLength = 0;
  for await (const { chunks, isLast } of chunkGroups(source)) {
    for (const chunk of chunks) {
      hash.update(chunk);
      byteLength += chunk.length;
    }
    if (isLast) return { file: { digest: hash.digest('hex'), byteLength }, lastChunks: chunks };
    incoming.add(chunks);
    await pause();
  }
  throw new Error('A stream ends with its last group');
}

/** False when the same content is stored already, and what was written of it must go. */
async function complete(
  parts: WritingParts,
  file: StoredFile,
  written: { readonly incoming: Incoming; readonly lastChunks: readonly Buffer[] },
): Promise<boolean> {
  const { reading } = parts;
  for (;;) {
    const before = reading.find(file.digest);
    if (before && (await isSound(parts, before))) return false;
    // Another may have stored it meanwhile. From here on nothing else runs.
    if (!isSame(before, reading.find(file.digest))) continue;
    written.incoming.add(written.lastChunks, (changes, fileNumber) => {
      if (before) takeAway(changes, before);
      changes.remove(unfinished, fileNumber);
      changes.put(entries, freePlace(parts, file.digest), entryBytes({ ...file, fileNumber }));
    });
    return true;
  }
}

/** True when every byte is what was put. */
async function isSound({ reading, pause }: WritingParts, { entry }: FoundFile): Promise<boolean> {
  if (!entry) return false;
  const chunks = chunksInSteps(reading.chunksOf(entry), pause);
  try {
    while (!(await chunks.next()).done);
    return true;
  } catch (error) {
    if (error instanceof FileDamaged) return false;
    throw error;
  }
}

function isSame(one: FoundFile | null, other: FoundFile | null): boolean {
  return one?.rowId === other?.rowId && one?.entry?.fileNumber === other?.entry?.fileNumber;
}

/** A row id for a new entry. */
export function freePlace({ names, reading }: WritingParts, digest: string): number {
  const free = names.newPlacesOf(digest).find((rowId) => !reading.isTaken(rowId));
  if (free === undefined) throw new Error('No place is left for this file');
  return free;
}
