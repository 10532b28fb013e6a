import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCode } from '../server/codes.ts';
import { codeOf, valueOf } from './core.ts';
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
let proxy: CuttingProxy;
let server: SyncServer;
let site: { readonly siteId: string; readonly code: string };
let first: SyncDevice;
let second: SyncDevice;
let administratorId: string;

async function onServer<Row extends object>(text: string): Promise<readonly Row[]> {
  const schema = `site_${site.siteId.replaceAll('-', '')}`;
  const { rows } = await server.node.pool.query<Row>(text.replaceAll('SITE', schema));
  return rows;
}

async function head(): Promise<number> {
  const [row] = await onServer<{ head: number }>('SELECT head::INT AS head FROM SITE.sync_site');
  return row?.head ?? 0;
}

function patient(mrn: string) {
  return {
    mrn,
    firstName: 'Maria',
    lastName: `Núñez ${mrn}`,
    birthOn: '1950-02-28',
    sex: 'female',
    confirmedNotDuplicate: true,
  } as const;
}

async function isOffline(device: SyncDevice): Promise<boolean> {
  return (await device.status()).state === 'offline';
}

beforeAll(async () => {
  proxy = await startCuttingProxy();
  // So few entries that a snapshot is made already.
  server = await startSyncServer(15, { PUBLIC_URL: proxy.url, SNAPSHOT_EVERY: '5' });
  proxy.target = server.node.url;
  site = await server.newSite();
  first = await openSyncDevice({ timers });
  second = await openSyncDevice({ timers });
  administratorId = await first.setUp();
}, 120_000);
afterAll(async () => {
  await first?.close();
  await second?.close();
  await server?.close();
  await proxy?.close();
});

function enrolment(code: string, serverUrl = proxy.url) {
  return { serverUrl, code, deviceName: 'Ward' };
}

test('enrolment says why it is refused, and nothing is changed by it', async () => {
  const enrol = async (input: ReturnType<typeof enrolment>) =>
    codeOf(await first.client['sync.enrol'](input));
  expect(await enrol(enrolment('no-such-code'))).toBe('WrongCode');
  expect(await enrol(enrolment(site.code, 'http://clinic.example'))).toBe('PlainHttp');
  expect(await enrol(enrolment(site.code, 'http://127.0.0.1:1'))).toBe('ServerUnreachable');
  expect(codeOf(await second.client['sync.join'](enrolment(site.code)))).toBe('NothingThere');
  expect(await sqlRows(first.database, 'SELECT 1 FROM sync_device')).toEqual([]);
  expect(await sqlRows(first.database, 'SELECT 1 FROM sync_outbox')).toEqual([]);
  expect((await first.status()).state).toBe('off');
});

test('what the server took and whose answer was lost is there once', async () => {
  const { code } = await createCode(server.node.pool, site.siteId, null);
  valueOf(await first.client['sync.enrol'](enrolment(code)));
  await synced(first, head);
  let isLost = false;
  proxy.cut = (_method, path) => {
    if (path !== '/push' || isLost) return 'pass';
    isLost = true;
    return 'loseReply';
  };
  const before = await head();
  valueOf(await first.client['patients.create'](patient('T-1')));
  await until(() => isOffline(first));
  expect(isLost).toBe(true);
  expect(await head()).toBeGreaterThan(before);
  expect((await first.status()).unsent.changes).toBeGreaterThan(0);
  timers.pass(LONG_MS);
  await synced(first, head);
  const [counted] = await onServer('SELECT count(*)::INT AS n FROM SITE.sync_log');
  const [made] = await sqlRows(first.database, 'SELECT count(*)::INT AS n FROM sync_outbox');
  expect(counted).toEqual(made);
  expect(await onServer('SELECT mrn FROM SITE.patients')).toEqual([{ mrn: 'T-1' }]);
}, 60_000);

