import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openPool } from '../server/database.ts';
import { beginEpoch } from '../server/sites.ts';
import { noText } from './clinic.ts';
import { valueOf } from './core.ts';
import { siteContent, sqlRows, type SyncDevice, until } from './sync-device.ts';
import { addPatient, openRestorableSite, type RestorableSite } from './sync-restorable.ts';

let site: RestorableSite;
let first: SyncDevice;
let second: SyncDevice;
let third: SyncDevice;
let administratorId: string;
let treatment: { readonly patientId: string; readonly orderId: string };
let treatmentRecordId: string;

const use = { productId: 'FOAM', quantityUsed: 1, dateApplied: '2026-03-10' };

async function correct(device: SyncDevice, seen: number, doctorNotes: string): Promise<void> {
  valueOf(
    await device.client['treatments.correct']({
      ...noText,
      ...use,
      orderId: treatment.orderId,
      treatmentRecordId,
      seen,
      reason: doctorNotes,
      doctorNotes,
    }),
  );
}

/** How often the site's log has the registration of that patient. */
async function timesRegistered(mrn: string): Promise<number> {
  const rows = await site.onServer<{ times: number }>(
    `SELECT count(*)::INT AS times FROM SITE.sync_log
     WHERE line::JSON ->> 'k' = 'patients' AND line::JSON ->> 'o' = 'i'
       AND line::JSON -> 'v' ->> 'mrn' = '${mrn}'`,
  );
  return rows[0]?.times ?? 0;
}

/** Up to which of its changes a device believes that the server has them. */
async function ackedBy({ database }: SyncDevice): Promise<number | undefined> {
  const rows = await sqlRows<{ acked: number }>(
    database,
    'SELECT acked_number AS acked FROM sync_device',
  );
  return rows[0]?.acked;
}

async function contentOf(device: SyncDevice) {
  return siteContent(device.database);
}

beforeAll(async () => {
  site = await openRestorableSite();
  first = await site.newComputer();
  administratorId = await first.setUp();
  valueOf(await first.client['products.add']({ sku: 'FOAM', name: 'Foam' }));
  const patientId = await addPatient(first, 'T-1');
  const lines = [{ productId: 'FOAM', quantity: 100 }];
  const placed = { patientId, orderedOn: '2026-03-01', lines };
  const order = valueOf(await first.client['orders.create'](placed));
  treatment = { patientId, orderId: order.id };
  const recorded = { ...noText, ...use, ...treatment };
  treatmentRecordId = valueOf(await first.client['treatments.record'](recorded)).id;
  valueOf(await first.client['sync.enrol']({ ...site.enrolment, code: site.code }));
  await site.allSynced(first);
  second = await site.join(first, administratorId);
  third = await site.join(first, administratorId);
  await site.allSynced(first, second, third);
}, 240_000);
afterAll(() => site?.close());

const slow = { timeout: 180_000 };

test(
  'what a device had taken up stands as the server decides anew after a restore',
  slow,
  async () => {
    const backup = await site.backUp();
    // The third has not seen what the first did, and the second has.
    await site.asleep(third, () => correct(third, 1, 'by the third'));
    await correct(first, 1, 'by the first');
    await site.allSynced(first, second);
    await backup.swapIn();

    // Now the third comes first, and what the first did is what had not seen the other.
    await site.allSynced(third);
    await site.allSynced(first, second, third);
    await site.allSynced(first, second, third);

    const stands = await site.onServer('SELECT doctor_notes AS notes FROM SITE.treatment_records');
    expect(stands).toEqual([{ notes: 'by the third' }]);
    const versions = await site.onServer('SELECT 1 FROM SITE.treatment_record_versions');
    expect(versions).toHaveLength(1);
    expect(await contentOf(second)).toEqual(await contentOf(third));
    expect(await contentOf(first)).toEqual(await contentOf(third));
    expect(await site.onServer('SELECT kind FROM SITE.sync_reviews')).toEqual([
      { kind: 'concurrentEdit' },
    ]);
  },
);

test('a copy of a device brings what both had unsent only once', slow, async () => {
  await site.allSynced(first, second, third);
  await site.asleep(second, () => addPatient(second, 'BOTH-1'));
  const twin = await site.newComputer(second);
  await twin.signIn(administratorId);
  await addPatient(twin, 'TWIN-1');
  await site.allSynced(twin);
  await addPatient(second, 'SECOND-1');
  await site.allSynced(second);
  await site.allSynced(first, second, twin);
  await site.allSynced(first, second, twin);

  const times = await Promise.all(['BOTH-1', 'TWIN-1', 'SECOND-1'].map(timesRegistered));
  expect(times).toEqual([1, 1, 1]);
  expect(await contentOf(second)).toEqual(await contentOf(first));
  expect(await contentOf(twin)).toEqual(await contentOf(first));
});

test(
  'what is written after a lost reply is not taken for the copy’s that was sent',
  slow,
  async () => {
    await site.allSynced(first, second, third);
    site.proxy.cut = (_method, path) => (path.startsWith('/push') ? 'loseReply' : 'pass');
    await addPatient(second, 'SENT-1');
    await until(async () => (await second.status()).state === 'offline');
    site.proxy.cut = () => 'pass';
    const twin = await site.newComputer(second);
    await twin.signIn(administratorId);
    await addPatient(twin, 'TWIN-2');
    await site.allSynced(twin);
    const before = await ackedBy(second);
    const { asked } = site.proxy;
    site.proxy.cut = (_method, path) => (path.startsWith('/log') ? 'refuse' : 'pass');
    asked.length = 0;
    site.wake(second);
    await until(async () => asked.some((each) => each.startsWith('GET /log')));
    const after = await ackedBy(second);
    site.proxy.cut = () => 'pass';
    await addPatient(second, 'SECOND-2');
    await site.allSynced(second);
    await site.allSynced(first, second, twin);

    expect(after).toEqual(before);
    const times = await Promise.all(['SENT-1', 'TWIN-2', 'SECOND-2'].map(timesRegistered));
    expect(times).toEqual([1, 1, 1]);
    expect(await contentOf(second)).toEqual(await contentOf(first));
  },
);

test('a copy made before a restore finds out all the same that it is one', slow, async () => {
  await site.allSynced(first, third);
  site.proxy.cut = () => 'refuse';
  const twin = await site.newComputer(third);
  await until(async () => (await twin.status()).state === 'offline');
  site.proxy.cut = () => 'pass';
  await beginEpoch(site.pool(), site.siteId);
  await site.allSynced(first, third);
  await addPatient(third, 'THIRD-3');
  await site.allSynced(first, third);
  await twin.signIn(administratorId);
  await addPatient(twin, 'TWIN-3');
  await site.allSynced(twin);
  await site.allSynced(first, third, twin);

  expect(await Promise.all(['THIRD-3', 'TWIN-3'].map(timesRegistered))).toEqual([1, 1]);
  expect(await contentOf(twin)).toEqual(await contentOf(third));
});

test('a database that ends a connection in use does not end the node', async () => {
  const url = inject('postgresUrls')[15];
  const [pool, other] = [openPool(url, 1, () => undefined), openPool(url, 1, () => undefined)];
  const client = await pool.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  client.once('end', resolve);
  await other.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await ended;
  await expect(client.query('SELECT 1')).rejects.toThrow('not queryable');
  client.release(true);
  await pool.end();
  await other.end();
});
