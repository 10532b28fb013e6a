import { existsSync } from 'node:fs';
import { access, constants, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, isAbsolute } from 'node:path';
import { flushFolder } from './durable-files.ts';

export type TargetProblem = 'AlreadyThere' | 'FolderNotUsable' | 'NoRoom';

/** A file cannot be written where it was wanted. What stood there before is untouched. */
export class TargetRefused extends Error {
  override name = 'TargetRefused';
  readonly problem: TargetProblem;
  constructor(problem: TargetProblem, options?: ErrorOptions) {
    super(`A file could not be written: ${problem}`, options);
    this.problem = problem;
  }
}

export type Target = {
  /** Absolute. */
  readonly path: string;
  /** True: a file that stands at `path` is replaced. */
  readonly mayReplace: boolean;
};

/**
 * Makes a file that is whole or not there: `make` fills a staged one beside it, which must then be on
 * the disk; a rename gives it its name. Throws TargetRefused, or what `make` threw.
 */
export async function makeWhole<T>(
  { path, mayReplace }: Target,
  make: (staged: string) => Promise<T>,
): Promise<T> {
  await checkTarget({ path, mayReplace });
  const staged = stagedPath(path);
  await removeStaged(staged);
  try {
    const made = await make(staged);
    await putInPlace(staged, { path, mayReplace });
    return made;
  } catch (error) {
    const refused = await whyRefused(error, dirname(path));
    await removeStaged(staged).catch(() => undefined);
    throw refused;
  }
}

/** Room that stays free whatever is made, in bytes: saving must go on. */
const SPARE_BYTES = 128 * 1024 * 1024;

/** With less than this a disk is full, whatever the error calls it. */
const FULL_BELOW_BYTES = 1024 * 1024;

/** SQLite has several words for a disk without room, while the staged file still takes it. */
async function whyRefused(error: unknown, folder: string): Promise<unknown> {
  const refused = asTargetRefused(error);
  const isUnclear = refused instanceof TargetRefused && refused.problem === 'FolderNotUsable';
  const room = isUnclear ? await statfs(folder).catch(() => null) : null;
  const isFull = room !== null && room.bavail * room.bsize < FULL_BELOW_BYTES;
  return isFull ? new TargetRefused('NoRoom', { cause: error }) : refused;
}

/** Throws TargetRefused where a folder's disk has no room for so much; a disk that does not tell has. */
export async function expectRoom(folder: string, byteLength: number): Promise<void> {
  const room = await statfs(folder).catch(() => null);
  if (room && room.bavail * room.bsize < byteLength + SPARE_BYTES)
    throw new TargetRefused('NoRoom');
}

/** Where a file lies while it is being made; what a crash leaves there goes with the next try. */
export function stagedPath(path: string): string {
  return `${path}.part`;
}

async function checkTarget({ path, mayReplace }: Target): Promise<void> {
  if (!isAbsolute(path)) throw new TargetRefused('FolderNotUsable');
  const standing = await stat(path).catch(() => null);
  if (standing?.isDirectory()) throw new TargetRefused('FolderNotUsable');
  if (standing && !mayReplace) throw new TargetRefused('AlreadyThere');
  await access(dirname(path), constants.W_OK).catch((error: unknown) => {
    throw new TargetRefused('FolderNotUsable', { cause: error });
  });
}

async function putInPlace(staged: string, { path, mayReplace }: Target): Promise<void> {
  if (!mayReplace) await claim(path);
  try {
    await rename(staged, path);
  } catch (error) {
    if (!mayReplace) await rm(path, { force: true });
    throw error;
  }
  await flushFolder(dirname(path));
}

// A file made exclusively holds the name until the whole one takes its place: somebody else may have
// taken it meanwhile.
async function claim(path: string): Promise<void> {
  try {
    await (await open(path, 'wx', 0o600)).close();
  } catch (error) {
    if (existsSync(path)) throw new TargetRefused('AlreadyThere', { cause: error });
    throw error;
  }
}

/** SQLite keeps journals beside its files. */
async function removeStaged(staged: string): Promise<void> {
  for (const suffix of ['', '-journal', '-wal', '-shm'])
    await rm(`${staged}${suffix}`, { force: true });
}

/** By the name of a store's error, or the code of the system's or SQLite's. */
const PROBLEM_OF: Readonly<Record<string, TargetProblem>> = {
  StoreFull: 'NoRoom',
  StoreFailing: 'FolderNotUsable',
  ENOSPC: 'NoRoom',
  EDQUOT: 'NoRoom',
  EFBIG: 'NoRoom',
  SQLITE_FULL: 'NoRoom',
  ENOENT: 'FolderNotUsable',
  ENOTDIR: 'FolderNotUsable',
  EACCES: 'FolderNotUsable',
  EPERM: 'FolderNotUsable',
  EROFS: 'FolderNotUsable',
  EIO: 'FolderNotUsable',
  ENXIO: 'FolderNotUsable',
  ENODEV: 'FolderNotUsable',
  SQLITE_CANTOPEN: 'FolderNotUsable',
  SQLITE_READONLY: 'FolderNotUsable',
  SQLITE_IOERR: 'FolderNotUsable',
};

/** What a system's or SQLite's error says about the place a file was to be written to. */
export function asTargetRefused(error: unknown): unknown {
  if (error instanceof TargetRefused || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const plainCode = code.replace(/^(SQLITE_[A-Z]+)_.*$/, '$1');
  const problem = PROBLEM_OF[plainCode] ?? PROBLEM_OF[error.name];
  return problem === undefined ? error : new TargetRefused(problem, { cause: error });
}
