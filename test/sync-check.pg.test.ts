import { afterAll, beforeAll, expect, test } from 'vitest';
import { valueOf } from './core.ts';
import { siteContent, sqlRows, type SyncDevice, until } from './sync-device.ts';
import { openSyncWard, type SyncWard } from './sync-ward.ts';

let ward: SyncWard;
let office: SyncDevice;
let room: SyncDevice;
let administratorId: string;

beforeAll(async () => {
  ward = await openSyncWard();
  office = await ward.newComputer();
  administratorId = await office.setUp();
  for (const mrn of ['T-1', 'T-2', 'T-3', 'T-4']) await register(office, mrn);
  await ward.found(office);
  room = await ward.join(office, administratorId);
  await ward.allSynced(office, room);
}, 240_000);
afterAll(() => ward?.close());

async function register(on: SyncDevice, mrn: string): Promise<string> {
  const made = await on.client['patients.create']({
    mrn,
    firstName: 'Maria',
    lastName: `Of ${mrn}`,
    birthOn: '1950-02-28',
    sex: 'female',
    confirmedNotDuplicate: true,
  });
  return valueOf(made).id;
}

async function checked(device: SyncDevice) {
  valueOf(await device.client['sync.check']({}));
  await until(async () => (await device.status()).check?.isRunning === false);
  const { check } = await device.status();
  expect(check?.wasStopped).toBe(false);
  return check?.last;
}

/** As no part of the program writes: nothing is captured, and no rule asked. */
async function behindItsBack(device: SyncDevice, statement: string): Promise<void> {
  await device.database.load(async (loader) => {
    await loader.query("SET LOCAL caretrail.applying = 'on'");
    await loader.query(statement);
  });
}

async function setAside(device: SyncDevice) {
  return sqlRows<{ entity: string; outcome: string; mrn: string | null }>(
    device.database,
    `SELECT entity, outcome, stood ->> 'mrn' AS mrn FROM sync_differences ORDER BY found_at, id`,
  );
}

/** What a computer has asked the server for, by path. */
function asked(device: SyncDevice): Promise<number> {
  return device.status().then(({ check }) => check?.last?.compared ?? 0);
}

test('what is the same is found to be so, and nothing is written but that', async () => {
  const before = await siteContent(room.database);
  const last = await checked(room);
  expect(last).toMatchObject({ fetched: 0, setAside: 0, left: 0 });
  expect(await asked(room)).toBeGreaterThan(100);
  expect(await siteContent(room.database)).toEqual(before);
  expect(await setAside(room)).toEqual([]);
  expect(room.incidents).toEqual([]);
}, 40_000);

test('the time of a change is no difference', async () => {
  await behindItsBack(room, `UPDATE patients SET updated_at = '2001-01-01T00:00:00Z'`);
  expect(await checked(room)).toMatchObject({ fetched: 0, setAside: 0, left: 0 });
}, 40_000);

test('a row that was changed, one that is gone and one too many are made the server’s, and kept', async () => {
  const before = await siteContent(office.database);
  const columns = 'first_name, last_name, birth_on, sex, search_text';
  await behindItsBack(room, `UPDATE patients SET phone = '555 0000' WHERE mrn = 'T-1'`);
  await behindItsBack(room, `DELETE FROM patients WHERE mrn = 'T-2'`);
  await behindItsBack(
    room,
    `INSERT INTO patients (id, mrn, mrn_key, ${columns})
     SELECT '0199aaaa-0000-7000-8000-000000000001', 'T-X', 'T-X', ${columns}
     FROM patients WHERE mrn = 'T-3'`,
  );
  expect(await checked(room)).toMatchObject({ fetched: 2, setAside: 1, left: 0 });
  expect(await siteContent(room.database)).toEqual(before);
  expect(
    (await setAside(room)).toSorted((one, other) => ((one.mrn ?? '') < (other.mrn ?? '') ? -1 : 1)),
  ).toEqual([
    { entity: 'patients', outcome: 'fetched', mrn: null },
    { entity: 'patients', outcome: 'fetched', mrn: 'T-1' },
    { entity: 'patients', outcome: 'setAside', mrn: 'T-X' },
  ]);
  const [incident] = room.incidents.splice(0);
  expect(incident).toMatchObject({
    name: 'RecordsDiffered',
    code: 'fetched 2, set aside 1, left 0',
  });
  expect(room.incidents).toEqual([]);
  expect(await checked(room)).toMatchObject({ fetched: 0, setAside: 0, left: 0 });
}, 40_000);

test('the next change of a row that was fetched again is no conflict', async () => {
  const [row] = await sqlRows<{ id: string }>(
    room.database,
    `SELECT id FROM patients WHERE mrn = 'T-2'`,
  );
  const { patient } = valueOf(await room.client['patients.getChart']({ patientId: row?.id ?? '' }));
  const { id, version, deceasedOn: _, ...details } = patient;
  const change = { ...details, patientId: id, seen: version, city: 'Salem' };
  valueOf(await room.client['patients.correct']({ ...change, confirmedNotDuplicate: true }));
  await ward.allSynced(room, office);
  expect((await office.status()).reviews.open).toBe(0);
  expect(await siteContent(room.database)).toEqual(await siteContent(office.database));
}, 40_000);

test('what is not sent yet is no difference and is not lost, and neither is what is saved meanwhile', async () => {
  await behindItsBack(room, `UPDATE patients SET phone = '555 0000' WHERE mrn = 'T-1'`);
  valueOf(await room.client['sync.check']({}));
  const made: string[] = [];
  for (let nth = 0; nth < 6; nth += 1) {
    made.push(await register(nth % 2 === 0 ? room : office, `M-${nth}`));
  }
  await until(async () => (await room.status()).check?.isRunning === false);
  expect((await room.status()).check?.last).toMatchObject({ fetched: 1, setAside: 0, left: 0 });
  room.incidents.splice(0);
  await ward.allSynced(room, office);
  const rows = await sqlRows<{ id: string }>(
    office.database,
    `SELECT id FROM patients WHERE mrn LIKE 'M-%'`,
  );
  expect(rows.map(({ id }) => id).toSorted()).toEqual(made.toSorted());
  expect(await siteContent(room.database)).toEqual(await siteContent(office.database));
}, 240_000);

test('an event of the trail that says something else is left, and said', async () => {
  await room.database.load(async (loader) => {
    await loader.query('SET LOCAL session_replication_role = replica');
    await loader.query(`UPDATE audit_events SET operation = 'patients.other'
      WHERE id = (SELECT min(id::TEXT)::UUID FROM audit_events)`);
  });
  expect(await checked(room)).toMatchObject({ fetched: 0, setAside: 0, left: 1 });
  room.incidents.splice(0);
}, 40_000);
