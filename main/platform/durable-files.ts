import { fsyncSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * PGlite as it ships never calls fsync: it starts with -F, its file system has no fsync operation, and
 * fdatasync is a no-op there. With these parameters and DurableFiles a commit reaches the disk.
 */
export const durableStartParams: string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['fsync=on', 'wal_sync_method=fsync', 'shared_buffers=32MB'].flatMap((each) => ['-c', each]),
];

type Stream = { readonly nfd: number; readonly node: { readonly mode: number } };
type EmscriptenModule = {
  readonly NODEFS: { readonly stream_ops: { fsync?: (stream: Stream) => number } };
  readonly FS: {
    readonly isDir: (mode: number) => boolean;
    readonly ErrnoError: new (errno: number) => Error;
  };
};

const EIO = 29;

function syncsToDisk(module: EmscriptenModule): void {
  module.NODEFS.stream_ops.fsync = (stream) => {
    try {
      fsyncSync(stream.nfd);
    } catch {
      // Windows refuses to sync directories; a file that cannot be synced must stop Postgres.
      if (!module.FS.isDir(stream.node.mode)) throw new module.FS.ErrnoError(EIO);
    }
    return 0;
  };
}

/** PGlite's plain-directory file system, with the fsync that it lacks. */
export class DurableFiles extends NodeFS {
  override async init(...parameters: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const started = await super.init(...parameters);
    const { emscriptenOpts } = started;
    const preRun = (module: unknown): void => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Emscripten's module has these members; its typings do not
      syncsToDisk(module as EmscriptenModule);
    };
    return {
      ...started,
      emscriptenOpts: {
        ...emscriptenOpts,
        preRun: [...[emscriptenOpts.preRun ?? []].flat(), preRun],
      },
    };
  }
}

/** Flushes every file and folder below `root`, before a rename makes them count. */
export async function flushTree(root: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  await Promise.all(files.map((entry) => flush(join(entry.parentPath, entry.name), 'r+')));
  const folders = entries.filter((entry) => entry.isDirectory());
  await Promise.all(folders.map((entry) => flushFolder(join(entry.parentPath, entry.name))));
  await flushFolder(root);
}

/** Makes what was written to a file last. */
export function flushFile(path: string): Promise<void> {
  return flush(path, 'r+');
}

async function flush(path: string, flags: string): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a rename in this folder last. Windows has no such call and needs none. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform !== 'win32') await flush(path, 'r');
}
