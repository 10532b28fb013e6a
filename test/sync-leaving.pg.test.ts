import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newPassphraseLock } from '../main/platform/keys/passphrase-wrap.ts';
import type { KeepingPlace } from '../main/platform/keeping-place.ts';
import { codeOf, valueOf } from './core.ts';
import { siteContent, sqlRows, type SyncDevice, synced, until } from './sync-device.ts';
import { openSyncWard, type SyncWard } from './sync-ward.ts';

const PASSPHRASE = 'a passphrase for tests';

let ward: SyncWard;
let folder: string;
let place: KeepingPlace;
let office: SyncDevice;
let bedside: SyncDevice;
let administratorId: string;

const named = (mrn: string) => ({
  mrn,
  firstName: 'Ana',
  lastName: `Núñez ${mrn}`,
  birthOn: '1950-02-28',
  sex: 'female' as const,
  confirmedNotDuplicate: true,
});
const addPatient = (on: SyncDevice, mrn: string) => on.client['patients.create'](named(mrn));

async function mrnsOn(device: SyncDevice): Promise<readonly string[]> {
  const rows = await sqlRows<{ mrn: string }>(device.database, 'SELECT mrn FROM patients');
  return rows.map(({ mrn }) => mrn).toSorted();
}

/** How much of the log is not the office's, which does all the asking. */
async function inLog(): Promise<number> {
  const { deviceId } = await office.status();
  const rows = await ward.onServer(
    `SELECT 1 FROM SITE.sync_log WHERE device_id <> '${deviceId ?? ''}'`,
  );
  return rows.length;
}

/** Hands a file in on a computer, as its window does. */
async function handIn(on: SyncDevice, bytes: Uint8Array) {
  const put = await on.core.putBytes(on.session, 'unsent-changes', bytes);
  return { name: 'unsent.sealed', digest: valueOf(put).digest };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-unsent-'));
  const lock = await newPassphraseLock(PASSPHRASE, { log2N: 4, r: 8, p: 1 });
  place = {
    folder: async () => ({ path: folder, isDefault: false }),
    lock: () => lock,
    async backUp({ path }) {
      const file = join(path, 'set-aside.backup');
      await writeFile(file, 'a backup');
      return file;
    },
  };
  ward = await openSyncWard(place);
  office = await ward.newComputer();
  administratorId = await office.setUp();
  valueOf(await addPatient(office, 'FIRST'));
  await ward.found(office);
  bedside = await ward.join(office, administratorId, 'Bedside');
  await ward.allSynced(office, bedside);
}, 300_000);
afterAll(async () => {
  await ward?.close();
  await rm(folder, { recursive: true, force: true });
});

test('where the server has everything there is nothing to write into a file', async () => {
  await ward.allSynced(bedside);
  await until(async () => (await bedside.status()).unsent.changes === 0);
  // Only the trail may be on its way: asking is part of it.
  const code = codeOf(await bedside.client['sync.exportUnsent']({}));
  expect(['NothingUnsent', 'ok']).toContain(code);
  for (const name of await readdir(folder)) await rm(join(folder, name));
}, 60_000);

test('what a computer could not send comes to the server by another, once, and shows nothing on its way', async () => {
  await ward.allSynced(office, bedside);
  await ward.offline();
  valueOf(await addPatient(bedside, 'UNSENT-1'));
  valueOf(await addPatient(bedside, 'UNSENT-2'));
  const written = valueOf(await bedside.client['sync.exportUnsent']({}));
  expect(await readdir(folder)).toEqual([written.path.slice(folder.length + 1)]);
  const file = new Uint8Array(await readFile(written.path));
  expect(Buffer.from(file).toString('latin1')).not.toMatch(/UNSENT-|Núñez|Bedside/);
  // The computer does not work any more.
  await bedside.core.close();
  await ward.online();
  const handedIn = await handIn(office, file);
  const bring = (passphrase: string) =>
    office.client['sync.bringUnsent']({ file: handedIn, passphrase });
  expect(codeOf(await bring('another passphrase'))).toBe('WrongPassphrase');
  const brought = valueOf(await bring(PASSPHRASE));
  expect(brought).toMatchObject({ deviceName: 'Bedside', changes: written.changes });
  await ward.allSynced(office);
  expect(await mrnsOn(office)).toEqual(['FIRST', 'UNSENT-1', 'UNSENT-2']);
  const logged = await inLog();
  const again = await handIn(office, file);
  valueOf(await office.client['sync.bringUnsent']({ file: again, passphrase: PASSPHRASE }));
  expect(await inLog()).toBe(logged);
  await bedside.restart();
  await bedside.signIn(administratorId);
  valueOf(await addPatient(bedside, 'LATER'));
  await ward.allSynced(office, bedside);
  await ward.allSynced(office, bedside);
  expect(await mrnsOn(office)).toEqual(['FIRST', 'LATER', 'UNSENT-1', 'UNSENT-2']);
  expect(await siteContent(bedside.database)).toEqual(await siteContent(office.database));
  expect(await ward.onServer('SELECT kind FROM SITE.sync_reviews')).toEqual([]);
}, 240_000);

