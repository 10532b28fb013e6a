import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readConfig } from '../server/config.ts';
import { beginEpoch } from '../server/sites.ts';
import { type RunningServer, startServer } from '../server/start-server.ts';
import { valueOf } from './core.ts';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts';
import {
  handTimers,
  openSyncDevice,
  siteContent,
  sqlRows,
  type SyncDevice,
  synced,
  until,
} from './sync-device.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';

const LONG_MS = 5 * 60_000;
const timers = handTimers();
let folder: string;
let proxy: CuttingProxy;
let server: SyncServer;
let node: RunningServer;
let site: { readonly siteId: string; readonly code: string };
let first: SyncDevice;
let second: SyncDevice;
let administratorId: string;

async function onServer<Row extends object>(text: string): Promise<readonly Row[]> {
  const schema = `site_${site.siteId.replaceAll('-', '')}`;
  const { rows } = await node.pool.query<Row>(text.replaceAll('SITE', schema));
  return rows;
}

async function head(): Promise<number> {
  const [row] = await onServer<{ head: number }>('SELECT head::INT AS head FROM SITE.sync_site');
  return row?.head ?? 0;
}

async function mrns(device: SyncDevice): Promise<readonly string[]> {
  const rows = await sqlRows<{ mrn: string }>(device.database, 'SELECT mrn FROM patients');
  return rows.map(({ mrn }) => mrn).toSorted();
}

function addPatient(device: SyncDevice, mrn: string) {
  return device.client['patients.create']({
    mrn,
    firstName: 'Maria',
    lastName: `Núñez ${mrn}`,
    birthOn: '1950-02-28',
    sex: 'female',
    confirmedNotDuplicate: true,
  });
}

/** Time passes until every device has seen all of the log. */
async function allSynced(...devices: readonly SyncDevice[]): Promise<void> {
  await until(async () => {
    timers.pass(LONG_MS);
    const states = await Promise.all(devices.map((each) => each.status()));
    for (const { incidents } of devices) if (incidents.length > 0) throw incidents[0];
    return states.every(({ state }) => state === 'onServer');
  });
  for (const device of devices) await synced(device, head);
  for (const device of devices) await synced(device, head);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-restored-'));
  proxy = await startCuttingProxy();
  server = await startSyncServer(18, { PUBLIC_URL: proxy.url });
  node = server.node;
  proxy.target = node.url;
  site = await server.newSite();
  first = await openSyncDevice({ timers });
  second = await openSyncDevice({ timers });
  administratorId = await first.setUp();
  const enrolment = { serverUrl: proxy.url, deviceName: 'Ward' };
  valueOf(await first.client['sync.enrol']({ ...enrolment, code: site.code }));
  await synced(first, head);
  const { code } = valueOf(await first.client['sync.newCode']({}));
  valueOf(await second.client['sync.join']({ ...enrolment, code }));
  await synced(second, head);
  await second.signIn(administratorId);
}, 180_000);
afterAll(async () => {
  await first?.close();
  await second?.close();
  if (node !== server?.node) await node?.stop();
  await server?.close();
  await proxy?.close();
  await rm(folder, { recursive: true, force: true });
});

test('a copy of a device writes on under an id of its own, and nothing of either is lost', async () => {
  await allSynced(first, second);
  const twin = await openSyncDevice({ timers, copyOf: second.database });
  try {
    await twin.signIn(administratorId);
    valueOf(await addPatient(twin, 'TWIN-1'));
    await allSynced(first, twin);
    valueOf(await addPatient(second, 'SECOND-1'));
    await allSynced(second);
    valueOf(await addPatient(second, 'SECOND-2'));
    await allSynced(first, second, twin);
    expect(await mrns(first)).toEqual(['SECOND-1', 'SECOND-2', 'TWIN-1']);
    expect(await siteContent(second.database)).toEqual(await siteContent(first.database));
    expect(await siteContent(twin.database)).toEqual(await siteContent(first.database));
    const ids = await Promise.all([second.status(), twin.status()]);
    expect(new Set(ids.map(({ deviceId }) => deviceId)).size).toBe(2);
    expect(await onServer('SELECT 1 FROM SITE.sync_reviews')).toEqual([]);
  } finally {
    await twin.close();
  }
}, 120_000);

test('a server that comes back from a backup gets from the devices what it had lost', async () => {
  await allSynced(first, second);
  const before = await mrns(first);
  const restored = await backUp();
  valueOf(await addPatient(first, 'LOST-1'));
  await allSynced(first, second);
  valueOf(await addPatient(second, 'LOST-2'));
  await allSynced(first, second);
  await restored.swapIn();
  expect((await onServer('SELECT 1 FROM SITE.patients')).length).toBe(before.length);
  await beginEpoch(node.pool, site.siteId);
  await allSynced(first, second);
  const all = [...before, 'LOST-1', 'LOST-2'].toSorted();
  expect(await mrns(first)).toEqual(all);
  expect(await mrns(second)).toEqual(all);
  const onIt = await onServer<{ mrn: string }>('SELECT mrn FROM SITE.patients');
  expect(onIt.map(({ mrn }) => mrn).toSorted()).toEqual(all);
  expect(await siteContent(second.database)).toEqual(await siteContent(first.database));
  expect(await sqlRows(first.database, 'SELECT 1 FROM sync_relay')).toEqual([]);
  const log = (device: SyncDevice) =>
    sqlRows<{ n: number }>(device.database, 'SELECT cursor_seq AS n FROM sync_device');
  expect(await log(first)).toEqual(await log(second));
}, 120_000);

/** A copy of the server's database as it is now, and what puts it in the place of the one in use. */
async function backUp() {
  const root = inject('postgresUrls')[18];
  const url = new URL(server.databaseUrl);
  const name = url.pathname.slice(1);
  const copy = `${name}_copy`;
  await node.stop();
  await asRoot(root, `CREATE DATABASE ${copy} TEMPLATE ${name}`);
  await startOn(url.href);
  return {
    async swapIn() {
      await node.stop();
      await startOn(Object.assign(url, { pathname: `/${copy}` }).href);
    },
  };
}

async function startOn(databaseUrl: string): Promise<void> {
  const settings = { PORT: '0', LOG_LEVEL: 'silent', PUBLIC_URL: proxy.url, DATA: folder };
  node = await startServer(readConfig(settings), databaseUrl);
  await node.ready;
  proxy.target = node.url;
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
