import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyPage, DeviceForked } from '../shared/sync/fold/apply-page.ts';
import { PageRefused, restampOwn } from '../shared/sync/fold/rebase.ts';
import type { LogEntry } from '../shared/sync/line.ts';
import { formatStamp } from '../shared/sync/stamps.ts';
import { chartRows, editPatient, insertPatient, newChart, newRowId, NURSE } from './sync-chart.ts';
import { openMigratedPglite, runnerOf, syncDevice, syncSite } from './sync-site.ts';
import { beginWorld, settle, type World } from './sync-world.ts';

let world: World;

beforeAll(async () => {
  world = {
    site: syncSite(await openMigratedPglite()),
    a: syncDevice(await openMigratedPglite(), 'a'),
    b: syncDevice(await openMigratedPglite(), 'b'),
  };
  await beginWorld(world);
});

afterAll(async () => {
  await Promise.all([world.site, world.a, world.b].map(({ end }) => end.close()));
});

/** Takes up entries that no log has, and leaves nothing of it. */
async function tried(entries: readonly LogEntry[]): Promise<unknown> {
  const { a } = world;
  await a.end.exec('BEGIN');
  try {
    return await applyPage(runnerOf(a.end), entries, a.id);
  } catch (error) {
    return error;
  } finally {
    await a.end.exec('ROLLBACK');
  }
}

async function lastOwn(): Promise<LogEntry> {
  await world.a.save(NURSE, insertPatient(newRowId()));
  await settle(world);
  const entry = world.site.log.findLast(({ deviceId }) => deviceId === world.a.id);
  if (!entry) throw new Error('Nothing was said');
  return entry;
}

test('an own change that says something else, or was never made, means that there are two', async () => {
  const entry = await lastOwn();
  const other = entry.line.replace('"last_name": "Lee"', '"last_name": "Fox"');
  expect(other).not.toBe(entry.line);
  expect(await tried([{ ...entry, line: other }])).toBeInstanceOf(DeviceForked);
  const later = entry.line.replace(/^\{"n" : \d+, "t" : \d+/, '{"n" : 999999, "t" : 999999');
  expect(later).not.toBe(entry.line);
  expect(await tried([{ ...entry, line: later }])).toBeInstanceOf(DeviceForked);
  expect(await tried([entry])).toEqual({ isRebased: false });
});

test('what long came back may be gone from the outbox', async () => {
  const entry = await lastOwn();
  await world.a.end.query('DELETE FROM sync_outbox WHERE seq IS NOT NULL');
  expect(await tried([entry])).toEqual({ isRebased: false });
});

test('entries that do not follow what stands are refused', async () => {
  const entry = await lastOwn();
  const line = entry.line
    .replace('"k" : "patients"', '"k" : "allergies"')
    .replace(
      /"v" : \{.*\}, "u"/,
      `"v" : {"id": "${newRowId()}", "patient_id": "${newRowId()}"}, "u"`,
    )
    .replace(/"r" : "\[\\"[^\\]*\\"\]"/, '"r" : "[\\"x\\"]"');
  const foreign = { ...entry, deviceId: world.b.id, line };
  expect(await tried([foreign])).toBeInstanceOf(PageRefused);
});

test('what others said is kept with its place, and the clock goes on behind it', async () => {
  await world.b.save(NURSE, ...chartRows(newChart()));
  await settle(world);
  const entry = world.site.log.findLast(({ deviceId }) => deviceId === world.b.id);
  const kept = await world.a.rows(
    `SELECT device_id, stamp::TEXT AS stamp, outcome, line FROM sync_log WHERE seq = ${entry?.seq}`,
  );
  expect(kept).toEqual([
    {
      device_id: world.b.id,
      stamp: formatStamp(entry?.stamp ?? 0n),
      outcome: 'applied',
      line: entry?.line,
    },
  ]);
  const [clock] = await world.a.rows('SELECT last_stamp::TEXT AS last FROM sync_device');
  expect(BigInt(String(clock?.['last']))).toBeGreaterThanOrEqual(entry?.stamp ?? 0n);
  const own = await world.b.rows(
    'SELECT count(*)::INT AS unseen FROM sync_outbox WHERE seq IS NULL',
  );
  expect(own).toEqual([{ unseen: 0 }]);
});

test('a new stamp of an unseen change is its stamp wherever something stands by it', async () => {
  const chart = newChart();
  await world.a.save(NURSE, ...chartRows(chart));
  await settle(world);
  await world.a.save(NURSE, ...editPatient(chart.patient, `phone = '1'`));
  await world.a.save(NURSE, ...editPatient(chart.patient, `phone = '2'`));
  const unseen = await world.a.rows(
    `SELECT number FROM sync_outbox WHERE seq IS NULL AND op = 'u' ORDER BY number`,
  );
  const [, second] = unseen.map(({ number }) => Number(number));
  await world.a.end.exec('BEGIN');
  await restampOwn(runnerOf(world.a.end), [[second ?? 0, '77']], world.a.id);
  await world.a.end.exec('COMMIT');
  const registers = await world.a.rows(
    `SELECT number, stamp FROM sync_registers WHERE row_key = '["${chart.patient}"]'`,
  );
  const stands = await world.a.rows(
    `SELECT phone, version FROM patients WHERE id = '${chart.patient}'`,
  );

  expect(registers).toEqual([{ number: second, stamp: 77 }]);
  expect(stands).toEqual([{ phone: '2', version: 3 }]);
  expect(await settle(world)).toEqual([]);
});

test('an own change that comes back with another stamp is decided anew by that', async () => {
  const [chart, allergy] = [newChart(), newRowId()];
  await world.a.save(
    NURSE,
    ...chartRows(chart),
    `INSERT INTO allergies (id, patient_id, substance, kind)
     VALUES ('${allergy}', '${chart.patient}', 'latex', 'allergy')`,
  );
  await settle(world);
  const say = `UPDATE allergies SET reaction = 'rash' WHERE id = '${allergy}'`;
  await world.b.save(NURSE, say);
  await world.a.save(NURSE, say);
  await world.b.push(world.site);
  await world.a.pull(world.site);
  const standsBy = `SELECT device_id FROM sync_registers WHERE row_key = '["${allergy}"]'`;
  const before = await world.a.rows(standsBy);
  const entry: LogEntry = {
    seq: world.site.log.length + 1,
    deviceId: world.a.id,
    stamp: 1n,
    outcome: 'applied',
    receivedAtMs: 0,
    line: (await world.a.lines()).at(-1) ?? '',
  };
  await world.a.end.exec('BEGIN');
  const applied = await applyPage(runnerOf(world.a.end), [entry], world.a.id);
  const after = await world.a.rows(standsBy);
  await world.a.end.exec('ROLLBACK');

  expect([before, after]).toEqual([[{ device_id: world.a.id }], [{ device_id: world.b.id }]]);
  expect(applied).toEqual({ isRebased: true });
  expect(await settle(world)).toEqual([]);
});
