import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPerson, codeOf, valueOf } from './core.ts';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.ts';
import { noText } from './clinic.ts';
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
let patientId: string;
let orderId: string;
let treatmentRecordId: string;

async function head(): Promise<number> {
  const schema = `site_${site.siteId.replaceAll('-', '')}`;
  const { rows } = await server.node.pool.query<{ head: number }>(
    `SELECT head::INT AS head FROM ${schema}.sync_site`,
  );
  return rows[0]?.head ?? 0;
}

/** Nobody reaches the server while `work` is done. */
async function apart(work: () => Promise<void>): Promise<void> {
  proxy.cut = () => 'refuse';
  await work();
  proxy.cut = () => 'pass';
  await allSynced();
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

async function openReviews(device: SyncDevice) {
  return valueOf(await device.client['sync.reviews']({}));
}

const treatment = {
  productId: 'FOAM-6X6',
  quantityUsed: 1,
  dateApplied: '2026-03-10',
};

beforeAll(async () => {
  proxy = await startCuttingProxy();
  server = await startSyncServer(18, { PUBLIC_URL: proxy.url });
  proxy.target = server.node.url;
  site = await server.newSite();
  first = await openSyncDevice({ timers });
  second = await openSyncDevice({ timers });
  await first.setUp();
  await first.client['products.add']({ sku: 'FOAM-6X6', name: 'Foam' });
  const created = valueOf(
    await first.client['patients.create']({
      mrn: 'T-1',
      firstName: 'Maria',
      lastName: 'Núñez',
      birthOn: '1950-02-28',
      sex: 'female',
      confirmedNotDuplicate: true,
    }),
  );
  patientId = created.id;
  const nurse = await addPerson(first.core, first.session, {
    displayName: 'Nora Nurse',
    role: 'nurse',
  });
  await first.signIn(nurse.id);
  const order = valueOf(
    await first.client['orders.create']({
      patientId,
      orderedOn: '2026-03-01',
      lines: [{ productId: 'FOAM-6X6', quantity: 10 }],
    }),
  );
  orderId = order.id;
  const recorded = valueOf(
    await first.client['treatments.record']({ ...treatment, ...noText, patientId, orderId }),
  );
  treatmentRecordId = recorded.id;
  const [ada] = await sqlRows<{ id: string }>(
    first.database,
    "SELECT id FROM users WHERE role = 'administrator'",
  );
  await first.signIn(ada?.id ?? '');
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

function correct(device: SyncDevice, doctorNotes: string, seen: number) {
  return device.client['treatments.correct']({
    treatmentRecordId,
    seen,
    reason: 'Mistyped',
    ...noText,
    ...treatment,
    orderId,
    doctorNotes,
  });
}

async function notes(device: SyncDevice) {
  const [row] = await sqlRows<{ notes: string; version: number }>(
    device.database,
    'SELECT doctor_notes AS notes, version FROM treatment_records',
  );
  return row;
}

test('of two corrections that had not seen each other the first on the server stands, and both are shown', async () => {
  await apart(async () => {
    valueOf(await correct(first, 'Drier', 1));
    valueOf(await correct(second, 'Wetter', 1));
  });
  expect(await notes(first)).toEqual(await notes(second));
  const [review] = await openReviews(first);
  expect(review).toMatchObject({
    kind: 'concurrentEdit',
    isBlocking: true,
    patientId,
    patientName: 'Maria Núñez',
    choices: ['keepStanding', 'takeArriving', 'both'],
    arriving: { userName: 'Nora Nurse' },
  });
  expect(await openReviews(second)).toEqual(await openReviews(first));
  const asked = { entity: 'treatment_records' as const, ids: [treatmentRecordId] };
  expect(valueOf(await second.client['sync.ofRecords'](asked))).toMatchObject([
    { state: 'needsAttention', reviewIds: [review?.id], reviewKind: review?.kind },
  ]);
  await allSynced();
  expect(await siteContent(second.database)).toEqual(await siteContent(first.database));
}, 120_000);

test('whoever settles it makes the other side stand everywhere, once', async () => {
  const [review] = await openReviews(first);
  const before = await notes(first);
  const settle = { reviewId: review?.id ?? '', choice: 'takeArriving' } as const;
  expect(codeOf(await first.client['sync.settle'](settle))).toBe('ReasonNeeded');
  valueOf(await first.client['sync.settle']({ ...settle, note: 'Seen by both' }));
  expect(codeOf(await first.client['sync.settle']({ ...settle, note: 'Again' }))).toBe(
    'AlreadySettled',
  );
  await allSynced();
  expect((await notes(second))?.notes).not.toBe(before?.notes);
  expect(await notes(second)).toEqual(await notes(first));
  expect(await openReviews(second)).toEqual([]);
  await allSynced();
  expect(await siteContent(second.database)).toEqual(await siteContent(first.database));
  const versions = valueOf(await second.client['treatments.versions']({ treatmentRecordId }));
  expect(versions.map((each) => each.version)).toEqual([2, 1]);
}, 120_000);
