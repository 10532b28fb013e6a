import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdtemp, rmdir, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own that a test fills up and makes room in. */
export type SmallDisk = {
  readonly path: string;
  /** Leaves not one block free. */
  readonly fill: () => Promise<void>;
  readonly makeRoom: () => void;
  /** What is open on it must be closed before. */
  readonly close: () => Promise<void>;
};

const ROOM_KIB = 1024 * 1024;
const MOST_TRIES = 20;

/** Whether this computer lets the tests mount one: Linux, as root, outside a closed container. */
export function canMountDisk(): boolean {
  if (process.platform !== 'linux') return false;
  const path = mkdtempSync(join(tmpdir(), 'caretrail-mount-'));
  const isMounted = run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path]);
  if (isMounted) run('umount', [path]);
  rmdirSync(path);
  return isMounted;
}

/** Mounts one. Its blocks are taken from memory, as they are written. */
export async function mountSmallDisk(): Promise<SmallDisk> {
  const path = await mkdtemp(join(tmpdir(), 'caretrail-disk-'));
  if (!run('mount', ['-t', 'tmpfs', '-o', `size=${ROOM_KIB}k`, 'tmpfs', path]))
    throw new Error('A disk of its own cannot be mounted');
  // Of an empty one the size would be none, which means without limit.
  await writeFile(join(path, 'ballast'), Buffer.alloc(4096, 1));
  const resize = (kib: number): boolean =>
    run('mount', ['-o', `remount,size=${kib}k`, 'tmpfs', path]);
  return {
    path,
    async fill() {
      // What writes on it meanwhile may need more than was used a moment ago.
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const { blocks, bfree, bsize } = await statfs(path);
        if (resize(((blocks - bfree) * bsize) / 1024)) return;
      }
      throw new Error('The disk cannot be made full');
    },
    makeRoom() {
      if (!resize(ROOM_KIB)) throw new Error('The disk cannot be given room');
    },
    async close() {
      if (!run('umount', [path])) run('umount', ['-l', path]);
      await rmdir(path);
    },
  };
}

function run(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args).status === 0;
}
