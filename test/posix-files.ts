import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmdirSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { FileSystemError } from '../main/platform/page-store/file-system-error.ts';
import type { PageStore } from '../main/platform/page-store/page-store.ts';

/** What PostgreSQL does to files, on the store and on a plain folder alike. */
export type Files = {
  readonly mkdir: (path: string) => void;
  readonly writeFile: (path: string, content: Uint8Array) => void;
  readonly open: (path: string) => number;
  readonly close: (descriptor: number) => void;
  readonly read: (descriptor: number, length: number, position: number) => Buffer;
  readonly write: (descriptor: number, content: Uint8Array, position: number) => number;
  readonly rename: (from: string, to: string) => void;
  readonly rmdir: (path: string) => void;
  readonly unlink: (path: string) => void;
  readonly truncate: (path: string, size: number) => void;
  readonly readdir: (path: string) => string[];
  readonly size: (path: string) => number;
  readonly permissions: (path: string) => number;
  readonly chmod: (path: string, permissions: number) => void;
};

/** The reference: a folder of this computer. */
export function plainFiles(root: string): Files {
  mkdirSync(root);
  const at = (path: string): string => join(root, path);
  return {
    mkdir: (path) => mkdirSync(at(path)),
    writeFile: (path, content) => writeFileSync(at(path), content),
    open: (path) => openSync(at(path), 'r+'),
    close: closeSync,
    read(descriptor, length, position) {
      const into = Buffer.alloc(length);
      return into.subarray(0, readSync(descriptor, into, 0, length, position));
    },
    write: (descriptor, content, position) =>
      writeSync(descriptor, content, 0, content.length, position),
    rename: (from, to) => renameSync(at(from), at(to)),
    rmdir: (path) => rmdirSync(at(path)),
    unlink: (path) => unlinkSync(at(path)),
    truncate: (path, size) => truncateSync(at(path), size),
    readdir: (path) => readdirSync(at(path)).toSorted(),
    size: (path) => statSync(at(path)).size,
    permissions: (path) => statSync(at(path)).mode & 0o777,
    chmod: (path, permissions) => chmodSync(at(path), permissions),
  };
}

export function storeFiles({ filesystem }: PageStore): Files {
  return {
    mkdir: (path) => filesystem.mkdir(path),
    writeFile: (path, content) => filesystem.writeFile(path, content),
    open: (path) => filesystem.open(path),
    close: (descriptor) => filesystem.close(descriptor),
    read(descriptor, length, position) {
      const into = Buffer.alloc(length);
      return into.subarray(0, filesystem.read(descriptor, into, 0, length, position));
    },
    write: (descriptor, content, position) =>
      filesystem.write(descriptor, content, 0, content.length, position),
    rename: (from, to) => filesystem.rename(from, to),
    rmdir: (path) => filesystem.rmdir(path),
    unlink: (path) => filesystem.unlink(path),
    truncate: (path, size) => filesystem.truncate(path, size),
    readdir: (path) =>
      filesystem
        .readdir(path)
        .filter((name) => !name.startsWith('.'))
        .toSorted(),
    size: (path) => filesystem.lstat(path).size,
    permissions: (path) => filesystem.lstat(path).mode & 0o777,
    chmod: (path, permissions) => filesystem.chmod(path, permissions),
  };
}

/** The answer of an operation, or the name of the error that POSIX gives. */
export function outcome(work: () => unknown): unknown {
  try {
    const answer = work();
    return answer instanceof Uint8Array ? Buffer.from(answer).toString('hex') : answer;
  } catch (error) {
    if (error instanceof FileSystemError) return error.errno;
    if (error instanceof Error && 'code' in error) return error.code;
    throw error;
  }
}

/** Bytes that repeat nowhere soon, so that a misplaced one shows. */
export const bytes = (length: number, seed = 1): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 31 + seed * 7) % 251));
