import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_PIN, valueOf } from './core.ts';
import {
  cursorOf,
  openSyncDevice,
  siteContent,
  sqlRows,
  type SyncDevice,
  synced,
} from './sync-device.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';

let server: SyncServer;
let site: { readonly siteId: string; readonly code: string };
let first: SyncDevice;
let second: SyncDevice;

const patient = {
  mrn: 'T-1',
  firstName: 'Maria',
  lastName: 'Núñez',
  birthOn: '1950-02-28',
  sex: 'female',
  confirmedNotDuplicate: true,
} as const;

async function head(): Promise<number> {
  const { rows } = await server.node.pool.query<{ head: string }>(
    `SELECT head FROM site_${site.siteId.replaceAll('-', '')}.sync_site`,
  );
  return Number(rows[0]?.head ?? 0);
}

beforeAll(async () => {
  server = await startSyncServer(18);
  site = await server.newSite();
  first = await openSyncDevice();
  second = await openSyncDevice();
}, 120_000);
afterAll(async () => {
  await first?.close();
  await second?.close();
  await server?.close();
});

test('a computer that was set up gives its records to the site, and one that was not gets them', async () => {
  const administratorId = await first.setUp();
  valueOf(await first.client['patients.create'](patient));
  valueOf(
    await first.client['sync.enrol']({
      serverUrl: server.node.url,
      code: site.code,
      deviceName: 'Ward 1',
    }),
  );
  await synced(first, head);
  const { code } = valueOf(await first.client['sync.newCode']({}));
  valueOf(
    await second.client['sync.join']({ serverUrl: server.node.url, code, deviceName: 'Ward 2' }),
  );
  await synced(second, head);
  valueOf(await second.client['session.signIn']({ userId: administratorId, pin: TEST_PIN }));
  await synced(second, head);
  await synced(first, head);
  expect(await siteContent(second.database)).toEqual(await siteContent(first.database));
  expect(await cursorOf(first.database)).toBe(await cursorOf(second.database));
}, 60_000);

test('what is changed on one computer is on the other, with whoever did it', async () => {
  const [row] = await sqlRows<{ id: string; version: number }>(
    first.database,
    'SELECT id, version FROM patients',
  );
  expect(row).toBeDefined();
  valueOf(await second.client['patients.create']({ ...patient, mrn: 'T-2', firstName: 'Ana' }));
  await synced(second, head);
  await synced(first, head);
  expect(await siteContent(first.database)).toEqual(await siteContent(second.database));
  const authors = await sqlRows<{ u: string | null }>(
    first.database,
    `SELECT line::JSON ->> 'u' AS u FROM sync_log WHERE line::JSON ->> 'k' = 'patients'`,
  );
  const [ada] = await sqlRows<{ id: string }>(first.database, 'SELECT id FROM users');
  expect(authors).toEqual([{ u: ada?.id }]);
}, 60_000);
