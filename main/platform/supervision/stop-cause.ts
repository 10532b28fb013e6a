/** Why the core's thread had to be ended. */
export type StopCause = 'diskFull' | 'diskFailing' | 'database' | 'tooLong' | 'crashed';

/** Each cause as the end of a sentence for users. */
const words: Readonly<Record<StopCause, string>> = {
  diskFull: 'the disk is full',
  diskFailing: 'the disk reports errors',
  database: 'the database stopped on an error',
  tooLong: 'it took too long',
  crashed: 'the program’s core stopped',
};

const advice: Readonly<Record<StopCause, string>> = {
  diskFull: 'Make room on the disk and save again.',
  diskFailing: 'Save again; if it fails again, tell an administrator to look after the disk.',
  database: 'Save again.',
  tooLong: 'Save again.',
  crashed: 'Save again.',
};

export function causeInWords(cause: StopCause): string {
  return words[cause];
}

export function adviceFor(cause: StopCause): string {
  return advice[cause];
}

const byCode: Readonly<Record<string, StopCause>> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  SQLITE_FULL: 'diskFull',
  // PostgreSQL's disk_full and io_error.
  '53100': 'diskFull',
  EIO: 'diskFailing',
  '58030': 'diskFailing',
};

/** The code of an error, or of what caused it, for it may stand in another's words; empty when there is none. */
export function codeOfError(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const codes: readonly unknown[] = [Reflect.get(error, 'code'), Reflect.get(error, 'errno')];
  const code = codes.find((each) => typeof each === 'string' && each !== '');
  return typeof code === 'string' ? code : codeOfError(error.cause);
}

/** What an error says about the disk, by the code of the system, of SQLite or of PostgreSQL. */
export function causeOfCode(code: string): StopCause | null {
  return byCode[code] ?? (code.startsWith('SQLITE_IOERR') ? 'diskFailing' : null);
}
