import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaOf } from '../server/database.ts';
import { refoldWaiting } from '../server/refold.ts';
import { parseChange, SERVER_DEVICE } from '../shared/sync/line.ts';
import { parseDecision } from '../shared/sync/waited.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import {
  chainOf,
  enrolled,
  line,
  linesFrom,
  pull,
  pushed,
  type WireDevice,
} from './sync-server-device.ts';

const LATER = 998;

describe.for([15, 18] as const)('on PostgreSQL %i', (major) => {
  let server: SyncServer;
  let device: WireDevice;
  beforeAll(async () => {
    server = await startSyncServer(major);
    device = await enrolled(server.node.url, (await server.newSite()).code);
  });
  afterAll(() => server?.close());

  test('what waited for a later release is taken up once, by however many nodes at once', async () => {
    const { pool } = server.node;
    const later = Array.from({ length: 40 }, (_, at) =>
      line(at + 1, { m: LATER, t: at + 1 + ((at + 1) % 2) }),
    );
    const unknown = [line(41, { k: 'things_of_2031' }), line(42, { m: 999 })];
    const id = crypto.randomUUID();
    const nameless = { id, name: null };
    const poison = line(43, {
      m: LATER,
      k: 'facilities',
      r: JSON.stringify([id]),
      v: nameless,
    });
    const lines = [...later, ...unknown, poison, ...linesFrom(44, 45)];
    const reply = await pushed(device, lines);
    await pool.query(
      `INSERT INTO ${schemaOf(device.siteId)}.schema_migrations VALUES ('998_x.sql', 'x', now())`,
    );

    const together = await Promise.all([
      refoldWaiting(pool, device.siteId),
      refoldWaiting(pool, device.siteId),
    ]);
    const again = await refoldWaiting(pool, device.siteId);

    expect(reply.notApplied.map(([, outcome]) => outcome)).toEqual(
      Array.from({ length: 43 }, () => 'waiting'),
    );
    expect(together[0].decided + together[1].decided).toBe(21);
    expect([...together, again].flatMap(({ failed }) => failed)).toEqual([]);
    expect(again.decided).toBe(0);
    const entries = await pull(device, 45);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => 46 + at));
    expect(new Set(entries.map(({ deviceId }) => deviceId))).toEqual(new Set([SERVER_DEVICE]));
    const told = entries.flatMap((entry) => {
      const change = parseChange(entry.line);
      return (change && parseDecision(change))?.changes ?? [];
    });
    expect(told.map((each) => each.line)).toEqual([...later, poison]);
    expect(told.map(({ outcome }) => outcome)).toEqual([
      ...later.map(() => 'applied'),
      'quarantined',
    ]);
    const { rows } = await pool.query(
      `SELECT (SELECT count(*)::INT FROM ${schemaOf(device.siteId)}.audit_events) AS events,
         (SELECT count(*)::INT FROM ${schemaOf(device.siteId)}.sync_reviews) AS reviews`,
    );
    expect(rows).toEqual([{ events: 42, reviews: 1 }]);
    expect(await pushed(device, linesFrom(46, 46), { chain: chainOf(lines) })).toMatchObject({
      ackedNumber: 46,
    });
  });

  test('only the server says what became of what waited', async () => {
    const other = await enrolled(server.node.url, (await server.newSite()).code);
    const id = crypto.randomUUID();
    const forged = line(1, {
      k: 'sync_decisions',
      r: JSON.stringify([id]),
      v: {
        id,
        device_id: other.id,
        first_number: 1,
        last_number: 9,
        is_taken_up: true,
        changes: [],
      },
    });

    const reply = await pushed(other, [forged]);

    expect(reply.notApplied).toEqual([[1, 'quarantined']]);
  });
});
