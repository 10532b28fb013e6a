import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createCode } from '../server/codes.ts';
import { openPool, type Pool } from '../server/database.ts';
import { openEmbedded } from '../server/embedded-postgres.ts';
import { migrateCentral } from '../server/migrate.ts';
import { createSite } from '../server/sites.ts';
import { siteMigrations } from '../server/start-server.ts';

const ROOT = join(import.meta.dirname, '..');
const STARTS_WITHIN_MS = 30 * 60_000;

/** One node of the server, in a process of its own. */
export type SyncNode = {
  readonly url: string;
  readonly pid: number;
  /** From spawning it until it answered devices. */
  readonly readyMs: number;
  readonly kill: () => Promise<void>;
};

/** PostgreSQL with fsync, as the server's, and what an operator does there. */
export type SyncSubject = {
  readonly folder: string;
  readonly pool: Pool;
  /** `release` is the folder of another release's sources. */
  readonly startNode: (release?: string) => Promise<SyncNode>;
  readonly newSite: () => Promise<{ readonly siteId: string; readonly code: string }>;
  /** Of PostgreSQL's processes. */
  readonly databasePids: () => Promise<readonly number[]>;
  /** For one more of a site's computers. */
  readonly newCode: (siteId: string) => Promise<string>;
};

/** Does some work beside a new database, in a folder that is gone afterwards. */
export async function withSyncSubject<T>(work: (subject: SyncSubject) => Promise<T>): Promise<T> {
  // PostgreSQL does not run as root, and the user it runs as must get there.
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-sync-'));
  await chmod(folder, 0o755);
  const postgres = await openEmbedded(folder);
  // By its name its connections are told from those of nodes.
  const pool = openPool(`${postgres.url}?application_name=operator`, 5, () => undefined);
  const nodes: SyncNode[] = [];
  try {
    await assertDurable(pool);
    await migrateCentral(pool);
    const migrations = await siteMigrations();
    return await work({
      folder,
      pool,
      async startNode(release = ROOT) {
        const node = await startNode({ release, folder, databaseUrl: postgres.url });
        nodes.push(node);
        return node;
      },
      newSite: () => createSite(pool, migrations, 'Measured clinic'),
      async databasePids() {
        const { rows } = await pool.query<{ pid: number }>('SELECT pid FROM pg_stat_activity');
        return rows.map(({ pid }) => pid);
      },
      newCode: async (siteId) => (await createCode(pool, siteId, null)).code,
    });
  } finally {
    for (const node of nodes) await node.kill();
    await pool.end();
    await postgres.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function assertDurable(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ fsync: string; commit: string }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit`,
  );
  if (rows[0]?.fsync !== 'on' || rows[0].commit !== 'on')
    throw new Error('The server’s database does not write durably');
}

type Start = { readonly release: string; readonly folder: string; readonly databaseUrl: string };

async function startNode({ release, folder, databaseUrl }: Start): Promise<SyncNode> {
  const port = await freePort();
  const startedMs = performance.now();
  const child = spawn(process.execPath, [join(release, 'server/start.ts')], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: databaseUrl,
      DATA: folder,
      PORT: String(port),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const killWithThis = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithThis);
  const url = `http://127.0.0.1:${port}`;
  await answers(url, child);
  return {
    url,
    pid: child.pid ?? 0,
    readyMs: performance.now() - startedMs,
    async kill() {
      process.off('exit', killWithThis);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const untilMs = performance.now() + STARTS_WITHIN_MS;
  while (performance.now() < untilMs && child.exitCode === null) {
    const isReady = await fetch(`${url}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await pause(20);
  }
  throw new Error('The node of the server did not start');
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
