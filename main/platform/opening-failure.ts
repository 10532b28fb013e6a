import { codeOfError } from './supervision/stop-cause.ts';

/** Errors of the core whose message is written for the user; matched by name, for they cross threads. */
const PLAIN = [
  'DatabaseInUse',
  'DatabaseDamaged',
  'MigrationRefused',
  'StoreDamaged',
  'StoreFromNewerRelease',
  'CommitsNotKept',
  'UpgradeNotBackedUp',
];

const NOT_YOURS =
  'The data folder may not be used by you. Choose another, or ask for the right to write to it.';
const READ_ONLY =
  'The data folder can only be read, and Caretrail must write to it. Choose another.';
const FULL = 'The disk is full. Make room, then open Caretrail again. No saved record is lost.';
const NO_FOLDER = 'What was given as the data folder is a file. Choose a folder.';
const FAILING =
  'The disk could not be read or written. Check it and its cable, then open Caretrail again. If it fails again, restore the last backup onto another disk.';

/** What the system says about the folder, by its error code, in a sentence that says what to do. */
const BY_CODE: Readonly<Record<string, string>> = {
  EACCES: NOT_YOURS,
  EPERM: NOT_YOURS,
  EROFS: READ_ONLY,
  ENOSPC: FULL,
  EDQUOT: FULL,
  EIO: FAILING,
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  SQLITE_CANTOPEN: NOT_YOURS,
  SQLITE_READONLY: READ_ONLY,
  SQLITE_FULL: FULL,
  SQLITE_IOERR: FAILING,
  // PostgreSQL's disk_full and io_error.
  '53100': FULL,
  '58030': FAILING,
};

const BY_NAME: Readonly<Record<string, string>> = {
  // The key that was found is another file's: somebody put records in the place of others.
  WrongKey:
    'The records in the data folder are not those that this passphrase and this computer know. Nothing was changed. Put the right ones back, or restore a backup.',
};

/** True for an error of opening whose own message is for the user. */
export function isToldPlainly(error: unknown): boolean {
  return error instanceof Error && PLAIN.includes(error.name);
}

/** One or two sentences for a user whose records could not be opened. */
export function openingFailureText(error: unknown): string {
  if (!(error instanceof Error)) return UNKNOWN;
  if (isToldPlainly(error)) return error.message;
  const code = codeOfError(error);
  // SQLite's extended codes begin with the one that they detail, such as SQLITE_IOERR_FSYNC.
  const [family] = /^SQLITE_[A-Z]+/.exec(code) ?? [code];
  return BY_NAME[error.name] ?? BY_CODE[family] ?? UNKNOWN;
}

const UNKNOWN = 'The records on this computer could not be opened. Nothing in them was changed.';
