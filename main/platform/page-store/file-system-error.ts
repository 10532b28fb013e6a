/** Emscripten's numbers for what POSIX calls by these names. */
const ERRNO = {
  EBADF: 8,
  EEXIST: 20,
  EINVAL: 28,
  EIO: 29,
  EISDIR: 31,
  ENOENT: 44,
  ENOSPC: 51,
  ENOTDIR: 54,
  ENOTEMPTY: 55,
} as const;

export type ErrnoName = keyof typeof ERRNO;

/** Refuses a file operation; PGlite hands `code` to PostgreSQL as errno. */
export class FileSystemError extends Error {
  override name = 'FileSystemError';
  readonly errno: ErrnoName;
  readonly code: number;
  constructor(errno: ErrnoName, options?: ErrorOptions) {
    super(errno, options);
    this.errno = errno;
    this.code = ERRNO[errno];
  }
}
