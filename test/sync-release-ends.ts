import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { Database } from '../main/platform/database.ts';
import { schemaOf } from '../server/database.ts';
import type { Release } from './sync-releases.ts';
import { enrol, newDevice } from './sync-server-device.ts';

type Settings = Readonly<Record<string, string>>;

/** A server of one release at a time, over one database and at one address. */
export async function startReleasedServer(first: Release) {
  const name = `sync_${randomUUID().replaceAll('-', '')}`;
  const rootUrl = inject('postgresUrls')[18];
  await asRoot(rootUrl, `CREATE DATABASE ${name}`);
  const databaseUrl = Object.assign(new URL(rootUrl), { pathname: `/${name}` }).href;
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-server-'));
  const start = async ({ config, start: code }: Release, port: string, settings: Settings = {}) => {
    const environment = { DATA: folder, PORT: port, LOG_LEVEL: 'silent', ...settings };
    const node = await code.startServer(config.readConfig(environment), databaseUrl);
    await node.ready;
    return node;
  };
  let release = first;
  let node = await start(release, '0');
  const { url } = node;
  return {
    url,
    newCode: async (siteId: string) =>
      (await release.codes.createCode(node.pool, siteId, null)).code,
    digest: async (siteId: string) =>
      (await release.serverDigest.readDigest(node.pool, siteId)).tables,
    outcomes: async (siteId: string, deviceId: string) => {
      const { rows } = await node.pool.query<{ outcome: string }>(
        `SELECT DISTINCT outcome FROM ${schemaOf(siteId)}.sync_log
         WHERE device_id = $1 ORDER BY 1`,
        [deviceId],
      );
      return rows.map(({ outcome }) => outcome);
    },
    newSite: async () =>
      release.sites.createSite(node.pool, await release.start.siteMigrations(), 'Clinic'),
    /** Stops the node and starts one of another release. */
    async upgrade(to: Release, settings: Settings = {}) {
      await node.stop();
      release = to;
      node = await start(to, new URL(url).port, settings);
    },
    async close() {
      await node.stop();
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

export type ReleasedDevice = Awaited<ReturnType<typeof openReleasedDevice>>;

/** A computer of one release at a time that joins a site with that code. */
export async function openReleasedDevice(first: Release, url: string, code: string) {
  let release = first;
  const migrations = await release.migrate.readMigrations(release.migrations);
  const { archive } = release;
  const database = await release.database.openDatabase({ archive }, migrations);
  const id = await beADevice(database, release, { url, code });
  const exchange = async () => ({
    database,
    // A fork has made it another device.
    server: release.client.serverClient(await enrolledAs(database, release)),
    clock: () => new Date(),
    signal: new AbortController().signal,
  });
  return {
    id,
    rows: <Row>(text: string): Promise<readonly Row[]> =>
      database.read((db) => release.sql.rowsOf<Row>(release.sql.sqlOver(db), text)),
    /** One transaction of somebody at this computer. */
    save: (...statements: readonly string[]) =>
      database.transact(async (tx) => {
        for (const statement of statements) await release.sql.sqlOver(tx).query(statement);
      }),
    /** Gives all that is here and takes all that is there. */
    sync: async () => syncOnce(release, await exchange()),
    /** Closes the program and opens a later release over the same records. */
    async upgrade(to: Release) {
      await migrateTo(database, release, to);
      release = to;
      await to.upgrade.adoptAfterUpgrade(database);
      await to.capture.attachMissingCapture(database);
    },
    becomeAnother: async () => release.another.becomeAnother(await exchange()),
    /** Does what is due once an hour. */
    keepHouse: async () => release.house.housekeeping()(await exchange()),
    digest: () => database.read((db) => release.digest.siteDigest(release.sql.sqlOver(db))),
    close: () => database.close(),
  };
}

async function syncOnce(release: Release, exchange: Parameters<Release['pull']['pullOnce']>[0]) {
  const { meet, fetch, push, pull } = release;
  await meet.meetServer(exchange);
  while (await fetch.fetchChunk(exchange));
  while (await push.pushOnce(exchange));
  while (await pull.pullOnce(exchange, pull.firstPace()));
}

async function beADevice(
  database: Database,
  { sql: { sqlOver }, capture }: Release,
  { url, code }: { readonly url: string; readonly code: string },
): Promise<string> {
  const wire = newDevice(url);
  const { body } = await enrol(wire, code);
  const { siteId } = body as { siteId: string };
  const { x = '', d = '' } = wire.privateKey.export({ format: 'jwk' });
  const key = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x, d });
  await database.transact(async (tx) => {
    const sql = sqlOver(tx);
    await sql.query(
      `INSERT INTO sync_device
         (device_id, device_name, server_url, site_id, private_key, epoch, enrolled_at)
       VALUES ($1, 'Ward', $2, $3, $4, 1, now())`,
      [wire.id, url, siteId, key],
    );
    await capture.attachCapture(sql);
    await sql.query(
      `INSERT INTO sync_first (direction, total, began_at) VALUES ('fetch', 0, now())`,
    );
  });
  return wire.id;
}

type Enrolled = Parameters<Release['client']['serverClient']>[0];

async function enrolledAs(database: Database, { sql }: Release): Promise<Enrolled> {
  const [device] = await database.read((db) =>
    sql.rowsOf<Enrolled>(
      sql.sqlOver(db),
      `SELECT device_id AS "deviceId", site_id AS "siteId", server_url AS "serverUrl",
         private_key AS "privateKey" FROM sync_device`,
    ),
  );
  if (!device) throw new Error('It is a device');
  return device;
}

async function migrateTo(database: Database, from: Release, to: Release): Promise<void> {
  const known = await from.migrate.readMigrations(from.migrations);
  const pending = (await to.migrate.readMigrations(to.migrations)).slice(known.length);
  await database.load(async (loader) => {
    for (const { name, sql, checksum } of pending) {
      for (const statement of sql.split(';').filter((each) => each.trim() !== ''))
        await loader.query(statement);
      await loader.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [
        name,
        checksum,
      ]);
    }
  });
}
