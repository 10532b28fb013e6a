import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPerson, valueOf } from './core.ts';
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
const reason = 'Same card, same face';
let proxy: CuttingProxy;
let server: SyncServer;
let site: { readonly siteId: string; readonly code: string };
let first: SyncDevice;
let second: SyncDevice;
let one: string;
let other: string;

async function head(): Promise<number> {
  const schema = `site_${site.siteId.replaceAll('-', '')}`;
  const { rows } = await server.node.pool.query<{ head: number }>(
    `SELECT head::INT AS head FROM ${schema}.sync_site`,
  );
  return rows[0]?.head ?? 0;
}

async function allSynced(): Promise<void> {
  const both = [first, second];
  await until(async () => {
    timers.pass(LONG_MS);
    const states = await Promise.all(both.map((each) => each.status()));
    for (const { incidents } of both) if (incidents.length > 0) throw incidents[0];
    return states.every(({ state }) => state === 'onServer');
  });
  for (const each of [...both, ...both]) await synced(each, head);
}

/** Nobody reaches the server while `work` is done; then they meet. */
async function apart(work: () => Promise<void>): Promise<void> {
  proxy.cut = () => 'refuse';
  await work();
  proxy.cut = () => 'pass';
  await allSynced();
}

beforeAll(async () => {
  proxy = await startCuttingProxy();
  server = await startSyncServer(18, { PUBLIC_URL: proxy.url });
  proxy.target = server.node.url;
  site = await server.newSite();
  first = await openSyncDevice({ timers });
  second = await openSyncDevice({ timers });
  await first.setUp();
  await first.client['products.add']({ sku: 'FOAM-6X6', name: 'Foam' });
  const nurse = await addPerson(first.core, first.session, {
    displayName: 'Nora Nurse',
    role: 'nurse',
  });
  const enrolment = { serverUrl: proxy.url, deviceName: 'Ward' };
  valueOf(await first.client['sync.enrol']({ ...enrolment, code: site.code }));
  await synced(first, head);
  const { code } = valueOf(await first.client['sync.newCode']({}));
  valueOf(await second.client['sync.join']({ ...enrolment, code }));
  await synced(second, head);
  await first.signIn(nurse.id);
  await second.signIn(nurse.id);
  await allSynced();
}, 240_000);
afterAll(async () => {
  await first?.close();
  await second?.close();
  await server?.close();
  await proxy?.close();
});

async function register(device: SyncDevice, firstName: string, mrn: string): Promise<string> {
  const person = { firstName, lastName: 'Núñez', birthOn: '1950-02-28', sex: 'female' as const };
  return valueOf(await device.client['patients.create']({ ...person, mrn })).id;
}

const pair = () => ({ patientId: one, otherPatientId: other });

async function openPairs(device: SyncDevice) {
  return valueOf(await device.client['patients.possibleDuplicates']({})).pairs;
}

async function linkedIds(device: SyncDevice, patientId: string) {
  const chart = valueOf(await device.client['patients.getChart']({ patientId }));
  return chart.linkedCharts.map(({ patient }) => patient.id);
}

async function concernKinds(device: SyncDevice, patientId: string) {
  const use = { patientId, orderId: null, productId: 'FOAM-6X6', woundId: null };
  return valueOf(await device.client['safety.check'](use)).concerns.map(({ kind }) => kind);
}

/** What was read meanwhile is on its way yet. */
async function rowsOf(device: SyncDevice) {
  const { audit_events: _trail, audit_heads: _heads, ...rows } = await siteContent(device.database);
  return rows;
}

async function sameEverywhere(): Promise<void> {
  expect(await rowsOf(first)).toEqual(await rowsOf(second));
}

test('one person registered on two offline computers stands in the queue of both when they meet', async () => {
  await apart(async () => {
    one = await register(first, 'Maria', 'A-1');
    other = await register(second, 'María', 'B-1');
    expect(await openPairs(first)).toEqual([]);
    expect(await openPairs(second)).toEqual([]);
    const allergy = { substance: 'Foam', kind: 'allergy', severity: null, reaction: null } as const;
    valueOf(await second.client['allergies.add']({ patientId: other, ...allergy }));
  });
  for (const device of [first, second])
    expect((await openPairs(device)).map(({ patients }) => patients.map(({ id }) => id))).toEqual([
      [one, other],
    ]);
  expect(await concernKinds(first, one)).not.toContain('allergy');
});

test('a link made on one computer is seen on the other, and the allergies of either warn there', async () => {
  valueOf(await first.client['patients.link']({ ...pair(), reason, preferredPatientId: one }));
  await allSynced();
  for (const device of [first, second]) {
    expect(await linkedIds(device, one)).toEqual([other]);
    expect(await concernKinds(device, one)).toContain('allergy');
    expect(await openPairs(device)).toEqual([]);
  }
  await sameEverywhere();
});

test('unlinked on the other, both stand as before on both', async () => {
  valueOf(await second.client['patients.unlink']({ ...pair(), reason: 'Two people' }));
  await allSynced();
  for (const device of [first, second]) {
    expect(await linkedIds(device, other)).toEqual([]);
    expect(await concernKinds(device, one)).not.toContain('allergy');
    expect(await openPairs(device)).toHaveLength(1);
  }
  await sameEverywhere();
});

test('two links made apart are one, and one unlink ends both', async () => {
  await apart(async () => {
    valueOf(await first.client['patients.link']({ ...pair(), reason, preferredPatientId: one }));
    valueOf(await second.client['patients.link']({ ...pair(), reason, preferredPatientId: other }));
  });
  const preferred = await Promise.all(
    [first, second].map(async ({ client }) => {
      const chart = valueOf(await client['patients.getChart']({ patientId: one }));
      return chart.preferredPatientId;
    }),
  );
  expect(preferred[0]).toBe(preferred[1]);
  expect(await linkedIds(first, one)).toEqual([other]);
  valueOf(await first.client['patients.unlink']({ ...pair(), reason: 'Two people' }));
  await allSynced();
  for (const device of [first, second]) expect(await linkedIds(device, one)).toEqual([]);
  await sameEverywhere();
});

test('of a link, and "two people" or an unlink that had not seen it, the link counts everywhere', async () => {
  await apart(async () => {
    valueOf(await first.client['patients.link']({ ...pair(), reason, preferredPatientId: one }));
    valueOf(await second.client['patients.notTheSame']({ ...pair(), reason: 'Cousins' }));
  });
  for (const device of [first, second]) expect(await linkedIds(device, one)).toEqual([other]);
  await apart(async () => {
    valueOf(await first.client['patients.unlink']({ ...pair(), reason: 'Two people' }));
    valueOf(await second.client['patients.preferChart']({ ...pair(), preferredPatientId: other }));
  });
  for (const device of [first, second]) expect(await linkedIds(device, one)).toEqual([other]);
  valueOf(await second.client['patients.unlink']({ ...pair(), reason: 'Two people' }));
  await allSynced();
  for (const device of [first, second]) {
    expect(await linkedIds(device, one)).toEqual([]);
    expect(await openPairs(device)).toEqual([]);
  }
  const reviews = await sqlRows(first.database, 'SELECT id FROM sync_reviews');
  expect(reviews).toEqual([]);
  await sameEverywhere();
});
