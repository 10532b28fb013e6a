import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { readConfig } from '../server/config.ts';
import { beginEpoch } from '../server/sites.ts';
import { type RunningServer, startServer } from '../server/start-server.ts';
import { valueOf } from './core.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import { handTimers, openSyncDevice, sqlRows, type SyncDevice, until } from './sync-device.ts';
import { startSyncServer } from './sync-server.ts';

const LONG_MS = 5 * 60_000;

/** Registers somebody on a device, by whoever is signed in there; answers the patient's id. */
export async function addPatient(device: SyncDevice, mrn: string): Promise<string> {
  const made = await device.client['patients.create']({
    mrn,
    firstName: 'Maria',
    lastName: `Núñez ${mrn}`,
    birthOn: '1950-02-28',
    sex: 'female',
    confirmedNotDuplicate: true,
  });
  return valueOf(made).id;
}

export type RestorableSite = Awaited<ReturnType<typeof openRestorableSite>>;

/** A site whose server can be put back to what it was. Time passes for one device at a time. */
export async function openRestorableSite() {
  const server = await openRestorableServer();
  const { proxy } = server;
  const clocks = new Map<SyncDevice, ReturnType<typeof handTimers>>();
  const site = {
    ...server,
    enrolment: { serverUrl: proxy.url, deviceName: 'Ward' },
    async newComputer(copyOf?: SyncDevice) {
      const timers = handTimers();
      const copied = copyOf ? { copyOf: copyOf.database } : {};
      const device = await openSyncDevice({ timers, ...copied });
      clocks.set(device, timers);
      return device;
    },
    async join(by: SyncDevice, userId: string) {
      const device = await site.newComputer();
      const { code } = valueOf(await by.client['sync.newCode']({}));
      valueOf(await device.client['sync.join']({ ...site.enrolment, code }));
      await site.allSynced(device);
      await device.signIn(userId);
      return device;
    },
    /** These devices, one after the other, say what they have and hear the rest, until nothing is left. */
    allSynced: (...devices: readonly SyncDevice[]): Promise<void> =>
      until(async () => {
        for (const device of devices) site.wake(device);
        for (const { incidents } of devices) if (incidents.length > 0) throw incidents[0];
        return haveAll(server, devices);
      }),
    /** Lets a device look for the server that it did not find. */
    wake: (device: SyncDevice) => clocks.get(device)?.pass(LONG_MS),
    /** Does something at a device that finds no server, and looks for it only when time passes. */
    async asleep(device: SyncDevice, work: () => Promise<unknown>): Promise<void> {
      proxy.cut = () => 'refuse';
      proxy.cutOff();
      await work();
      await until(async () => (await device.status()).state === 'offline');
      proxy.cut = () => 'pass';
    },
    async close() {
      for (const device of clocks.keys()) await device.close();
      await server.close();
    },
  };
  return site;
}

type RestorableServer = Awaited<ReturnType<typeof openRestorableServer>>;

async function openRestorableServer() {
  const folder = await mkdtemp(join(tmpdir(), 'caretrail-restorable-'));
  const proxy = await startCuttingProxy();
  const server = await startSyncServer(18, { PUBLIC_URL: proxy.url });
  const { siteId, code } = await server.newSite();
  let node: RunningServer = server.node;
  proxy.target = node.url;
  const startOn = async (databaseUrl: string): Promise<void> => {
    const settings = { PORT: '0', LOG_LEVEL: 'silent', PUBLIC_URL: proxy.url, DATA: folder };
    node = await startServer(readConfig(settings), databaseUrl);
    await node.ready;
    proxy.target = node.url;
  };
  let inUse = server.databaseUrl;
  let copies = 0;
  return {
    proxy,
    siteId,
    code,
    pool: () => node.pool,
    async onServer<Row extends object>(text: string): Promise<readonly Row[]> {
      const schema = `site_${siteId.replaceAll('-', '')}`;
      return (await node.pool.query<Row>(text.replaceAll('SITE', schema))).rows;
    },
    /** A copy of the server's database as it is now, and what puts it in the place of the one in use. */
    async backUp() {
      const url = new URL(inUse);
      const name = url.pathname.slice(1);
      copies += 1;
      const copy = `${name}_${copies}`;
      await node.stop();
      await asRoot(`CREATE DATABASE ${copy} TEMPLATE ${name}`);
      await startOn(url.href);
      return {
        async swapIn() {
          await node.stop();
          inUse = Object.assign(url, { pathname: `/${copy}` }).href;
          await startOn(inUse);
          await beginEpoch(node.pool, siteId);
        },
      };
    },
    async close() {
      if (node !== server.node) await node.stop();
      await server.close();
      await proxy.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function haveAll(
  { onServer }: RestorableServer,
  devices: readonly SyncDevice[],
): Promise<boolean> {
  const [log] = await onServer<{ head: number; epoch: number }>(
    'SELECT head, epoch FROM SITE.sync_site',
  );
  const standings = await Promise.all(devices.map((each) => standingOf(each)));
  return standings.every(
    ({ cursor, epoch, unsent }) => unsent === 0 && cursor === log?.head && epoch === log?.epoch,
  );
}

async function standingOf({ database }: SyncDevice) {
  const [row] = await sqlRows<{ cursor: number; epoch: number; unsent: number }>(
    database,
    `SELECT cursor_seq AS cursor, epoch, CASE WHEN EXISTS (SELECT FROM sync_first) THEN 1
       ELSE next_number - 1 - acked_number END AS unsent FROM sync_device`,
  );
  return row ?? { cursor: -1, epoch: 0, unsent: 1 };
}

async function asRoot(statement: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrls')[18] });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