test('what is no such file says so', async () => {
  const file = await handIn(office, new TextEncoder().encode('a letter'));
  expect(codeOf(await office.client['sync.bringUnsent']({ file, passphrase: PASSPHRASE }))).toBe(
    'NotOurs',
  );
}, 60_000);

test('a computer does not leave its site with what nobody else has, unless somebody types its name', async () => {
  await ward.allSynced(office, bedside);
  await ward.offline();
  valueOf(await addPatient(bedside, 'ONLY-HERE'));
  const refused = await bedside.client['sync.leave']({});
  expect(refused).toMatchObject({ ok: false, failure: { code: 'Unsent' } });
  expect(codeOf(await bedside.client['sync.leave']({ typedName: 'Office' }))).toBe('WrongName');
  valueOf(await bedside.client['sync.exportUnsent']({}));
  expect(codeOf(await bedside.client['sync.leave']({}))).toBe('ServerUnreachable');
  await ward.online();
  await ward.allSynced(office, bedside);
}, 60_000);

test('a computer that left is shut out at the server, can be read and not changed, and can come back', async () => {
  await ward.allSynced(office, bedside);
  await ward.allSynced(office, bedside);
  const { deviceId } = valueOf(await bedside.client['sync.leave']({}));
  const devices = valueOf(await office.client['sync.devices']({}));
  expect(devices.find((each) => each.deviceId === deviceId)?.revokedAt).toEqual(expect.any(String));
  expect((await bedside.status()).state).toBe('off');
  expect(await mrnsOn(bedside)).toEqual(await mrnsOn(office));
  expect(await addPatient(bedside, 'TOO-LATE')).toMatchObject({
    failure: { code: 'ReadOnly', message: expect.stringContaining('has left its site') },
  });
  await bedside.restart();
  await bedside.signIn(administratorId);
  expect(codeOf(await addPatient(bedside, 'TOO-LATE'))).toBe('ReadOnly');
  valueOf(await addPatient(office, 'MEANWHILE'));
  await ward.allSynced(office);
  const code = await ward.newCode(office);
  const enrolment = { serverUrl: ward.url, deviceName: 'Bedside', code };
  expect(valueOf(await bedside.client['sync.enrol'](enrolment))).toMatchObject({
    isJoining: true,
    setAsidePath: null,
  });
  await synced(bedside, ward.head);
  await ward.allSynced(office, bedside);
  valueOf(await addPatient(bedside, 'BACK'));
  await ward.allSynced(office, bedside);
  await ward.allSynced(office, bedside);
  expect(await mrnsOn(bedside)).toEqual(await mrnsOn(office));
  expect(await mrnsOn(office)).toContain('BACK');
  expect(await siteContent(bedside.database)).toEqual(await siteContent(office.database));
}, 240_000);

test('a computer that is set up and has no patients makes room for its site, and what it had is put aside', async () => {
  const third = await ward.newComputer();
  await third.setUp();
  valueOf(
    await third.client['users.create']({
      displayName: 'Noa Nurse',
      role: 'clinician',
      pin: '271828',
    }),
  );
  const enrolment = async () => ({
    serverUrl: ward.url,
    deviceName: 'Ward 3',
    code: await ward.newCode(office),
  });
  expect(codeOf(await third.client['sync.enrol'](await enrolment()))).toBe('SetAsideNeeded');
  const joined = valueOf(
    await third.client['sync.enrol']({ ...(await enrolment()), maySetAside: true }),
  );
  expect(joined).toMatchObject({
    isJoining: true,
    setAsidePath: join(folder, 'set-aside.backup'),
  });
  await synced(third, ward.head);
  await third.signIn(administratorId);
  await ward.allSynced(office, third);
  await ward.allSynced(office, third);
  expect(await siteContent(third.database)).toEqual(await siteContent(office.database));
}, 240_000);

test('a computer with patients of its own is told why it cannot join, and what to do', async () => {
  const fourth = await ward.newComputer();
  await fourth.setUp();
  valueOf(await addPatient(fourth, 'OWN'));
  const before = await siteContent(fourth.database);
  const refused = await fourth.client['sync.enrol']({
    serverUrl: ward.url,
    deviceName: 'Ward 4',
    code: await ward.newCode(office),
    maySetAside: true,
  });
  expect(refused).toMatchObject({
    failure: { code: 'HoldsRecords', message: expect.stringContaining('export their charts') },
  });
  const { audit_events: _, ...after } = await siteContent(fourth.database);
  expect(before).toMatchObject(after);
}, 60_000);
