import { afterAll, beforeAll, expect, test } from 'vitest';
import { attachCapture } from '../main/sync/capture.ts';
import { newDeviceKey } from '../main/sync/device-key.ts';
import { beginSend, sendPortion } from '../main/sync/first-send.ts';
import { sqlOver } from '../main/sync/sql.ts';
import { openClinic } from './clinic.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';
import { sqlRows } from './sync-device.ts';

let app: TestCore;

beforeAll(async () => {
  app = await openTestCore();
  await openClinic(app);
});
afterAll(() => app.close());

const rowsIn = async (table: string) =>
  (await sqlRows<{ n: number }>(app.database, `SELECT count(*)::INT AS n FROM ${table}`))[0]?.n ??
  0;

test('without a site nothing is captured', async () => {
  expect(await rowsIn('patients')).toBe(1);
  expect(await rowsIn('sync_outbox')).toBe(0);
  const triggers = await sqlRows(
    app.database,
    "SELECT 1 FROM pg_trigger WHERE tgname LIKE 'trigger_capture_%'",
  );
  expect(triggers).toEqual([]);
});

test('what stood here goes out as it was at the enrolment, whatever is changed meanwhile', async () => {
  const before = await rowsIn('patients');
  await app.database.transact(async (tx) => {
    const sql = sqlOver(tx);
    // Nobody answers there: the loop of this application gets no further.
    await sql.query(
      `INSERT INTO sync_device
         (device_id, device_name, server_url, site_id, private_key, enrolled_at)
       VALUES (gen_random_uuid(), 'Ward', 'http://127.0.0.1:1', gen_random_uuid(), $1, now())`,
      [JSON.stringify(newDeviceKey())],
    );
    await beginSend(sql, '2026-03-10T15:00:00Z');
    await attachCapture(sql);
    await sql.query("UPDATE patients SET phone = '555'");
  });
  await sqlRows(app.database, 'DELETE FROM order_lines');
  while (await sendPortion(app.database)) expect(await rowsIn('sync_first')).toBe(1);
  expect(await rowsIn('sync_first')).toBe(0);
  const numbers = await sqlRows<{ first: number; last: number; n: number }>(
    app.database,
    'SELECT min(number)::INT AS first, max(number)::INT AS last, count(*)::INT AS n FROM sync_outbox',
  );
  expect(numbers[0]?.first).toBe(1);
  expect(numbers[0]?.last).toBe(numbers[0]?.n);
  const sent = await sqlRows<{ op: string; phone: string | null }>(
    app.database,
    `SELECT op, body ->> 'phone' AS phone FROM sync_outbox WHERE entity = 'patients' ORDER BY number`,
  );
  expect(sent).toEqual([
    ...Array.from({ length: before }, () => ({ op: 'i', phone: null })),
    ...Array.from({ length: before }, () => ({ op: 'u', phone: '555' })),
  ]);
  const lines = await sqlRows<{ op: string }>(
    app.database,
    "SELECT op FROM sync_outbox WHERE entity = 'order_lines' ORDER BY number",
  );
  expect(lines.map(({ op }) => op)).toEqual(['i', 'i', 'd', 'd']);
});

test('a change and what the trail tells of it belong to one transaction', async () => {
  valueOf(await app.client['products.add']({ sku: 'TAPE', name: 'Tape' }));
  const last = await sqlRows<{ entity: string; of: number }>(
    app.database,
    'SELECT entity, transaction_id AS of FROM sync_outbox ORDER BY number DESC LIMIT 2',
  );
  expect(last.map(({ entity }) => entity)).toEqual(['audit_events', 'products']);
  expect(last[0]?.of).toBe(last[1]?.of);
});
