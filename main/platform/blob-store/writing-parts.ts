import type { StoreFault } from '../page-store/store-errors.ts';
import { StoreClosed, StoreFailing, withStoreErrors } from './blob-errors.ts';
import type { ReadingParts, WritingParts } from './file-parts.ts';
import { rowsOf } from './files-file.ts';

export type FileFaults = {
  /** The last thing that went wrong with the file, until a commit succeeds after a full disk. */
  readonly last: () => StoreFault | null;
  /** Calls `listener` for each fault until the returned function is called. */
  readonly listen: (listener: (fault: StoreFault) => void) => () => void;
  readonly raise: (fault: StoreFault) => void;
  readonly clearFull: () => void;
};

export function createFileFaults(): FileFaults {
  const listeners = new Set<(fault: StoreFault) => void>();
  let last: StoreFault | null = null;
  return {
    last: () => last,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    raise(fault) {
      // A failed write makes all that follows uncertain; a full disk does not.
      if (last !== 'failing') last = fault;
      for (const listener of listeners) listener(fault);
    },
    clearFull() {
      if (last === 'full') last = null;
    },
  };
}

/** Adds to reading what writing takes; throws what the head tells of the file. */
export function writingPartsOf(
  parts: ReadingParts,
  faults: FileFaults,
  beforeCommit?: () => void,
): WritingParts {
  const rows = withStoreErrors(() => rowsOf(parts, beforeCommit), faults.raise);
  return {
    ...parts,
    rows,
    commit(work) {
      if (faults.last() === 'failing') throw new StoreFailing();
      withStoreErrors(() => rows.commit(work), faults.raise);
      faults.clearFull();
    },
  };
}

/** Lets others have the thread between two steps, until `close`. */
export function createPace(): { readonly pause: () => Promise<void>; readonly close: () => void } {
  let isClosed = false;
  return {
    async pause() {
      await new Promise((resume) => setImmediate(resume));
      if (isClosed) throw new StoreClosed();
    },
    close: () => {
      isClosed = true;
    },
  };
}
