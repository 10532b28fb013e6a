import type { StorageEngine } from '../platform/storage-engine.ts';

/** Why the newest scheduled backup was not made. */
export type BackupFailure = { readonly at: string; readonly message: string };

/** The keeping of the open records: what it can do, and what it knows while the program runs. */
export type Keeping = {
  readonly engine: StorageEngine;
  /** Null once a scheduled backup was made since. */
  readonly lastFailure: () => BackupFailure | null;
  readonly noteFailure: (failure: BackupFailure | null) => void;
};

export function createKeeping(engine: StorageEngine): Keeping {
  let last: BackupFailure | null = null;
  return {
    engine,
    lastFailure: () => last,
    noteFailure: (failure) => {
      last = failure;
    },
  };
}
