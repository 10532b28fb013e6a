import { BaseFilesystem, type FsStats } from '@electric-sql/pglite/basefs';
import { type FileNode, isFolder, withPermissions } from './file-node.ts';
import { FileSystemError } from './file-system-error.ts';
import type { FileTree } from './file-tree.ts';
import type { PageFiles } from './page-files.ts';

/** What Emscripten's file system offers to `preRun`, as far as it is needed here. */
type EmscriptenModule = {
  readonly FS: {
    readonly quit: () => void;
    readonly ErrnoError: new (errno: number) => Error;
    readonly lookupPath: (path: string) => {
      readonly node: { readonly stream_ops: { fsync?: () => number } };
    };
  };
};

/** Where PGlite mounts its data directory. */
const MOUNT_POINT = '/pglite/data';
/** Descriptors that PGlite may take for "none" are never given out. */
const FIRST_DESCRIPTOR = 10;

/**
 * The file system that PGlite runs on. PostgreSQL's fsync of any file commits everything that was
 * written so far, so that the whole data directory goes from one state that PostgreSQL can start from
 * to the next.
 */
export class PageFilesystem extends BaseFilesystem {
  readonly #tree: FileTree;
  readonly #pages: PageFiles;
  readonly #onClose: () => void;
  readonly #open = new Map<number, FileNode>();
  #lastDescriptor = FIRST_DESCRIPTOR;
  #quit = (): void => undefined;
  /** How often PostgreSQL asked for its writes to be on the disk. */
  fsyncCount = 0;

  constructor(parts: {
    readonly tree: FileTree;
    readonly pages: PageFiles;
    readonly onClose: () => void;
  }) {
    super('records.store');
    this.#tree = parts.tree;
    this.#pages = parts.pages;
    this.#onClose = parts.onClose;
  }

  override async init(
    ...parameters: Parameters<BaseFilesystem['init']>
  ): ReturnType<BaseFilesystem['init']> {
    const started = await super.init(...parameters);
    const preRun = (module: unknown): void => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Emscripten's module has these members; its typings do not
      const { FS } = module as EmscriptenModule;
      this.#quit = () => FS.quit();
      // PGlite's own mount has no fsync, and without one Emscripten answers that all is well.
      FS.lookupPath(MOUNT_POINT).node.stream_ops.fsync = () => {
        this.fsyncCount += 1;
        try {
          this.#pages.commit();
        } catch (error) {
          // PGlite's own operations turn errors into this one; only as such does PostgreSQL hear of it.
          throw error instanceof FileSystemError ? new FS.ErrnoError(error.code) : error;
        }
        return 0;
      };
    };
    const { emscriptenOpts } = started;
    const before = [emscriptenOpts.preRun ?? []].flat();
    return { ...started, emscriptenOpts: { ...emscriptenOpts, preRun: [...before, preRun] } };
  }

  override async syncToFs(): Promise<void> {
    this.#pages.commit();
  }

  override async closeFs(): Promise<void> {
    try {
      this.#pages.commit();
    } finally {
      // What could not be committed is not there at the next opening, which this must not stand in the way of.
      this.#onClose();
      this.#quit();
    }
  }

  chmod(path: string, mode: number): void {
    const node = this.#tree.at(path);
    node.mode = withPermissions(node.mode, mode);
    this.#pages.touch(node);
  }

  open(path: string): number {
    const node = this.#tree.at(path);
    node.openCount += 1;
    this.#lastDescriptor += 1;
    this.#open.set(this.#lastDescriptor, node);
    return this.#lastDescriptor;
  }

  close(descriptor: number): void {
    const node = this.#descriptor(descriptor);
    this.#open.delete(descriptor);
    node.openCount -= 1;
    this.#forgetUnused(node);
  }

  fstat(descriptor: number): FsStats {
    return statsOf(this.#descriptor(descriptor));
  }

  lstat(path: string): FsStats {
    return statsOf(this.#tree.at(path));
  }

  mkdir(path: string, options?: { recursive?: boolean; mode?: number }): void {
    this.#pages.touch(this.#tree.makeFolder(path, options?.mode));
  }

  readdir(path: string): string[] {
    return ['.', '..', ...this.#tree.names(path)];
  }

  // oxlint-disable-next-line max-params -- PGlite's signature
  read(
    descriptor: number,
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): number {
    const node = this.#descriptor(descriptor);
    return this.#pages.read(node, slice(buffer, offset, length), position);
  }

  // oxlint-disable-next-line max-params -- PGlite's signature
  write(
    descriptor: number,
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): number {
    const node = this.#descriptor(descriptor);
    node.mtimeMs = Date.now();
    return this.#pages.write(node, slice(buffer, offset, length), position);
  }

  rename(oldPath: string, newPath: string): void {
    const { moved, replaced } = this.#tree.rename(oldPath, newPath);
    for (const node of moved) this.#pages.touch(node);
    if (replaced) this.#unlinked(replaced);
  }

  rmdir(path: string): void {
    this.#unlinked(this.#tree.removeFolder(path));
  }

  truncate(path: string, size: number): void {
    const node = this.#tree.at(path);
    if (isFolder(node)) throw new FileSystemError('EISDIR');
    if (size < 0) throw new FileSystemError('EINVAL');
    this.#pages.truncate(node, size);
  }

  unlink(path: string): void {
    this.#unlinked(this.#tree.removeFile(path));
  }

  utimes(path: string, _atime: number, mtime: number): void {
    this.#tree.at(path).mtimeMs = mtime;
  }

  writeFile(
    path: string,
    content: string | Uint8Array,
    options?: { encoding?: string; mode?: number; flag?: string },
  ): void {
    const node = this.#tree.find(path) ?? this.#tree.makeFile(path, options?.mode);
    if (isFolder(node)) throw new FileSystemError('EISDIR');
    this.#pages.touch(node);
    this.#pages.truncate(node, 0);
    this.#pages.write(node, Buffer.from(content), 0);
  }

  #descriptor(descriptor: number): FileNode {
    const node = this.#open.get(descriptor);
    if (!node) throw new FileSystemError('EBADF');
    return node;
  }

  /** A file that is still open somewhere stays readable there until it is closed. */
  #unlinked(node: FileNode): void {
    this.#pages.touch(node);
    this.#forgetUnused(node);
  }

  #forgetUnused(node: FileNode): void {
    if (node.path === null && node.openCount === 0) this.#pages.forget(node);
  }
}

/** PGlite hands its whole memory over, as one view or bare. */
function slice(buffer: Uint8Array | ArrayBuffer, offset: number, length: number): Uint8Array {
  return ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset + offset, length)
    : new Uint8Array(buffer, offset, length);
}

function statsOf({ ino, mode, size, mtimeMs }: FileNode): FsStats {
  const same = { dev: 0, nlink: 1, uid: 0, gid: 0, rdev: 0, blksize: 8192 };
  const times = { atime: mtimeMs, mtime: mtimeMs, ctime: mtimeMs };
  return { ...same, ...times, ino, mode, size, blocks: Math.ceil(size / 512) };
}
