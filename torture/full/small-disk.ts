import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

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
