import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memoryFileStore, sha256 } from '../main/platform/file-store.ts';
import { beginEpoch } from '../server/sites.ts';
import { codeOf, TEST_PIN, valueOf } from './core.ts';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts';
import { noAssessment } from './photo-clinic.ts';
import { noisyBytes } from './pictures.ts';
import { openSyncDevice, sqlRows, type SyncDevice, until } from './sync-device.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';

let folder: string;
let siteId: string;
let proxy: CuttingProxy;
let server: SyncServer;
let first: SyncDevice;
let second: SyncDevice;
let administratorId: string;
let assessmentId: string;
let taken = 0;

/** What a device kept of each file that came or was handed in, in order. */
function notedStore(kept: string[]) {
  const store = memoryFileStore();
  return {
    ...store,
    async putStream(source: Parameters<typeof store.putStream>[0]) {
      const file = await store.putStream(source);
      kept.push(file.digest);
      return file;
    },
  };
}

const arrivals: string[] = [];

beforeAll(async () => {
  proxy = await startCuttingProxy();
  folder = await mkdtemp(join(tmpdir(), 'caretrail-files-'));
  server = await startSyncServer(18, { PUBLIC_URL: proxy.url, FILES: folder });
  proxy.target = server.node.url;
  const { code, ...site } = await server.newSite();
  siteId = site.siteId;
  first = await openSyncDevice();
  second = await openSyncDevice({ files: notedStore(arrivals) });
  administratorId = await first.setUp();
  const { client } = first;
  const patient = valueOf(
    await client['patients.create']({
      mrn: 'T-1',
      firstName: 'Maria',
      lastName: 'Núñez',
      birthOn: '1950-02-28',
      sex: 'female',
      confirmedNotDuplicate: true,
    }),
  );
  const wound = valueOf(
    await client['wounds.register']({
      patientId: patient.id,
      bodySite: 'heel',
      laterality: 'left',
      bodyView: 'sole',
      etiology: 'pressure',
      careStartedOn: '2026-03-01',
    }),
  );
  const assessment = { woundId: wound.id, undermining: [], tunnelling: [], ...noAssessment };
  assessmentId = valueOf(await client['assessments.record'](assessment)).id;
  const enrolment = { serverUrl: proxy.url, code, deviceName: 'Cart 1' };
  valueOf(await client['sync.enrol'](enrolment));
  await until(async () => (await first.status()).state === 'onServer');
  const { code: next } = valueOf(await client['sync.newCode']({}));
  const joining = { serverUrl: proxy.url, code: next, deviceName: 'Cart 2' };
  valueOf(await second.client['sync.join'](joining));
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

/** A photo in the chart, larger than two pieces. */
async function takePhoto(device: SyncDevice) {
  taken += 1;
  const bytes = await noisyBytes(1500 + taken, 1100);
  const { digest } = valueOf(await device.core.putBytes(device.session, 'photo', bytes));
  const takenAt = `2026-03-10T14:0${taken}:00Z`;
  return valueOf(await device.client['photos.add']({ assessmentId, digest, takenAt }));
}

async function stateOn(device: SyncDevice, digest: string) {
  const [state] = valueOf(await device.client['sync.files']({ digests: [digest] }));
  return state;
}

const isHere = async (device: SyncDevice, digest: string): Promise<boolean> =>
  (await stateOn(device, digest))?.isHere ?? false;
const isOnServer = async (device: SyncDevice, digest: string): Promise<boolean> =>
  (await stateOn(device, digest))?.isOnServer ?? false;

async function bytesOn(device: SyncDevice, digest: string): Promise<string> {
  return sha256(valueOf(await device.core.getBytes(device.session, digest)));
}

test('a photo taken on one computer is on the other byte for byte, its small picture first', async () => {
  const photo = await takePhoto(first);
  await until(() => isHere(second, photo.digest));

  expect(await bytesOn(second, photo.digest)).toBe(photo.digest);
  expect(await bytesOn(second, photo.thumbnailDigest)).toBe(photo.thumbnailDigest);
  expect(arrivals).toEqual([photo.thumbnailDigest, photo.digest]);
  expect(await isOnServer(first, photo.digest)).toBe(true);
  expect((await first.status()).files).toMatchObject({ toSend: { files: 0 }, failed: 0 });
  expect((await second.status()).files).toMatchObject({ toCome: { files: 0 }, failed: 0 });
  expect([...first.incidents, ...second.incidents]).toEqual([]);
}, 60_000);

test('until a photo comes, the other computer says how large it is and who has it', async () => {
  proxy.cut = (method) => (method === 'PATCH' ? 'refuse' : 'pass');
  const photo = await takePhoto(first);
  await until(async () => (await stateOn(second, photo.digest))?.deviceName === 'Cart 1');

  const read = await second.core.getBytes(second.session, photo.digest);

  expect(codeOf(read)).toBe('NotHereYet');
  expect(await stateOn(second, photo.digest)).toMatchObject({
    isHere: false,
    isOnServer: false,
    byteLength: (await first.files.get(photo.digest))?.byteLength,
  });
  expect((await second.status()).files.toCome.files).toBe(1);
  expect((await first.status()).files.toSend.files).toBe(1);
  proxy.cut = () => 'pass';
  await until(() => isHere(second, photo.digest));
}, 60_000);

test('an upload that is cut in the middle, by a kill too, goes on where the server is', async () => {
  let pieces = 0;
  proxy.cut = (method) => {
    if (method !== 'PATCH') return 'pass';
    pieces += 1;
    // The first piece arrives and its answer does not; from then on the network is gone.
    return pieces === 1 ? 'loseReply' : 'refuse';
  };
  const photo = await takePhoto(first);
  await until(async () => pieces > 0);
  await first.restart();
  await first.signIn(administratorId);
  const asked = proxy.asked.length;
  proxy.cut = () => 'pass';
  await first.client['sync.now']({});
  await until(() => isHere(second, photo.digest));

  const since = proxy.asked.slice(asked).filter((each) => each.includes('/files'));
  expect(since.filter((each) => each === 'POST /files')).toEqual([]);
  expect(since[0]).toBe(`HEAD /files/${photo.digest}`);
  const byteLength = (await first.files.get(photo.digest))?.byteLength ?? 0;
  expect(since.filter((each) => each.startsWith('PATCH')).length).toBe(
    Math.ceil(byteLength / 2 ** 20) - 1,
  );
  expect(await bytesOn(second, photo.digest)).toBe(photo.digest);
}, 60_000);

test('a photo that arrives with other bytes does not count, and the true one comes later', async () => {
  let flips = 0;
  proxy.cut = (method, path) => {
    const isPiece = method === 'GET' && path.startsWith('/files/');
    if (!isPiece || flips > 0) return 'pass';
    flips += 1;
    return 'flipBit';
  };
  const photo = await takePhoto(first);
  const all = [photo.digest, photo.thumbnailDigest];
  await until(async () => {
    const states = valueOf(await second.client['sync.files']({ digests: all }));
    return states.some(({ hasFailed }) => hasFailed);
  });
  await until(
    async () => (await isHere(second, all[0] ?? '')) !== (await isHere(second, all[1] ?? '')),
  );
  const damaged = (await isHere(second, photo.digest)) ? photo.thumbnailDigest : photo.digest;

  expect(await second.files.exists(damaged)).toBe(false);
  expect((await second.status()).files.failed).toBe(1);
  expect(codeOf(await second.core.getBytes(second.session, damaged))).toBe('NotHereYet');
  await until(() => isHere(second, damaged));
  expect(await bytesOn(second, damaged)).toBe(damaged);
}, 60_000);

test('what a restored server lost is asked for again and brought again', async () => {
  const [oldest] = await sqlRows<{ digest: string }>(
    first.database,
    "SELECT digest FROM sync_files WHERE kind = 'chart' ORDER BY dated_at LIMIT 1",
  );
  const digest = oldest?.digest ?? '';
  const path = join(folder, `site_${siteId.replaceAll('-', '')}`, digest);
  const asked = proxy.asked.length;
  await rm(path);
  await rm(`${path}.verified`);
  await beginEpoch(server.node.pool, siteId);
  await first.client['sync.now']({});
  await until(async () =>
    proxy.asked.slice(asked).some((each) => each === `PATCH /files/${digest}`),
  );
  await until(() => isOnServer(first, digest));

  const stored = await readFile(path);
  expect(sha256(stored)).toBe(digest);
}, 60_000);
