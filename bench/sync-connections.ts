import { existsSync, readFileSync } from 'node:fs';
import type { Pool } from '../server/database.ts';

/** Memory that connections of the nodes have for themselves alone, in bytes; one number each. */
export async function connectionMemory(pool: Pool): Promise<readonly number[]> {
  const { rows } = await pool.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'caretrail-server'`,
  );
  return rows.flatMap(({ pid }) => privateBytes(pid));
}

function privateBytes(pid: number): readonly number[] {
  const path = `/proc/${pid}/smaps_rollup`;
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const inBytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
  return [inBytes('Private_Clean') + inBytes('Private_Dirty')];
}
