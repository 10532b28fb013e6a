import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { to as copyTo } from 'pg-copy-streams';
import { TRAVELLING } from '../shared/sync/entities.ts';
import { type SnapshotManifest, snapshotReply } from '../shared/sync/wire.ts';
import { sha256Hex } from './chain-digest.ts';
import { type Client, inSite, type Pool } from './database.ts';
import { readHead } from './sites.ts';

const MOST_CHUNK_BYTES = 4 * 1024 * 1024;
const MOST_CHUNK_ROWS = 25_000;
/** A device that began with an older one can end with it. */
const KEPT = { count: 2, hours: 24 };

const compress = promisify(gzip);

type Table = { readonly name: string; readonly columns: readonly string[] };
type Target = { readonly client: Client; readonly snapshotId: string; place: number };

/**
 * Makes a snapshot of a site as it stands at one place of its log, in chunks that the database keeps for
 * all nodes. Holds one chunk in memory at a time. Returns the snapshot's id.
 */
export async function buildSnapshot(pool: Pool, siteId: string): Promise<string> {
  const snapshotId = randomUUID();
  await inSite(pool, { siteId, isolation: 'snapshot' }, async (source) => {
    const { head, epoch } = await readHead(source);
    const tables = await selectTables(source);
    const version = await source.query<{ now: number }>('SELECT sync_schema_version() AS now');
    // The chunks are nobody's until all are there.
    await inSite(pool, { siteId, isolation: 'write' }, async (client) => {
      await client.query(
        `INSERT INTO caretrail.snapshots (id, site_id, seq, epoch, schema_version)
         VALUES ($1, $2, $3, $4, $5)`,
        [snapshotId, siteId, head, epoch, version.rows[0]?.now],
      );
      const target: Target = { client, snapshotId, place: 0 };
      for (const table of tables) await copyTable(source, table, target);
      await forgetOld(client, siteId);
    });
  });
  return snapshotId;
}

/** Registers first, so that an edit meanwhile knows what it is about; then each table after its parents. */
async function selectTables(source: Client): Promise<readonly Table[]> {
  const { rows } = await source.query<{ name: string; columns: string[] }>(
    `SELECT table_name::TEXT AS name,
       array_agg(column_name::TEXT ORDER BY ordinal_position) AS columns
     FROM information_schema.columns
     WHERE table_schema = current_schema() AND is_generated = 'NEVER' GROUP BY table_name`,
  );
  const columnsOf = new Map(rows.map(({ name, columns }) => [name, columns]));
  const wanted = [{ name: 'sync_registers', keptHere: [] }, ...TRAVELLING];
  return wanted.map(({ name, keptHere }) => {
    const here: readonly string[] = keptHere;
    const columns = (columnsOf.get(name) ?? []).filter((column) => !here.includes(column));
    return { name, columns };
  });
}

async function copyTable(source: Client, table: Table, target: Target): Promise<void> {
  const { name, columns } = table;
  if (columns.length === 0) return;
  const stream = source.query(copyTo(`COPY (SELECT ${columns.join(', ')} FROM ${name}) TO STDOUT`));
  let rows: Buffer[] = [];
  let byteLength = 0;
  // PostgreSQL sends one row in each message, but they arrive joined or cut.
  let rest: Buffer = Buffer.alloc(0);
  const flush = async (): Promise<void> => {
    if (rows.length === 0) return;
    const full = { table, rowCount: rows.length, content: Buffer.concat(rows, byteLength) };
    rows = [];
    byteLength = 0;
    await writeChunk(target, full);
  };
  for await (const part of stream) {
    if (!Buffer.isBuffer(part)) throw new Error('COPY gives bytes');
    const bytes = rest.length > 0 ? Buffer.concat([rest, part]) : part;
    let from = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      const row = bytes.subarray(from, end + 1);
      from = end + 1;
      if (byteLength + row.length > MOST_CHUNK_BYTES || rows.length >= MOST_CHUNK_ROWS)
        await flush();
      rows.push(row);
      byteLength += row.length;
    }
    rest = bytes.subarray(from);
  }
  await flush();
}

type Chunk = { readonly table: Table; readonly rowCount: number; readonly content: Buffer };

async function writeChunk(target: Target, { table, rowCount, content }: Chunk): Promise<void> {
  const head = Buffer.from(`${JSON.stringify({ columns: table.columns })}\n`);
  const bytes = await compress(Buffer.concat([head, content]), { level: 1 });
  await target.client.query(
    `INSERT INTO caretrail.snapshot_chunks
       (snapshot_id, place, table_name, row_count, sha256, content)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [target.snapshotId, target.place, table.name, rowCount, sha256Hex(bytes), bytes],
  );
  target.place += 1;
}

async function forgetOld(client: Client, siteId: string): Promise<void> {
  await client.query(
    `DELETE FROM caretrail.snapshots
     WHERE site_id = $1 AND created_at < now() - make_interval(hours => $3) AND id NOT IN (
       SELECT id FROM caretrail.snapshots WHERE site_id = $1 ORDER BY created_at DESC LIMIT $2
     )`,
    [siteId, KEPT.count, KEPT.hours],
  );
}

/** The newest snapshot that a device of this epoch can begin from; undefined where there is none. */
export async function newestSnapshot(
  pool: Pool,
  siteId: string,
): Promise<{ readonly id: string; readonly seq: number } | undefined> {
  return inSite(pool, { siteId, isolation: 'snapshot' }, async (client) => {
    const { rows } = await client.query<{ id: string; seq: number }>(
      `SELECT snapshot.id, snapshot.seq FROM caretrail.snapshots AS snapshot, sync_site AS site
       WHERE snapshot.site_id = $1 AND snapshot.epoch = site.epoch
         AND snapshot.schema_version = sync_schema_version()
       ORDER BY snapshot.created_at DESC LIMIT 1`,
      [siteId],
    );
    return rows[0];
  });
}

/** What a snapshot consists of; undefined where that site has none of that id. */
export async function readManifest(
  pool: Pool,
  siteId: string,
  snapshotId: string,
): Promise<SnapshotManifest | undefined> {
  const { rows } = await pool.query(
    `SELECT id, seq, epoch, schema_version AS "schemaVersion", (
       SELECT coalesce(json_agg(json_build_object('index', place, 'table', table_name,
         'rows', row_count, 'byteLength', octet_length(content), 'sha256', sha256) ORDER BY place), '[]')
       FROM caretrail.snapshot_chunks WHERE snapshot_id = id
     ) AS chunks
     FROM caretrail.snapshots WHERE id = $1 AND site_id = $2`,
    [snapshotId, siteId],
  );
  return rows.length === 0 ? undefined : snapshotReply.parse(rows[0]);
}

/** The bytes of one chunk as they are sent. */
export async function readChunk(
  pool: Pool,
  siteId: string,
  { snapshotId, index }: { readonly snapshotId: string; readonly index: number },
): Promise<{ readonly content: Buffer; readonly sha256: string } | undefined> {
  const { rows } = await pool.query<{ content: Buffer; sha256: string }>(
    `SELECT chunk.content, chunk.sha256
     FROM caretrail.snapshot_chunks AS chunk
     JOIN caretrail.snapshots AS snapshot ON snapshot.id = chunk.snapshot_id
     WHERE snapshot.id = $1 AND snapshot.site_id = $2 AND chunk.place = $3`,
    [snapshotId, siteId, index],
  );
  return rows[0];
}
