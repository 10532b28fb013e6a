import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaOf } from '../server/database.ts';
import { beginEpoch } from '../server/sites.ts';
import { startSyncServer, type SyncServer } from './sync-server.ts';
import {
  ask,
  chainOf,
  enrolled,
  linesFrom,
  pull,
  push,
  pushed,
  takeToken,
  type WireDevice,
} from './sync-server-device.ts';

const run = promisify(execFile);

/** PostgreSQL's own tools, of the major that both cells are, do not come from npm. */
const hasTools = ['pg_dump', 'pg_restore', 'psql'].every((tool) =>
  spawnSync(tool, ['--version'], { encoding: 'utf8' }).stdout?.includes(' 15.'),
);

describe.skipIf(!hasTools)('with pg_dump, pg_restore and psql of PostgreSQL 15', () => {
  let from: SyncServer;
  let to: SyncServer;
  let folder: string;
  beforeAll(async () => {
    [from, to] = await Promise.all([startSyncServer(15), startSyncServer(15)]);
    folder = await mkdtemp(join(tmpdir(), 'caretrail-move-'));
  });
  afterAll(async () => {
    await from?.close();
    await to?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const sql = (server: SyncServer, text: string) =>
    run('psql', [server.databaseUrl, '-v', 'ON_ERROR_STOP=1', '-qc', text]);

  /** As the server's README has it. */
  async function move(siteId: string): Promise<void> {
    const hex = schemaOf(siteId).slice('site_'.length);
    const dump = join(folder, 'site.dump');
    await sql(from, `ALTER SCHEMA site_${hex} RENAME TO leaving_${hex}`);
    await run('pg_dump', [from.databaseUrl, '-Fc', '-n', `leaving_${hex}`, '-f', dump]);
    await run('pg_restore', ['-1', '--no-owner', '-d', to.databaseUrl, dump]);
    await sql(to, `ALTER SCHEMA leaving_${hex} RENAME TO site_${hex}`);
    for (const [table, key] of [
      ['sites', 'id'],
      ['devices', 'site_id'],
      ['enrolment_codes', 'site_id'],
    ] as const) {
      const rows = join(folder, `${table}.tsv`);
      const own = `SELECT * FROM caretrail.${table} WHERE ${key} = '${siteId}'`;
      await sql(from, `\\copy (${own}) TO '${rows}'`);
      await sql(to, `\\copy caretrail.${table} FROM '${rows}'`);
    }
  }

  test('a site goes to another cell, and its devices lose nothing and go on there', async () => {
    const device = await enrolled(from.node.url, (await from.newSite('North wing')).code);
    const some = linesFrom(1, 5);
    await pushed(device, some.slice(0, 3));

    await move(device.siteId);
    const { epoch } = await beginEpoch(to.node.pool, device.siteId);
    const old = await push(device, some.slice(3), { chain: chainOf(some.slice(0, 3)) });
    const moved: WireDevice = { ...device, url: to.node.url, epoch };
    await takeToken(moved);
    const reply = await pushed(moved, some.slice(3), { chain: chainOf(some.slice(0, 3)) });

    expect(old).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(reply).toMatchObject({ ackedNumber: 5, ackedChain: chainOf(some) });
    expect((await pull(moved, 0)).map(({ line }) => line)).toEqual(some);
    const digest = await ask(moved, '/digest');
    expect(digest).toMatchObject({
      status: 200,
      body: { seq: 5, tables: { audit_events: { rows: 5 } } },
    });
  });
});
