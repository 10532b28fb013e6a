import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a path, or the path itself. */
function filesBelow(path: string): readonly string[] {
  if (statSync(path).isFile()) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** In bytes. */
export function sizeOf(path: string): number {
  return filesBelow(path).reduce((sum, file) => sum + statSync(file).size, 0);
}

/**
 * Asks the system to forget what it holds of these files in memory, so that the next reading comes from
 * the disk. False where it cannot be asked: dd of GNU does it.
 */
export function dropFromMemory(path: string): boolean {
  spawnSync('sync');
  return filesBelow(path).every((file) => {
    const { status } = spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0', 'status=none']);
    return status === 0;
  });
}
