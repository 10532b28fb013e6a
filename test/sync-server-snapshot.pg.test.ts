import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate, readMigrations } from '../main/platform/migrate.ts';
import { postgresTypeParsers } from '../shared/base/postgres-types.ts';
import { TRAVELLING } from '../shared/sync/entities.ts';
import { differingTables, siteDigest } from '../shared/sync/site-digest.ts';
import { digestReply, snapshotReply } from '../shared/sync/wire.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import { ask, enrolled, line, linesFrom, pushed, type WireDevice } from './sync-server-device.ts';

/** A device's database as it is before anything of a site is in it. */
async function openDevice(): Promise<PGlite> {
  const pglite = await PGlite.create('memory://', { parsers: { ...postgresTypeParsers } });
  const target = {
    query: (sql: string, values?: unknown[]) => pglite.query(sql, values),
    exec: (sql: string) => pglite.exec(sql),
  };
  await migrate(target, await readMigrations(join(import.meta.dirname, '../migrations')));
  return pglite;
}

async function restore(device: PGlite, source: WireDevice): Promise<number> {
  const manifest = snapshotReply.parse((await ask(source, '/snapshot')).body);
  await device.exec(`BEGIN; SET LOCAL caretrail.applying = 'on'; SET LOCAL timezone = 'UTC'`);
  for (const { name } of TRAVELLING.toReversed()) await device.exec(`DELETE FROM ${name}`);
  for (const { index, table } of manifest.chunks) {
    const url = `${source.url}/v1/sites/${source.siteId}/snapshot/${manifest.id}/${index}`;
    const headers = { authorization: `Bearer ${source.token}` };
    const bytes = gunzipSync(await (await fetch(url, { headers })).arrayBuffer());
    const end = bytes.indexOf(10);
    const { columns } = JSON.parse(bytes.subarray(0, end).toString()) as { columns: string[] };
    await device.query(`COPY ${table} (${columns.join(', ')}) FROM '/dev/blob'`, [], {
      blob: new Blob([new Uint8Array(bytes.subarray(end + 1))]),
    });
  }
  await device.exec('COMMIT');
  return manifest.seq;
}

function facility(n: number, id: string, name: string): string {
  return line(n, {
    k: 'facilities',
    r: `["${id}"]`,
    v: { id, name, created_at: '2026-11-20T08:00:00+00:00' },
  });
}

describe.for([15, 18] as const)('on PostgreSQL %i', (major) => {
  let server: SyncServer;
  let device: PGlite;
  beforeAll(async () => {
    [server, device] = await Promise.all([startSyncServer(major), openDevice()]);
  });
  afterAll(async () => {
    await device.close();
    await server.close();
  });

  test('a snapshot fills an empty computer with the very records of the server', async () => {
    const writer = await enrolled(server.node.url, (await server.newSite()).code);
    const id = randomUUID();
    const odd = 'Ward "3"\tback\\slash\nnew line ü 🩹';
    const some = [
      ...linesFrom(1, 200),
      line(201, { s: String(BigInt(Date.now()) << 16n), v: { odd } }),
      facility(202, id, odd),
    ];
    const reply = await pushed(writer, some);
    expect(reply.notApplied.map(([number]) => number)).toEqual([201]);

    const seq = await restore(device, writer);

    const there = digestReply.parse((await ask(writer, '/digest')).body);
    const here = await device.transaction(async (tx) => {
      await tx.exec(`SET LOCAL timezone = 'UTC'`);
      return siteDigest({ query: (sql, params = []) => tx.query(sql, [...params]) });
    });
    expect(seq).toBe(there.seq);
    expect(there.tables['audit_events']?.rows).toBe(200);
    expect(there.tables['sync_reviews']?.rows).toBe(1);
    expect(differingTables(here, there.tables)).toEqual([]);
    const { rows } = await device.query('SELECT name FROM facilities WHERE id = $1', [id]);
    expect(rows).toEqual([{ name: odd }]);
  });
});
