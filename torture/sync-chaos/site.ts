import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inSite, openPool, type Pool } from '../../server/database.ts';
import { readDigest } from '../../server/digest.ts';
import { createPageStore } from '../../main/platform/page-store/page-store.ts';
import type { SiteDigest } from '../../shared/sync/wire.ts';
import { templateArchive } from '../../tools/template.ts';
import { FIRST_KEYRING } from '../keyring.ts';
import { loadPaths } from '../load/load-paths.ts';
import { databaseOn } from '../stored-database.ts';
import { openServerDatabase, type ServerDatabase } from './database.ts';
import { type Device, deviceAt } from './device.ts';
import { type NodePlace, operate, serverNode, type ServerNode } from './nodes.ts';
import { type ChaosProxy, startChaosProxy } from './proxy.ts';
import { type Held, type Head, type Logged, MADE_ONCE } from './verdict.ts';

export type ChaosSite = {
  readonly folder: string;
  readonly ledger: string;
  readonly seed: number;
  readonly siteId: string;
  readonly database: ServerDatabase;
  readonly place: Omit<NodePlace, 'name'>;
  readonly nodes: readonly ServerNode[];
  readonly devices: Device[];
  /** By device: what is between it and the nodes; a copy of a device goes the same way. */
  readonly proxies: readonly ChaosProxy[];
  readonly pool: () => Pool;
  readonly close: () => Promise<void>;
};

const NODES = 2;
export const DEVICES = 4;

export type SitePlan = {
  readonly folder: string;
  readonly seed: number;
  readonly say: (text: string) => void;
};

/** A server of two nodes, and four devices of one site that have all of its records. */
export async function openChaosSite({ folder, seed, say }: SitePlan): Promise<ChaosSite> {
  const database = await openServerDatabase(folder);
  const place = { folder, databaseUrl: database.url };
  const made = await operate(place, 'create-site', 'Chaos');
  const [, siteId = ''] = /^site (\S+)$/m.exec(made) ?? [];
  const [, code = ''] = /^code (\S+)$/m.exec(made) ?? [];
  const nodes = await Promise.all(
    Array.from({ length: NODES }, (_, at) => serverNode({ ...place, name: `node-${at}` })),
  );
  await Promise.all(nodes.map((node) => node.start()));
  const ports = nodes.map(({ port }) => port);
  const names = Array.from({ length: DEVICES }, (_, at) => `device-${at}`);
  const proxies = await Promise.all(names.map((name) => startChaosProxy({ ports, seed, name })));
  const ledger = join(folder, 'ledger');
  const devices = await makeDevices(folder, ledger, names);
  const pool = openPool(database.url, 2, () => undefined);
  say('enrolling');
  await enrolAll(devices, proxies, code);
  const site = { folder, ledger, seed, siteId, database, place, nodes, devices, proxies };
  return {
    ...site,
    pool: () => pool,
    async close() {
      await Promise.all(devices.map((device) => device.kill()));
      await Promise.all(nodes.map((node) => node.kill()));
      await Promise.all(proxies.map((proxy) => proxy.close()));
      await pool.end();
      await database.close();
    },
  };
}

async function makeDevices(
  folder: string,
  ledger: string,
  names: readonly string[],
): Promise<Device[]> {
  const fresh = await freshStore(join(folder, 'fresh.store'));
  const devices: Device[] = [];
  for (const name of names) {
    const own = join(folder, name);
    await mkdir(own);
    await writeFile(loadPaths(own).store, fresh, { mode: 0o600 });
    const device = deviceAt({ name, folder: own, ledger });
    await device.start(0);
    devices.push(device);
  }
  return devices;
}

async function freshStore(path: string): Promise<Uint8Array> {
  const { close } = await databaseOn(createPageStore(path, FIRST_KEYRING), await templateArchive());
  await close();
  const content = await readFile(path);
  await rm(path);
  return content;
}

async function enrolAll(
  devices: readonly Device[],
  proxies: readonly ChaosProxy[],
  code: string,
): Promise<void> {
  const [first, ...others] = devices;
  await first?.begin(proxies[0]?.url ?? '', code);
  while ((await first?.stand())?.unsent !== 0) await soon();
  for (const [at, device] of others.entries())
    await device.join(proxies[at + 1]?.url ?? '', (await first?.newCode()) ?? '');
  for (const device of others) while ((await device.stand()).isFirstSync) await soon();
}

export function soon(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 100));
}

export async function readHeld({ pool, siteId }: ChaosSite): Promise<Held> {
  return inSite(pool(), { siteId, isolation: 'snapshot' }, async (client) => {
    const { rows: log } = await client.query<Logged>(
      'SELECT seq, device_id AS "deviceId", line, outcome FROM sync_log ORDER BY seq',
    );
    const { rows: heads } = await client.query<Head>(
      `SELECT device_id AS "deviceId", acked_number AS "ackedNumber", acked_chain AS "ackedChain"
       FROM sync_heads`,
    );
    const { rows } = await client.query<{ row: string }>(
      [...MADE_ONCE]
        .map((table) => `SELECT '${table} ' || jsonb_build_array(id)::TEXT AS row FROM ${table}`)
        .join(' UNION ALL '),
    );
    return { log, heads, rows: new Set(rows.map(({ row }) => row)) };
  });
}

export async function readHeadOf({ pool, siteId }: ChaosSite): Promise<number> {
  return inSite(pool(), { siteId, isolation: 'snapshot' }, async (client) => {
    const { rows } = await client.query<{ head: number }>('SELECT head FROM sync_site');
    return rows[0]?.head ?? 0;
  });
}

export function digestOf({ pool, siteId }: ChaosSite): Promise<SiteDigest> {
  return readDigest(pool(), siteId);
}
