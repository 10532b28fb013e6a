import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { StoredFile } from '../../shared/base/bridge.ts';
import { createHolds } from './blob-store/holds.ts';

/** Files beside the database, each under the SHA-256 of its bytes, so that none is ever changed. */
export type FileStore = {
  /** Returns the digest once the bytes are on the disk. They must not change meanwhile. */
  readonly put: (bytes: Uint8Array) => Promise<string>;
  /** Stores a stream without holding it in memory; one that fails or is cut off leaves nothing. */
  readonly putStream: (source: ByteSource) => Promise<StoredFile>;
  /** The bytes, checked against their digest; null when there is no such file. Throws when altered. */
  readonly get: (digest: string) => Promise<Uint8Array | null>;
  /** The same in pieces. Whoever reads to the end has the whole file; throws when altered. */
  readonly getStream: (digest: string) => Promise<AsyncIterable<Uint8Array> | null>;
  readonly exists: (digest: string) => Promise<boolean>;
  /** All files; they may come and go meanwhile. */
  readonly list: () => AsyncIterable<StoredFile>;
  /**
   * Deletes what nothing needs, of all files or of some digests. Waits while deletions are held, and asks
   * again when they were held while it asked.
   */
  readonly deleteUnreferenced: (
    isReferenced: (digest: string) => boolean | Promise<boolean>,
    among?: readonly string[],
  ) => Promise<DeletedFiles>;
  /**
   * Keeps every file until the returned function is called. Whoever puts a file and then writes down that
   * it is needed holds deletions over both.
   */
  readonly holdDeletions: () => () => void;
  /** What all of it takes on the disk, in bytes. */
  readonly byteLength: () => number;
};

/** Any iterable of pieces; none is kept after the next one is asked for. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export type DeletedFiles = { readonly fileCount: number; readonly byteLength: number };

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** For a database in memory. */
export function memoryFileStore(): FileStore {
  const files = new Map<string, Uint8Array>();
  const holds = createHolds();
  const put = async (bytes: Uint8Array): Promise<string> => {
    const digest = sha256(bytes);
    files.set(digest, bytes);
    return digest;
  };
  return {
    put,
    async putStream(source) {
      const pieces: Uint8Array[] = [];
      for await (const piece of source) pieces.push(Uint8Array.from(piece));
      const bytes = Buffer.concat(pieces);
      return { digest: await put(bytes), byteLength: bytes.length };
    },
    get: async (digest) => files.get(digest) ?? null,
    async getStream(digest) {
      const bytes = files.get(digest);
      return bytes ? Readable.from([bytes]) : null;
    },
    exists: async (digest) => files.has(digest),
    list: () => Readable.from(listed(files)),
    async deleteUnreferenced(isReferenced, among) {
      let deleted: DeletedFiles = { fileCount: 0, byteLength: 0 };
      for (const { digest, byteLength } of listed(files)) {
        if (among && !among.includes(digest)) continue;
        const isGone = await holds.removeUnless(
          async () => isReferenced(digest),
          () => files.delete(digest),
        );
        if (isGone)
          deleted = {
            fileCount: deleted.fileCount + 1,
            byteLength: deleted.byteLength + byteLength,
          };
      }
      return deleted;
    },
    holdDeletions: holds.take,
    byteLength: () => listed(files).reduce((sum, { byteLength }) => sum + byteLength, 0),
  };
}

function listed(files: ReadonlyMap<string, Uint8Array>): readonly StoredFile[] {
  return [...files].map(([digest, { byteLength }]) => ({ digest, byteLength }));
}
