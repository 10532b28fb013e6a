import Database from 'better-sqlite3';
import { faultOf } from '../page-store/exclusive-file.ts';
import type { StoreFault } from '../page-store/store-errors.ts';

/** There is no room for it; nothing of it counts. The message is fit for a user. */
export class StoreFull extends Error {
  override name = 'StoreFull';
  constructor(options?: ErrorOptions) {
    super('The file was not saved: the disk is full. Free some space, then try again.', options);
  }
}

/** The disk refuses; nothing of it counts. The message is fit for a user. */
export class StoreFailing extends Error {
  override name = 'StoreFailing';
  constructor(options?: ErrorOptions) {
    super(
      'The disk of this computer reports errors, so the file could not be saved or read.',
      options,
    );
  }
}

/** The file that holds the stored files is not whole, or not one; the message is fit for a user. */
export class FilesDamaged extends Error {
  override name = 'FilesDamaged';
  constructor(options?: ErrorOptions) {
    super(
      'The stored files on this computer (photos, imported files) are damaged. Restore them from a backup.',
      options,
    );
  }
}

/** One stored file is not what was put there; the message is fit for a user. */
export class FileDamaged extends Error {
  override name = 'FileDamaged';
  constructor(options?: ErrorOptions) {
    super(
      'This file is damaged on this computer. Restore it from a backup, or add it again.',
      options,
    );
  }
}

/** The file was deleted while it was read; the message is fit for a user. */
export class FileGone extends Error {
  override name = 'FileGone';
  constructor() {
    super('This file was deleted meanwhile.');
  }
}

/** The store was closed while work on it was under way; what was not complete does not count. */
export class StoreClosed extends Error {
  override name = 'StoreClosed';
  constructor() {
    super('The stored files were closed meanwhile.');
  }
}

const errorOf = {
  full: StoreFull,
  failing: StoreFailing,
  damaged: FilesDamaged,
} as const satisfies Record<StoreFault, new (options?: ErrorOptions) => Error>;

/** Runs `work`; what SQLite throws becomes an error of this store, after `onFault` was told of it. */
export function withStoreErrors<T>(
  work: () => T,
  onFault: (fault: StoreFault) => void = () => undefined,
): T {
  try {
    return work();
  } catch (error) {
    if (isOfClosedFile(error)) throw new StoreClosed();
    if (!(error instanceof Database.SqliteError)) throw error;
    const fault = faultOf(error);
    onFault(fault);
    throw new errorOf[fault]({ cause: error });
  }
}

/** What better-sqlite3 throws when somebody closed the file between two steps of the work. */
function isOfClosedFile(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'The database connection is not open';
}

/** True when SQLite could not make sense of the file. */
export function isUnreadable(error: unknown): boolean {
  const isContent = error instanceof Database.SqliteError && faultOf(error) === 'damaged';
  return isContent || error instanceof FilesDamaged;
}
