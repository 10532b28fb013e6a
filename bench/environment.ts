import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Table } from './section.ts';
import { inMs, median, percentile, timesOf } from './statistics.ts';

const root = join(import.meta.dirname, '..');
const packageJson = z.object({ version: z.string() });

const PACKAGES = ['@electric-sql/pglite', 'kysely', 'better-sqlite3', 'playwright-core'] as const;

function versionOf(name: string): string {
  const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
  return packageJson.parse(JSON.parse(text)).version;
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  try {
    const changed = git('status', '--porcelain').trim() === '' ? '' : ' with changes';
    return git('rev-parse', '--short', 'HEAD').trim() + changed;
  } catch {
    return 'not in git';
  }
}

/** What a durable write costs here at the least: no commit can be quicker. */
async function fsyncTimes(folder: string): Promise<readonly number[]> {
  const path = join(folder, 'fsync');
  const file = openSync(path, 'w', 0o600);
  const page = Buffer.alloc(8192, 1);
  try {
    return await timesOf({ count: 200, warmUp: 20 }, () => {
      writeSync(file, page);
      fsyncSync(file);
    });
  } finally {
    closeSync(file);
    rmSync(path);
  }
}

/** What was measured on; `folder` is where the sections work. */
export async function environment(folder: string): Promise<Table> {
  const fsyncMs = await fsyncTimes(folder);
  const load = loadavg()[0] ?? 0;
  return {
    caption: `Measured ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    columns: ['environment', ''],
    rows: [
      ['processor', `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores`],
      ['memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
      ['system', `${process.platform} ${release()} ${process.arch}`],
      ['load before the run', load.toFixed(2)],
      [
        'write and fsync 8 KiB',
        `p50 ${inMs(median(fsyncMs))}, p95 ${inMs(percentile(fsyncMs, 0.95))}`,
      ],
      ['node', process.version],
      ...PACKAGES.map((name) => [name, versionOf(name)]),
      ['commit', commit()],
    ],
  };
}
