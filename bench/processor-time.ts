import { existsSync, readFileSync } from 'node:fs';

/** Of Linux's clock ticks, which it counts processor time in. */
const TICK_MS = 10;

function processorMs(pid: number): number | null {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return null;
  // Behind the name, which may hold anything, in parentheses: the 12th and 13th are user and system time.
  const fields = readFileSync(path, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/**
 * Milliseconds of processor that these processes need for some work, which says more than its time where the
 * machine is busy with other things. A process that ends meanwhile, as a connection of PostgreSQL may, counts
 * for nothing. NaN where the system tells of none.
 */
export async function processorTimeOf(
  pids: readonly number[],
  work: () => Promise<unknown>,
): Promise<number> {
  const before = pids.map((pid) => [pid, processorMs(pid)] as const);
  await work();
  const used = before.flatMap(([pid, ms]) => {
    const now = processorMs(pid);
    return ms === null || now === null ? [] : [now - ms];
  });
  return used.length === 0 ? Number.NaN : used.reduce((sum, ms) => sum + ms, 0);
}
