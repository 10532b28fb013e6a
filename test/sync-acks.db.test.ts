import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { noteAck, pruneAcks } from '../main/sync/acks.ts';
import { rowsOf, type SqlRunner } from '../main/sync/sql.ts';
import type { End } from './migration-ends.ts';
import { openMigratedPglite, runnerOf } from './sync-site.ts';

const FIRST = '2026-03-02T01:00:00.000Z';
const SECOND = '2026-03-02T02:00:00.000Z';
const THIRD = '2026-03-02T03:00:00.000Z';

let end: End;
let sql: SqlRunner;

beforeAll(async () => {
  end = await openMigratedPglite();
  sql = runnerOf(end);
});
afterAll(() => end.close());

beforeEach(async () => {
  await end.exec(`TRUNCATE sync_device, sync_outbox, sync_acks;
    INSERT INTO sync_device (device_id, device_name, server_url, site_id, private_key, enrolled_at)
    VALUES (gen_random_uuid(), 'Room 2', 'https://sync.example.org', gen_random_uuid(), '{}', now());
    INSERT INTO sync_outbox
      (number, transaction_id, stamp, entity, row_key, op, base, body, schema_version)
    SELECT n, n, n, 'patients', '["' || gen_random_uuid() || '"]', 'i', '{}', '{}', 321
    FROM generate_series(1, 4) n`);
});

/** As a reply to a push has it. */
async function acked(number: number, at: string): Promise<void> {
  await noteAck(sql, number, at);
  await serverHas(number);
}

async function serverHas(number: number): Promise<void> {
  await sql.query('UPDATE sync_device SET acked_number = $1', [number]);
}

/** Of each change, in their order. */
async function ackedAt(): Promise<readonly (string | null)[]> {
  const rows = await rowsOf<{ at: string | null }>(
    sql,
    `SELECT coalesce(acked_at, sync_acked_at(number)) AS at FROM sync_outbox ORDER BY number`,
  );
  return rows.map(({ at }) => at && new Date(at).toISOString());
}

test('each change says when the server had it, and nothing before', async () => {
  expect(await ackedAt()).toEqual([null, null, null, null]);
  await acked(2, FIRST);
  expect(await ackedAt()).toEqual([FIRST, FIRST, null, null]);
  await acked(3, SECOND);
  expect(await ackedAt()).toEqual([FIRST, FIRST, SECOND, null]);
});

test('a reply that says nothing new changes no time', async () => {
  await acked(2, FIRST);
  await acked(2, SECOND);
  expect(await ackedAt()).toEqual([FIRST, FIRST, null, null]);
});

test('what an earlier release wrote down with the change is still said', async () => {
  await sql.query('UPDATE sync_outbox SET acked_at = $1 WHERE number = 1', [FIRST]);
  await serverHas(1);
  await acked(4, SECOND);
  expect(await ackedAt()).toEqual([FIRST, SECOND, SECOND, SECOND]);
});

test('what a restored server lost is there from when it has it again', async () => {
  await acked(1, FIRST);
  await acked(4, SECOND);
  await serverHas(2);
  await acked(3, THIRD);
  expect(await ackedAt()).toEqual([FIRST, SECOND, THIRD, null]);
});

test('of changes that are gone nothing is kept, and of the others all', async () => {
  await acked(1, FIRST);
  await acked(2, SECOND);
  await acked(4, THIRD);
  await sql.query('DELETE FROM sync_outbox WHERE number <= 2');
  await pruneAcks(sql);
  expect(await ackedAt()).toEqual([THIRD, THIRD]);
  expect(await rowsOf(sql, 'SELECT until_number AS until FROM sync_acks')).toEqual([{ until: 4 }]);
});
