import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Migration } from '../shared/base/migration-plan.ts';
import { addRoutes, createApp } from './app.ts';
import { type Config, ConfigRefused } from './config.ts';
import { openPool, type Pool } from './database.ts';
import { describeError } from './describe-error.ts';
import { createDevices } from './devices.ts';
import { openFiles } from './files.ts';
import { createHeads } from './heads.ts';
import { createMetrics } from './metrics.ts';
import { migrateCentral, migrateSite, readMigrations, SchemaRefused } from './migrate.ts';
import type { NodeState, Readiness } from './node-state.ts';
import { refoldWaiting } from './refold.ts';
import { isPassing } from './refused.ts';
import { createSegments } from './segments.ts';
import { createSigningKeys } from './signing-keys.ts';
import { listSites } from './sites.ts';
import { createSnapshotBuilds } from './snapshot-builds.ts';
import { createTokens } from './tokens.ts';
import { createTurns } from './turns.ts';

/** A node that listens. */
export type RunningServer = {
  readonly url: string;
  readonly pool: Pool;
  /** Rejects when the node cannot be made ready. */
  readonly ready: Promise<void>;
  /** Stops accepting, answers those who wait, finishes the rest and lets the database go. */
  readonly stop: () => Promise<void>;
};

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations');
const MOST_WAITING_PUSHES = 64;
const MIGRATED_AT_ONCE = 4;
const STOP_WITHIN_MS = 25_000;
const RETRY_MS = 2000;
const OLDEST_POSTGRES = 150_000;

/** The migrations that sites are made with: those of devices. */
export function siteMigrations(): Promise<readonly Migration[]> {
  return readMigrations(MIGRATIONS);
}

/**
 * Starts a node; `DATABASE_URL` must be there. It listens at once, and answers devices when all sites are
 * of this release, which `ready` tells.
 */
export async function startServer(config: Config, databaseUrl: string): Promise<RunningServer> {
  const app = createApp(config);
  const { log } = app;
  const pool = openPool(databaseUrl, config.DATABASE_CONNECTIONS, () =>
    log.warn('a connection to the database broke'),
  );
  const readiness: Readiness = { isReady: false, refusedSites: new Set() };
  try {
    const node = await createNode({ config, pool, readiness, log });
    addRoutes(app, node);
    const url = await listen(app, config);
    let stopping: Promise<void> | undefined;
    return {
      url,
      pool,
      ready: makeReady(node, log),
      stop: () => {
        stopping ??= stopNode(app, node);
        return stopping;
      },
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function listen(app: FastifyInstance, config: Config): Promise<string> {
  try {
    await app.listen({ host: config.HOST, port: config.PORT });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('E')) throw error;
    throw new ConfigRefused(`HOST, PORT: ${config.HOST}:${config.PORT} cannot be used (${code}).`);
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : config.PORT;
  const host = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST;
  const url = `${config.TLS_CERT ? 'https' : 'http'}://${host}:${port}`;
  app.log.info({ url }, 'listening');
  return url;
}

async function stopNode(app: FastifyInstance, node: NodeState): Promise<void> {
  app.log.info('stopping');
  const cut = setTimeout(() => app.server.closeAllConnections(), STOP_WITHIN_MS);
  const closed = app.close();
  await node.heads.stop();
  await closed;
  clearTimeout(cut);
  await node.snapshots.settle();
  await node.pool.end();
  app.log.info('stopped');
}

type Parts = Pick<NodeState, 'config' | 'pool' | 'readiness'> & { readonly log: FastifyBaseLogger };

async function createNode({ config, pool, readiness, log }: Parts): Promise<NodeState> {
  const devices = createDevices(pool);
  const heads = createHeads({
    pool,
    onError: (error) => log.warn({ failure: describeError(error) }, 'cannot ask for news'),
  });
  const metrics = createMetrics({ pool, waiting: heads.waiting });
  const snapshots = createSnapshotBuilds({
    pool,
    every: config.SNAPSHOT_EVERY,
    onBuilt: ({ tookMs, error }) => {
      metrics.snapshotMade(tookMs / 1000, error === undefined);
      if (error === undefined) log.info({ ms: Math.round(tookMs) }, 'snapshot made');
      else log.error({ failure: describeError(error) }, 'no snapshot could be made');
    },
  });
  return {
    config,
    pool,
    migrations: await siteMigrations(),
    devices,
    tokens: createTokens(pool, devices, createSigningKeys(pool)),
    heads,
    turns: createTurns(MOST_WAITING_PUSHES),
    segments: createSegments(pool),
    snapshots,
    files: await openFiles(config.FILES ?? join(config.DATA, 'files'), config.MOST_FILE_BYTES),
    metrics,
    readiness,
  };
}

/** A database that is away is waited for: after a loss of power nobody says which comes up first. */
async function makeReady(node: NodeState, log: FastifyBaseLogger): Promise<void> {
  for (;;) {
    try {
      await assertUsable(node.pool);
      await migrateCentral(node.pool);
      await bringAllToRelease(node, log);
      return;
    } catch (error) {
      if (!isPassing(error)) throw error;
      log.warn({ failure: describeError(error) }, 'the database is away; trying again');
      await delay(RETRY_MS);
    }
  }
}

async function assertUsable(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number; encoding: string }>(
    `SELECT current_setting('server_version_num')::INT AS version,
       current_setting('server_encoding') AS encoding`,
  );
  const [database] = rows;
  if (!database || database.version < OLDEST_POSTGRES)
    throw new ConfigRefused('DATABASE_URL: PostgreSQL 15 or later is needed.');
  if (database.encoding !== 'UTF8')
    throw new ConfigRefused('DATABASE_URL: the encoding of the database must be UTF8.');
}

async function bringAllToRelease(node: NodeState, log: FastifyBaseLogger): Promise<void> {
  const { refusedSites } = node.readiness;
  refusedSites.clear();
  const sites = (await listSites(node.pool)).map(({ id }) => id);
  const total = sites.length;
  let done = 0;
  const next = sites.values();
  const bringSome = async (): Promise<void> => {
    for (const siteId of next) {
      await bringToRelease(node, log, siteId);
      done += 1;
      if (done % 100 === 0 || done === total) log.info({ done, total }, 'sites of this release');
    }
  };
  await Promise.all(Array.from({ length: MIGRATED_AT_ONCE }, bringSome));
  node.readiness.isReady = true;
  log.info({ sites: total, refused: refusedSites.size }, 'ready');
}

/** A site that cannot be used is left alone; the others go on. */
async function bringToRelease(
  node: NodeState,
  log: FastifyBaseLogger,
  siteId: string,
): Promise<void> {
  try {
    await migrateSite(node.pool, siteId, node.migrations);
    await takeUpWaiting(node, log, siteId);
  } catch (error) {
    if (isPassing(error)) throw error;
    node.readiness.refusedSites.add(siteId);
    const reason = error instanceof SchemaRefused ? error.message : 'its migration failed';
    log.error({ siteId, reason, failure: describeError(error) }, 'this site cannot be used');
  }
}

/** What newer computers sent before this release was here; what fails waits on and hinders nobody. */
async function takeUpWaiting(
  node: NodeState,
  log: FastifyBaseLogger,
  siteId: string,
): Promise<void> {
  const { decided, failed } = await refoldWaiting(node.pool, siteId);
  if (decided > 0) log.info({ siteId, decided }, 'what had waited for this release was taken up');
  for (const { seq, error } of failed) {
    if (isPassing(error)) throw error;
    log.error({ siteId, seq, failure: describeError(error) }, 'a change goes on waiting');
  }
}
