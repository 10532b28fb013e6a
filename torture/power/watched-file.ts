import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

export type Changes = {
  readonly writes: readonly { readonly at: number; readonly bytes: Buffer }[];
  /** The new size of a file that became shorter, in bytes. */
  readonly length: number | null;
};

export type WatchedFile = {
  /** As it was at the last look. */
  readonly content: () => Buffer;
  /** What is another since the last look. */
  readonly changes: () => Changes;
  readonly close: () => void;
};

/** In bytes; a smaller change is told as one of this size. */
const COMPARED_BYTES = 512;

/** Keeps the file open: closing it would give up SQLite's lock, which is the whole process's. */
export function watchFile(path: string): WatchedFile {
  const file = openSync(path, 'r');
  let known = readAll(file);
  return {
    content: () => known,
    close: () => closeSync(file),
    changes() {
      const now = readAll(file);
      const writes = differences(known, now);
      const length = now.length < known.length ? now.length : null;
      known = now;
      return { writes, length };
    },
  };
}

function readAll(file: number): Buffer {
  const bytes = Buffer.allocUnsafe(fstatSync(file).size);
  for (let done = 0; done < bytes.length; ) {
    const read = readSync(file, bytes, done, bytes.length - done, done);
    if (read === 0) return bytes.subarray(0, done);
    done += read;
  }
  return bytes;
}

/** Runs of blocks that are not what they were, as copies. */
function differences(before: Buffer, now: Buffer): Changes['writes'] {
  const writes: { at: number; bytes: Buffer }[] = [];
  let from: number | null = null;
  const endRun = (to: number): void => {
    if (from !== null) writes.push({ at: from, bytes: Buffer.from(now.subarray(from, to)) });
    from = null;
  };
  for (let at = 0; at < now.length; at += COMPARED_BYTES) {
    const end = at + COMPARED_BYTES;
    if (now.subarray(at, end).equals(before.subarray(at, end))) endRun(at);
    else from ??= at;
  }
  endRun(now.length);
  return writes;
}
