import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SERVED_PASSPHRASE } from '../tools/served.ts';

/** Of one process, in bytes. */
export type ProcessMemory = {
  /** Some seconds after it was open, when what opening needed is given back. */
  readonly settled: number;
  /** The most it ever had; null where the system does not tell. */
  readonly peak: number | null;
};

const SETTLING_MS = 10_000;
const SERVE = join(import.meta.dirname, '../dist/main/serve.js');

/** The built program over a data directory, open with its passphrase: how much memory its process has. */
export async function memoryOfServed(dataDir: string): Promise<ProcessMemory> {
  const child = spawn(
    process.execPath,
    [SERVE, '--reason', 'a tool drives it', '--data', dataDir],
    {
      env: { ...process.env, CARETRAIL_NO_OPEN: '1', CARETRAIL_PASSPHRASE: SERVED_PASSPHRASE },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  // It says where it is reached once the records are open.
  await Promise.race([once(child.stdout, 'data'), exited]);
  await Promise.race([pause(SETTLING_MS), exited]);
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null) throw new Error('Caretrail did not start');
  const memory = memoryOf(pid);
  child.kill();
  await exited;
  return memory;
}

/** Of any process of this computer. */
export function memoryOf(pid: number): ProcessMemory {
  const status = `/proc/${pid}/status`;
  if (existsSync(status)) {
    const text = readFileSync(status, 'utf8');
    const inBytes = (name: string) =>
      Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(text)?.[1]) * 1024;
    return { settled: inBytes('VmRSS'), peak: inBytes('VmHWM') };
  }
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return { settled: Number(stdout) * 1024, peak: null };
}
