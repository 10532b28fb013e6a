import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { migrate, readMigrations } from '../main/platform/migrate.ts';
import { startPostgres } from '../test/postgres.ts';
import { dropFromMemory, sizeOf } from './file-cache.ts';
import type { CopyFile, Sizes } from './store-dataset.ts';
import { type LoadTimes, loadDataset } from './store-loading.ts';
import { type AnswerTimes, measureAnswers } from './store-measuring.ts';
import type { Ask } from './store-queries.ts';

export type NativeResult = {
  readonly version: string;
  readonly load: LoadTimes;
  readonly openMs: number;
  readonly answers: AnswerTimes;
  readonly byteLength: number;
  readonly logBytes: number;
  readonly isCold: boolean;
};

/** Durable again, and with memory as on a computer that does other things too. */
const SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: "'128MB'",
  max_wal_size: "'1GB'",
  // What the embedded one cannot have either.
  max_parallel_workers_per_gather: '0',
} as const;

function askOver(client: Client): Ask {
  return async (sql, values) => (await client.query(sql, values && [...values])).rows;
}

/** The server itself, which the tests' own starter does not let stop and start again. */
function serverAt(folder: string) {
  const [binary = ''] = readFileSync(join(folder, 'postmaster.opts'), 'utf8').split(' ');
  const { uid, gid } = statSync(folder);
  const run = (verb: 'stop' | 'start', ...more: readonly string[]): void => {
    const values = [verb, '-D', folder, '-w', '-m', 'fast', ...more];
    const isRoot = process.getuid?.() === 0;
    const { status, stderr } = spawnSync(join(dirname(binary), 'pg_ctl'), values, {
      ...(isRoot ? { uid, gid } : {}),
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`pg_ctl ${verb}: ${stderr}`);
  };
  return {
    stop: () => run('stop'),
    start: () => run('start', '-l', join(folder, '../log')),
  };
}

async function connected<T>(connectionString: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(askOver(client));
  } finally {
    await client.end();
  }
}

async function settingOf(ask: Ask, name: string): Promise<string> {
  const [row] = await ask(`SHOW ${name}`);
  return String(Object.values(Object(row))[0]);
}

type Server = ReturnType<typeof serverAt> & { readonly folder: string; readonly version: string };

/** Migrates it and starts it again with the settings that only a start takes up. */
async function prepare(connectionString: string): Promise<Server> {
  const server = await connected(connectionString, async (ask) => {
    for (const [name, value] of Object.entries(SETTINGS))
      await ask(`ALTER SYSTEM SET ${name} = ${value}`);
    await migrate(
      { query: async (sql, values) => ({ rows: [...(await ask(sql, values))] }), exec: ask },
      await readMigrations(join(import.meta.dirname, '../migrations')),
    );
    const folder = await settingOf(ask, 'data_directory');
    return { ...serverAt(folder), folder, version: await settingOf(ask, 'server_version') };
  });
  server.stop();
  server.start();
  return server;
}

/** Everything that is measured of a native PostgreSQL 18 with the same schema and rows. */
export async function measureNative(
  files: readonly CopyFile[],
  sizes: Sizes,
): Promise<NativeResult> {
  const { connectionString, stop } = await startPostgres(18);
  try {
    const { folder, version, ...server } = await prepare(connectionString);
    const copy = (ask: Ask) => (file: CopyFile) =>
      ask(`COPY ${file.table} (${file.columns}) FROM '${file.path}'`);
    const load = await connected(connectionString, (ask) => loadDataset(ask, copy(ask), files));
    server.stop();
    const byteLength = sizeOf(folder);
    const logBytes = sizeOf(join(folder, 'pg_wal'));
    const isCold = dropFromMemory(folder);
    const startedMs = performance.now();
    server.start();
    return await connected(connectionString, async (ask) => {
      const fsync = await settingOf(ask, 'fsync');
      const openMs = performance.now() - startedMs;
      if (fsync !== 'on') throw new Error('The peer does not write durably');
      const answers = await measureAnswers(ask, sizes);
      return { version, load, openMs, byteLength, logBytes, isCold, answers };
    });
  } finally {
    await stop();
  }
}
