import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqlRows, type SyncDevice, until } from './sync-device.ts';
import { addPatient, openRestorableSite, type RestorableSite } from './sync-restorable.ts';
import { valueOf } from './core.ts';

let site: RestorableSite;
let office: SyncDevice;
let gone: SyncDevice;
let late: SyncDevice;

beforeAll(async () => {
  site = await openRestorableSite();
  office = await site.newComputer();
  const administratorId = await office.setUp();
  valueOf(await office.client['sync.enrol']({ ...site.enrolment, code: site.code }));
  await site.allSynced(office);
  gone = await site.join(office, administratorId);
  await site.allSynced(office, gone);
}, 240_000);
afterAll(() => site?.close());

async function mrns(device: SyncDevice): Promise<readonly string[]> {
  const rows = await sqlRows<{ mrn: string }>(device.database, 'SELECT mrn FROM patients');
  return rows.map(({ mrn }) => mrn).toSorted();
}

async function unplaced(device: SyncDevice): Promise<number | undefined> {
  return (await device.status()).unplaced;
}

test('what a restored server cannot place is set aside, the rest goes on, and it is placed once it can be', async () => {
  const old = await site.backUp();
  await addPatient(gone, 'G-1');
  await site.allSynced(gone, office);
  await addPatient(gone, 'G-2');
  await site.allSynced(gone, office);
  // Of the first of these this computer has the rows, and no entries any more.
  const lost = await sqlRows<{ entity: string }>(
    office.database,
    `DELETE FROM sync_log WHERE (device_id, transaction_end) IN (
       SELECT device_id, transaction_end FROM sync_log WHERE line::JSON -> 'v' ->> 'mrn' = 'G-1')
     RETURNING line::JSON ->> 'k' AS entity`,
  );
  expect(lost.map(({ entity }) => entity)).toContain('patients');
  await addPatient(office, 'O-1');
  await site.allSynced(office, gone);
  await old.swapIn();
  await site.allSynced(office);
  expect(await mrns(office)).toContain('O-1');
  const waiting = await unplaced(office);
  expect(waiting).toBeGreaterThan(0);
  expect(office.incidents).toEqual([]);
  late = gone;
  // The computer that was away comes back with all it has.
  await site.allSynced(late, office);
  await until(async () => {
    site.wake(office);
    return (await unplaced(office)) === 0;
  });
  await site.allSynced(late, office);
  expect(await mrns(office)).toEqual(['G-1', 'G-2', 'O-1']);
  expect(await mrns(late)).toEqual(['G-1', 'G-2', 'O-1']);
}, 240_000);
