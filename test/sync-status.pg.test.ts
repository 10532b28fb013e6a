import { afterAll, beforeAll, expect, test } from 'vitest';
import { SYNCED_ENTITIES } from '../shared/sync/contract.ts';
import { valueOf } from './core.ts';
import { type SyncDevice, until } from './sync-device.ts';
import { openSyncWard, type SyncWard } from './sync-ward.ts';

let ward: SyncWard;
let office: SyncDevice;
let patientId: string;

beforeAll(async () => {
  ward = await openSyncWard();
  office = await ward.newComputer();
  await office.setUp();
  patientId = await registered('T-1');
  await ward.found(office);
  await ward.allSynced(office);
}, 240_000);
afterAll(() => ward?.close());

async function registered(mrn: string): Promise<string> {
  const made = await office.client['patients.create']({
    mrn,
    firstName: 'Maria',
    lastName: `Of ${mrn}`,
    birthOn: '1950-02-28',
    sex: 'female',
    confirmedNotDuplicate: true,
  });
  return valueOf(made).id;
}

async function goOffline(): Promise<void> {
  await ward.offline();
  await office.client['sync.now']({});
  await until(async () => {
    const { state, isLooking } = await office.status();
    return state === 'offline' && !isLooking;
  });
}

test('opening a chart is no change on this computer, yet the server does not have everything then', async () => {
  await goOffline();
  valueOf(await office.client['patients.getChart']({ patientId }));
  const status = await office.status();
  expect(status.unsent).toEqual({ changes: 0, oldestAt: null, oldestEntity: null });
  expect(status.trailUnsent.changes).toBeGreaterThan(0);
  expect(Date.parse(status.trailUnsent.oldestAt ?? '')).not.toBeNaN();
  await ward.online();
  await ward.allSynced(office);
  expect((await office.status()).trailUnsent).toEqual({ changes: 0, oldestAt: null });
}, 60_000);

test('the oldest change that waits is told by what it is about, and since when', async () => {
  await goOffline();
  const before = Date.now();
  await registered('T-2');
  const { unsent } = await office.status();
  expect(unsent).toMatchObject({ changes: 1, oldestEntity: 'patients' });
  const since = Date.parse(unsent.oldestAt ?? '');
  expect(since).toBeGreaterThanOrEqual(before - 5);
  const { patient } = valueOf(await office.client['patients.getChart']({ patientId }));
  const { id, version, deceasedOn: _, ...details } = patient;
  const change = { ...details, patientId: id, seen: version, lastName: 'Nunez' };
  valueOf(await office.client['patients.correct']({ ...change, confirmedNotDuplicate: true }));
  const { unsent: later } = await office.status();
  expect(later).toMatchObject({ oldestEntity: 'patients', oldestAt: unsent.oldestAt });
  expect(later.changes).toBeGreaterThan(unsent.changes);
  await ward.online();
  await ward.allSynced(office);
}, 60_000);

test('out of reach it stays offline while it tries again, until the server has answered', async () => {
  await goOffline();
  const answer = ward.silent();
  valueOf(await office.client['sync.now']({}));
  await until(async () => (await office.status()).isLooking);
  expect(await office.status()).toMatchObject({ state: 'offline', isLooking: true });
  answer();
  await until(async () => (await office.status()).state === 'onServer');
  await until(async () => !(await office.status()).isLooking);
}, 60_000);

test('asked outright while all is well, it is never said to be out of reach', async () => {
  await ward.allSynced(office);
  const answer = ward.silent();
  valueOf(await office.client['sync.now']({}));
  expect(await office.status()).toMatchObject({ state: 'connecting', isLooking: true });
  answer();
  await ward.allSynced(office);
}, 60_000);

test('an order says where it is together with its lines, and every kind of record can be asked', async () => {
  await ward.allSynced(office);
  valueOf(await office.client['products.add']({ sku: 'FOAM-6X6', name: 'Foam' }));
  const lines = [{ productId: 'FOAM-6X6', quantity: 40 }];
  const ordered = { patientId, orderedOn: '2026-03-01', lines, isDraft: true };
  const { id, version } = valueOf(await office.client['orders.create'](ordered));
  const stateNow = async () =>
    valueOf(await office.client['sync.ofRecords']({ entity: 'orders', ids: [id] }))[0];
  await ward.allSynced(office);
  const there = await stateNow();
  expect(there).toMatchObject({ state: 'onServer', reviewIds: [], reviewKind: null });
  expect(there?.onServerAt).not.toBeNull();
  await goOffline();
  const fewer = { orderedOn: '2026-03-01', lines: [{ productId: 'FOAM-6X6', quantity: 30 }] };
  valueOf(await office.client['orders.changeDraft']({ ...fewer, orderId: id, seen: version }));
  expect(await stateNow()).toMatchObject({ state: 'thisComputer', onServerAt: null });
  for (const entity of SYNCED_ENTITIES)
    expect(
      valueOf(await office.client['sync.ofRecords']({ entity, ids: [patientId] })),
    ).toHaveLength(1);
  await ward.online();
  await ward.allSynced(office);
}, 60_000);
