import type { StoredFile } from '../../../shared/base/bridge.ts';
import { FileDamaged, FileGone } from './blob-errors.ts';
import type { ReadingParts } from './file-parts.ts';
import { chunksInSteps } from './file-reading.ts';
import type { FileEntry } from './file-tables.ts';

/** How stored files are read by whoever knows their digests. */
export type ReadsFiles = {
  /**
   * The bytes, authenticated and compared with their digest; null when there is no such file. Throws
   * FileDamaged when they are not what was put.
   */
  readonly get: (digest: string) => Promise<Uint8Array | null>;
  /**
   * The same in pieces. Each is authenticated; the last comes only when all of them agree with the digest,
   * so that whoever reads to the end has the whole file. The stream throws FileDamaged otherwise, and
   * FileGone when the file is deleted meanwhile.
   */
  readonly getStream: (digest: string) => Promise<AsyncIterable<Uint8Array> | null>;
  /** True when the file's entry is there; its bytes are not looked at. */
  readonly exists: (digest: string) => Promise<boolean>;
  /** All files whose entries open, in no order that means anything. They may come and go meanwhile. */
  readonly list: () => AsyncIterable<StoredFile>;
};

const ENTRIES_PER_STEP = 100;

export function readsFiles(parts: ReadingParts): ReadsFiles {
  const { reading, pause } = parts;
  function entryFor(digest: string): FileEntry | null {
    const found = reading.find(digest);
    if (found && !found.entry) throw new FileDamaged();
    return found?.entry ?? null;
  }
  async function* piecesOf(entry: FileEntry): AsyncGenerator<Buffer, void> {
    try {
      yield* chunksInSteps(reading.chunksOf(entry), pause);
    } catch (error) {
      throw error instanceof FileDamaged && isGone(entry) ? new FileGone() : error;
    }
  }
  /** Also when the same content was stored again since: it goes by another number. */
  function isGone({ digest, fileNumber }: FileEntry): boolean {
    const found = reading.find(digest);
    return found === null || (found.entry !== null && found.entry.fileNumber !== fileNumber);
  }
  async function get(digest: string): Promise<Uint8Array | null> {
    const entry = entryFor(digest);
    if (!entry) return null;
    const bytes = Buffer.allocUnsafeSlow(entry.byteLength);
    let at = 0;
    try {
      for await (const chunk of piecesOf(entry)) {
        bytes.set(chunk, at);
        at += chunk.length;
      }
    } catch (error) {
      if (error instanceof FileGone) return get(digest);
      throw error;
    }
    return bytes;
  }
  return {
    get,
    async getStream(digest) {
      const entry = entryFor(digest);
      return entry && piecesOf(entry);
    },
    exists: async (digest) => Boolean(reading.find(digest)?.entry),
    list: () => listed(parts),
  };
}

async function* listed({ reading, pause }: ReadingParts): AsyncGenerator<StoredFile, void> {
  let last = -1;
  for (;;) {
    const found = reading.entriesAfter(last, ENTRIES_PER_STEP);
    for (const { entry } of found)
      if (entry) yield { digest: entry.digest, byteLength: entry.byteLength };
    if (found.length < ENTRIES_PER_STEP) return;
    last = found.at(-1)?.rowId ?? last;
    await pause();
  }
}
