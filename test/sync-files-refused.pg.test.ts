import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StoreFull } from '../main/platform/blob-store/blob-errors.ts';
import { type ByteSource, memoryFileStore, sha256 } from '../main/platform/file-store.ts';
import { codeOf, TEST_PIN, valueOf } from './core.ts';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts';
import { noisyBytes } from './pictures.ts';
import { openSyncDevice, type SyncDevice, until } from './sync-device.ts';
import { ask, enrolled, post } from './sync-server-device.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';

let folder: string;
let siteFolder: string;
let proxy: CuttingProxy;
let server: SyncServer;
let first: SyncDevice;
let second: SyncDevice;
let patientId: string;
let isDiskFull = false;
let titles = 0;

/** A store that says that its disk is full while a test wants it so. */
function storeOnFullDisk() {
  const store = memoryFileStore();
  return {
    ...store,
    async putStream(source: ByteSource) {
      if (isDiskFull) throw new StoreFull();
      return store.putStream(source);
    },
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-files-'));
  proxy = await startCuttingProxy();
  server = await startSyncServer(15, { PUBLIC_URL: proxy.url, FILES: folder });
  proxy.target = server.node.url;
  const { code, siteId } = await server.newSite();
  siteFolder = join(folder, `site_${siteId.replaceAll('-', '')}`);
  first = await openSyncDevice();
  second = await openSyncDevice({ files: storeOnFullDisk() });
  const administratorId = await first.setUp();
  const patient = valueOf(
    await first.client['patients.create']({
      mrn: 'T-1',
      firstName: 'Maria',
      lastName: 'Núñez',
      birthOn: '1950-02-28',
      sex: 'female',
      confirmedNotDuplicate: true,
    }),
  );
  patientId = patient.id;
  const at = { serverUrl: proxy.url };
  valueOf(await first.client['sync.enrol']({ ...at, code, deviceName: 'Cart 1' }));
  await until(async () => (await first.status()).state === 'onServer');
  const { code: next } = valueOf(await first.client['sync.newCode']({}));
  valueOf(await second.client['sync.join']({ ...at, code: next, deviceName: 'Cart 2' }));
  await until(async () => (await second.status()).state === 'onServer');
  valueOf(await second.client['session.signIn']({ userId: administratorId, pin: TEST_PIN }));
}, 120_000);
afterAll(async () => {
  await first?.close();
  await second?.close();
  await server?.close();
  await proxy?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A document in the chart, larger than two pieces. */
async function attach(device: SyncDevice): Promise<string> {
  titles += 1;
  const bytes = await noisyBytes(1500 + titles, 1100);
  const { digest } = valueOf(await device.core.putBytes(device.session, 'document', bytes));
  const about = { kind: 'letter', title: `Letter ${titles}`, documentOn: '2026-03-10' } as const;
  valueOf(await device.client['documents.add']({ patientId, digest, ...about }));
  return digest;
}

async function stateOn(device: SyncDevice, digest: string) {
  const [state] = valueOf(await device.client['sync.files']({ digests: [digest] }));
  return state;
}

test('other bytes that the server came to hold are found at the end, and the file is brought anew', async () => {
  let pieces = 0;
  proxy.cut = (method) => {
    if (method !== 'PATCH') return 'pass';
    pieces += 1;
    return pieces === 1 ? 'loseReply' : 'refuse';
  };
  const digest = await attach(first);
  await until(async () => pieces > 1);
  const half = await open(join(siteFolder, digest), 'r+');
  await half.write(Buffer.from('other'), 0, 5, 1000);
  await half.close();
  const asked = proxy.asked.length;
  proxy.cut = () => 'pass';
  await first.client['sync.now']({});
  await until(async () => (await stateOn(second, digest))?.isHere === true);

  const since = proxy.asked.slice(asked);
  expect(since.filter((each) => each === 'POST /files').length).toBeGreaterThanOrEqual(1);
  expect(sha256(await readFile(join(siteFolder, digest)))).toBe(digest);
  expect(sha256(valueOf(await second.core.getBytes(second.session, digest)))).toBe(digest);
  expect([...first.incidents, ...second.incidents]).toEqual([]);
}, 60_000);

test('what another site holds is neither told nor handed out', async () => {
  const digest = await attach(first);
  await until(async () => (await stateOn(first, digest))?.isOnServer === true);
  const stranger = await enrolled(proxy.url, (await server.newSite('Another')).code);

  const states = await ask(stranger, '/file-states', {
    method: 'POST',
    body: JSON.stringify({ have: [digest], want: [digest] }),
    headers: { 'content-type': 'application/json' },
  });
  const bytes = await ask(stranger, `/files/${digest}`);
  const { status: begun } = await fetch(
    `${stranger.url}/v1/sites/${stranger.siteId}/files/${digest}`,
    {
      method: 'HEAD',
      headers: { authorization: `Bearer ${stranger.token}`, 'tus-resumable': '1.0.0' },
    },
  );
  const trespassing = await ask({ ...stranger, siteId: siteOf(siteFolder) }, `/files/${digest}`);
  const nameless = await post(`${server.node.url}/v1/sites/${siteOf(siteFolder)}/file-states`, {
    have: [],
    want: [digest],
  });

  expect(states.body).toMatchObject({ there: [] });
  expect(bytes.status).toBe(404);
  expect(begun).toBe(404);
  expect(trespassing).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(nameless.status).toBe(401);
}, 60_000);

test('a disk without room keeps files away and no rows, and they come once there is room', async () => {
  isDiskFull = true;
  const digest = await attach(first);
  await until(async () => (await stateOn(second, digest))?.isOnServer === true);
  const listed = valueOf(await second.client['documents.list']({ patientId }));
  expect(listed.some((each) => each.digest === digest)).toBe(true);
  expect(codeOf(await second.core.getBytes(second.session, digest))).toBe('NotHereYet');

  isDiskFull = false;
  await until(async () => (await stateOn(second, digest))?.isHere === true);

  expect(sha256(valueOf(await second.core.getBytes(second.session, digest)))).toBe(digest);
  expect(second.incidents).toEqual([]);
}, 60_000);

test('a revoked computer still gives its files away, and gets none', async () => {
  const before = await attach(second);
  await until(async () => (await stateOn(first, before))?.isHere === true);
  const devices = valueOf(await first.client['sync.devices']({}));
  const lost = devices.find(({ deviceName }) => deviceName === 'Cart 2');
  proxy.cut = (_method, path) => (path.startsWith('/files') ? 'refuse' : 'pass');
  const [ofFirst, ofLost] = [await attach(first), await attach(second)];
  valueOf(await first.client['sync.revokeDevice']({ deviceId: lost?.deviceId ?? '' }));
  proxy.cut = () => 'pass';
  await first.client['sync.now']({});
  await second.client['sync.now']({});
  await until(async () => (await stateOn(second, ofLost))?.isOnServer === true);
  await until(async () => (await stateOn(first, ofFirst))?.isOnServer === true);

  const asked = proxy.asked.length;
  await second.client['sync.now']({});
  await until(async () => proxy.asked.slice(asked).some((each) => each.includes('/hello')));
  expect(sha256(await readFile(join(siteFolder, ofLost)))).toBe(ofLost);
  expect(await second.files.exists(ofFirst)).toBe(false);
}, 60_000);

function siteOf(path: string): string {
  const letters = path.slice(-32);
  const parts = [0, 8, 12, 16, 20, 32];
  return parts
    .slice(1)
    .map((end, at) => letters.slice(parts[at], end))
    .join('-');
}