test('a computer out of reach gives away what it has without another change', async () => {
  proxy.cut = () => 'refuse';
  valueOf(await first.client['patients.create'](patient('T-2')));
  await until(() => isOffline(first));
  const { unsent } = await first.status();
  expect(unsent.changes).toBeGreaterThan(0);
  timers.pass(LONG_MS);
  await until(async () => proxy.asked.length > 0 && (await isOffline(first)));
  proxy.cut = () => 'pass';
  timers.pass(LONG_MS);
  await synced(first, head);
  const none = { changes: 0, oldestAt: null };
  expect(await first.status()).toMatchObject({ unsent: none, trailUnsent: none });
  expect(await onServer('SELECT mrn FROM SITE.patients ORDER BY mrn')).toEqual([
    { mrn: 'T-1' },
    { mrn: 'T-2' },
  ]);
}, 60_000);

test('whoever asks while a look is failing gets another look', async () => {
  proxy.cut = () => 'refuse';
  proxy.cutOff();
  await until(() => isOffline(first));
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  let isHeld = false;
  proxy.cut = async (_method, path) => {
    if (!path.startsWith('/hello') || isHeld) return 'pass';
    isHeld = true;
    await asked;
    return 'refuse';
  };
  timers.pass(LONG_MS);
  await until(async () => isHeld);
  valueOf(await first.client['sync.now']({}));
  resolve();
  await synced(first, head);
  expect(await isOffline(first)).toBe(false);
  proxy.cut = () => 'pass';
}, 60_000);

test('a first sync goes on where it was stopped, and asks again for a part with another bit', async () => {
  const { code } = valueOf(await first.client['sync.newCode']({}));
  await synced(first, head);
  let chunks = 0;
  proxy.cut = (_method, path) => {
    if (!/^\/snapshot\/.+\/\d+$/.test(path)) return 'pass';
    chunks += 1;
    return chunks === 3 ? 'flipBit' : 'pass';
  };
  valueOf(await second.client['sync.join'](enrolment(code)));
  await until(async () => chunks >= 3 && (await isOffline(second)));
  const { firstSync } = await second.status();
  expect(firstSync).toMatchObject({ direction: 'fetch' });
  expect(firstSync?.done).toBeGreaterThan(0);
  await second.restart();
  await synced(second, head);
  const asked = proxy.asked.filter((each) => /\/snapshot\/.+\/\d+$/.test(each));
  expect(asked.length).toBe(new Set(asked).size + 1);
  await second.signIn(administratorId);
  await synced(second, head);
  timers.pass(LONG_MS);
  await synced(first, head);
  expect(await siteContent(second.database)).toEqual(await siteContent(first.database));
}, 120_000);

test('a device that was revoked gives away what it has, gets nothing more, and says so', async () => {
  const devices = valueOf(await first.client['sync.devices']({}));
  // The one that was refused in the first test is withdrawn already.
  const able = devices.filter(({ revokedAt }) => revokedAt === null);
  expect(new Set(able.map(({ isThisComputer }) => isThisComputer)).size).toBe(2);
  const deviceId = (await second.status()).deviceId ?? '';
  valueOf(await first.client['sync.revokeDevice']({ deviceId }));
  valueOf(await first.client['patients.create'](patient('T-3')));
  await synced(first, head);
  valueOf(await second.client['patients.create'](patient('T-4')));
  await until(async () => {
    timers.pass(LONG_MS);
    const { state, unsent } = await second.status();
    return state === 'needsAttention' && unsent.changes === 0;
  });
  expect((await second.status()).attention?.code).toBe('revoked');
  const outcomes = await onServer<{ outcome: string }>(
    `SELECT DISTINCT outcome FROM SITE.sync_log
     WHERE line::JSON ->> 'k' = 'patients' AND device_id = '${deviceId}'`,
  );
  expect(outcomes).toEqual([{ outcome: 'quarantined' }]);
  const mrns = async (device: SyncDevice) =>
    (await sqlRows<{ mrn: string }>(device.database, 'SELECT mrn FROM patients ORDER BY mrn')).map(
      ({ mrn }) => mrn,
    );
  expect(await mrns(second)).toEqual(['T-1', 'T-2', 'T-4']);
  timers.pass(LONG_MS);
  await synced(first, head);
  expect(await mrns(first)).toEqual(['T-1', 'T-2', 'T-3']);
  expect((await first.status()).reviews.open).toBeGreaterThan(0);
}, 60_000);
