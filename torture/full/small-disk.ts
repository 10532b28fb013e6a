import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory with little room. */
export type SmallDisk = {
  readonly folder: string;
  readonly resize: (bytes: number) => void;
  readonly remove: () => void;
};

function run(...command: readonly [string, ...string[]]): string | null {
  const [program, ...values] = command;
  const { status, stderr, error } = spawnSync(program, values, { encoding: 'utf8' });
  return status === 0 ? null : (error?.message ?? stderr.trim());
}

/** Mounts one at `folder`, or says why that cannot be done here: it takes root on Linux. */
export function mountSmallDisk(folder: string, bytes: number): SmallDisk | string {
  mkdirSync(folder, { recursive: true });
  const problem = run('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder);
  if (problem !== null) return `no small disk can be mounted here: ${problem}`;
  return {
    folder,
    resize(to) {
      const refusal = run('mount', '-o', `remount,size=${to}`, folder);
      if (refusal !== null) throw new Error(refusal);
    },
    remove: () => void run('umount', '-l', folder),
  };
}

/** Why none can be mounted here; null where one can. */
export function whyNoSmallDisk(): string | null {
  const place = mkdtempSync(join(tmpdir(), 'caretrail-disk-'));
  const disk = mountSmallDisk(place, 2 ** 20);
  if (typeof disk !== 'string') disk.remove();
  rmdirSync(place);
  return typeof disk === 'string' ? disk : null;
}
