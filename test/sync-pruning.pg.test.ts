import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCode } from '../server/codes.ts';
import { beginEpoch, noteBackup } from '../server/sites.ts';
import { differingTables } from '../shared/sync/site-digest.ts';
import { readDigest } from '../server/digest.ts';
import { chartRows, editTreatment, newChart, SITE_ROWS } from './sync-chart.ts';
import { openReleasedDevice, type ReleasedDevice } from './sync-release-ends.ts';
import { thisRelease } from './sync-releases.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';

let server: SyncServer;
let siteId: string;
let a: ReleasedDevice;
let b: ReleasedDevice;
const chart = newChart();

beforeEach(async () => {
  const release = await thisRelease();
  server = await startSyncServer(15);
  const site = await server.newSite();
  ({ siteId } = site);
  a = await openReleasedDevice(release, server.node.url, site.code);
  await a.sync();
  await a.save(...SITE_ROWS);
  await a.save(...chartRows(chart));
  await a.save(...editTreatment(chart.treatment, 'first'));
  await syncAll();
  b = await openReleasedDevice(
    release,
    server.node.url,
    (await createCode(server.node.pool, siteId, null)).code,
  );
  await syncAll(a, b);
  await b.save(...editTreatment(chart.treatment, 'second'));
  await syncAll(b, a);
}, 120_000);
afterEach(async () => {
  await a?.close();
  await b?.close();
  await server?.close();
});

async function syncAll(...devices: readonly ReleasedDevice[]): Promise<void> {
  for (const device of devices.length > 0 ? devices : [a]) await device.sync();
}

const DAYS = (days: number) => `now() - interval '${days} days'`;

/** All that stands in a computer's outbox and log was written so long ago. */
async function age(device: ReleasedDevice, days: number): Promise<void> {
  await device.save(
    `UPDATE sync_outbox SET captured_at = ${DAYS(days)}`,
    `UPDATE sync_log SET received_at = ${DAYS(days)}`,
  );
}

async function kept(device: ReleasedDevice): Promise<readonly number[]> {
  const [row] = await device.rows<{ own: number; others: number }>(
    `SELECT (SELECT count(*)::INT FROM sync_outbox) AS own,
       (SELECT count(*)::INT FROM sync_log WHERE outcome = 'applied') AS others`,
  );
  return [row?.own ?? -1, row?.others ?? -1];
}

async function differences(): Promise<readonly string[]> {
  const { tables } = await readDigest(server.node.pool, siteId);
  return [
    ...differingTables(tables, await a.digest()),
    ...differingTables(tables, await b.digest()),
  ];
}

test('only what is in a backup of the server, and is old, is forgotten', async () => {
  const all = await kept(a);
  await age(a, 40);
  await a.keepHouse();
  const withoutBackup = await kept(a);
  await noteBackup(server.node.pool, siteId, 1_000_000);
  await age(a, 34);
  await a.keepHouse();
  const young = await kept(a);
  await age(a, 36);
  await a.save(...editTreatment(chart.treatment, 'third'));
  await a.keepHouse();
  const old = await kept(a);
  await syncAll(a, b);

  expect(all[0]).toBeGreaterThan(5);
  expect([withoutBackup, young]).toEqual([all, all]);
  expect(old).toEqual([3, 0]);
  expect(await differences()).toEqual([]);
}, 60_000);

test('what a backup does not hold stays, to the end of a transaction', async () => {
  const [row] = await a.rows<{ seq: number }>(
    `SELECT max(seq) - 1 AS seq FROM sync_outbox WHERE transaction_id = (
       SELECT transaction_id FROM sync_outbox WHERE entity = 'orders')`,
  );
  await noteBackup(server.node.pool, siteId, row?.seq ?? 0);
  await age(a, 400);

  await a.keepHouse();

  const left = await a.rows('SELECT DISTINCT entity FROM sync_outbox ORDER BY 1');
  expect(left.map((each) => Object.values(each as object)[0])).toEqual([
    'audit_events',
    'orders',
    'patients',
    'treatment_record_versions',
    'treatment_records',
  ]);
}, 60_000);

test('a computer that has forgotten goes on after a restore, and as another device', async () => {
  await noteBackup(server.node.pool, siteId, 1_000_000);
  for (const device of [a, b]) {
    await age(device, 40);
    await device.keepHouse();
  }
  await a.save(...editTreatment(chart.treatment, 'third'));
  await a.sync();
  await a.save(
    `UPDATE treatment_records SET doctor_notes = 'fourth' WHERE id = '${chart.treatment}'`,
  );
  await beginEpoch(server.node.pool, siteId);
  await syncAll(a, b);
  const afterRestore = await differences();
  await noteBackup(server.node.pool, siteId, 1_000_000);
  await age(a, 40);
  await a.keepHouse();
  const forgotten = await kept(a);
  await a.save(
    `UPDATE treatment_records SET doctor_notes = 'fifth' WHERE id = '${chart.treatment}'`,
  );
  await a.becomeAnother();
  await syncAll(a, b, a);

  expect(afterRestore).toEqual([]);
  expect(forgotten).toEqual([0, 0]);
  expect(await differences()).toEqual([]);
  const [row] = await b.rows('SELECT doctor_notes AS notes FROM treatment_records');
  expect(row).toEqual({ notes: 'fifth' });
  const reviews = await b.rows('SELECT kind FROM sync_reviews');
  expect(reviews).toEqual([]);
}, 60_000);

test('a computer that began from a snapshot fetches what no backup holds of the log before', async () => {
  const durable = 4;
  await noteBackup(server.node.pool, siteId, durable);
  const node = await server.startNode({ SNAPSHOT_EVERY: '1' });
  const { code } = await createCode(server.node.pool, siteId, null);
  const c = await openReleasedDevice(await thisRelease(), node.url, code);
  await c.sync();
  const before = await c.rows<{ count: number }>('SELECT count(*)::INT AS count FROM sync_log');

  await c.keepHouse();

  const places = await c.rows<{ seq: number }>('SELECT seq FROM sync_log ORDER BY seq');
  const [cursor] = await c.rows<{ seq: number }>(
    'SELECT cursor_seq AS seq FROM sync_device WHERE tail_until IS NULL',
  );
  const there = differingTables(
    (await readDigest(server.node.pool, siteId)).tables,
    await c.digest(),
  );
  await c.close();
  expect(before).toEqual([{ count: 0 }]);
  expect(places.map(({ seq }) => seq)).toEqual(
    Array.from({ length: (cursor?.seq ?? 0) - durable }, (_, at) => durable + 1 + at),
  );
  expect(there).toEqual([]);
}, 60_000);
