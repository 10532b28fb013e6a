import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { readConfig } from '../server/config.ts';
import { createSite } from '../server/sites.ts';
import { type RunningServer, siteMigrations, startServer } from '../server/start-server.ts';

/** Nodes of one server, with a database and a folder of their own. */
export type SyncServer = {
  readonly databaseUrl: string;
  /** The first node. */
  readonly node: RunningServer;
  /** Starts one more on the same database. */
  readonly startNode: (settings?: Readonly<Record<string, string>>) => Promise<RunningServer>;
  readonly newSite: (name?: string) => Promise<{ readonly siteId: string; readonly code: string }>;
  readonly close: () => Promise<void>;
};

/** Starts the central server against PostgreSQL of that major, or at that address. */
export async function startSyncServer(
  postgres: 15 | 18 | string,
  settings: Readonly<Record<string, string>> = {},
): Promise<SyncServer> {
  const name = `sync_${randomUUID().replaceAll('-', '')}`;
  const rootUrl = typeof postgres === 'string' ? postgres : inject('postgresUrls')[postgres];
  await asRoot(rootUrl, `CREATE DATABASE ${name}`);
  const databaseUrl = Object.assign(new URL(rootUrl), { pathname: `/${name}` }).href;
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-server-'));
  const nodes: RunningServer[] = [];
  const startNode = async (own: Readonly<Record<string, string>> = {}): Promise<RunningServer> => {
    const environment = {
      DATA: folder,
      PORT: '0',
      LOG_LEVEL: 'silent',
      ...settings,
      ...own,
    };
    const node = await startServer(readConfig(environment), databaseUrl);
    nodes.push(node);
    await node.ready;
    return node;
  };
  const node = await startNode();
  return {
    databaseUrl,
    node,
    startNode,
    newSite: async (site = 'Clinic') => createSite(node.pool, await siteMigrations(), site),
    close: async () => {
      for (const each of nodes) await each.stop();
      await asRoot(rootUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function asRoot(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
