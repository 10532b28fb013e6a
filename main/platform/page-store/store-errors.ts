/** What went wrong with the file under a store: no room, a disk that fails, or content that is not ours. */
export type StoreFault = 'full' | 'failing' | 'damaged';

/** The records are there but not whole; the message is fit for a user. */
export class StoreDamaged extends Error {
  override name = 'StoreDamaged';
  /** `damage` says in a few words what was found. */
  constructor({ damage, ...options }: ErrorOptions & { readonly damage?: string } = {}) {
    const found = damage === undefined ? '' : `: ${damage}`;
    super(`The records on this computer are damaged${found}. Restore them from a backup.`, options);
  }
}

/** The key does not open this file. */
export class WrongKey extends Error {
  override name = 'WrongKey';
  constructor() {
    super('The key does not open these records.');
  }
}

/** The file is of a format that only a later release knows; it was not touched. */
export class StoreFromNewerRelease extends Error {
  override name = 'StoreFromNewerRelease';
  constructor() {
    super(
      'The records were written by a newer release of Caretrail. Nothing was changed. Install that release to open them.',
    );
  }
}

/** A sealed row was altered, moved, or sealed under another key. */
export class SealBroken extends Error {
  override name = 'SealBroken';
  constructor() {
    super('A sealed row does not authenticate');
  }
}
