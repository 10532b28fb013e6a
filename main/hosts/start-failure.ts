/** Errors of the core whose message is written for the user; matched by name, for they cross threads. */
const PLAIN = ['DatabaseInUse', 'DatabaseDamaged', 'MigrationRefused'];

/** What the system says about the folder, by its error code, in a sentence that says what to do. */
const BY_CODE: Readonly<Record<string, string>> = {
  EACCES:
    'The data folder may not be used by you. Choose another, or ask for the right to write to it.',
  EPERM:
    'The data folder may not be used by you. Choose another, or ask for the right to write to it.',
  EROFS: 'The data folder can only be read, and Caretrail must write to it. Choose another.',
  ENOSPC: 'The disk is full. Make room, then open Caretrail again. No saved record is lost.',
  ENOTDIR: 'What was given as the data folder is a file. Choose a folder.',
  EEXIST: 'What was given as the data folder is a file. Choose a folder.',
  SQLITE_CANTOPEN:
    'The data folder may not be used by you. Choose another, or ask for the right to write to it.',
  SQLITE_READONLY:
    'The data folder can only be read, and Caretrail must write to it. Choose another.',
  SQLITE_FULL: 'The disk is full. Make room, then open Caretrail again. No saved record is lost.',
};

/** One or two sentences for a user whose records could not be opened. */
export function startFailureText(error: unknown): string {
  if (!(error instanceof Error)) return UNKNOWN;
  if (PLAIN.includes(error.name)) return error.message;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return BY_CODE[code] ?? UNKNOWN;
}

const UNKNOWN = 'The records on this computer could not be opened. Nothing in them was changed.';
