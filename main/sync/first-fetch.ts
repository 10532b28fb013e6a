import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { syncEntity, TRAVELLING } from '../../shared/sync/entities.ts';
import type { SnapshotManifest } from '../../shared/sync/wire.ts';
import type { Loader } from '../platform/database.ts';
import { updateCursor } from './device-store.ts';
import { deleteFirst, selectFirst, updateFetch } from './first-store.ts';
import { OtherProtocol } from './other-protocol.ts';
import { emptyTables } from './empty-tables.ts';
import type { Exchange } from './push.ts';
import { NotFollowing } from './server-errors.ts';
import { rowsOf, sqlOver } from './sql.ts';

const REGISTERS = 'sync_registers';
/** Nobody can sign in before these are here, and so before all the rest is. */
const LAST = ['user_pins', 'sites'];

export type Chunk = SnapshotManifest['chunks'][number];

/** Registers first: a change made meanwhile has to say what its author saw. */
export function inOrder({ chunks }: SnapshotManifest): readonly Chunk[] {
  const isLast = ({ table }: Chunk): boolean => LAST.includes(table);
  const isRegister = ({ table }: Chunk): boolean => table === REGISTERS;
  return [
    ...chunks.filter(isRegister),
    ...chunks.filter((each) => !isRegister(each) && !isLast(each)),
    ...chunks.filter(isLast),
  ];
}

/**
 * Takes in the next chunk of the site's snapshot; false when all is in, or there was none to take in. A
 * chunk and the mark that it is in are one transaction, so whatever is stopped goes on where it was.
 */
export async function fetchChunk(exchange: Exchange): Promise<boolean> {
  const { database } = exchange;
  const first = await database.read((db) => selectFirst(sqlOver(db)));
  if (first?.direction !== 'fetch') return false;
  const { snapshot, place } = first;
  if (!snapshot) return begin(exchange);
  const chunk = inOrder(snapshot)[place];
  if (!chunk) return finish(exchange, snapshot);
  const text = gunzipSync(await chunkBytes(exchange, snapshot, chunk));
  await database.load(async (loader) => {
    await loader.query("SET LOCAL caretrail.applying = 'on'");
    await takeIn(loader, chunk, text);
    await updateFetch(loader, { snapshot, place: place + 1, done: first.done + chunk.byteLength });
  });
  return true;
}

/** As the server sent it, compressed. Throws NotFollowing where it did not arrive so. */
export async function chunkBytes(
  { server, signal }: Exchange,
  { id }: SnapshotManifest,
  chunk: Chunk,
): Promise<Uint8Array> {
  const bytes = await server.chunk({ id, index: chunk.index }, signal);
  if (bytes.byteLength !== chunk.byteLength || sha256(bytes) !== chunk.sha256)
    throw new NotFollowing('A part of the snapshot did not arrive as it was sent');
  return bytes;
}

async function begin({ database, server, signal }: Exchange): Promise<boolean> {
  const { epoch, cursor, version } = await database.read(async (db) => {
    const [row] = await rowsOf<{ epoch: number; cursor: number; version: number }>(
      sqlOver(db),
      `SELECT epoch, cursor_seq AS cursor, sync_schema_version() AS version FROM sync_device`,
    );
    return row ?? { epoch: 1, cursor: 0, version: 0 };
  });
  const { snapshotId } = await server.hello(epoch, signal);
  const snapshot = snapshotId === null ? null : await server.snapshot(epoch, signal);
  // A snapshot has the tables and columns of its release: this one would have to leave some out for good.
  if (snapshot && snapshot.schemaVersion > version) throw new OtherProtocol('tooOld');
  await database.load(async (loader) => {
    await loader.query("SET LOCAL caretrail.applying = 'on'");
    if (cursor === 0) await emptyTables(loader);
    // Without a snapshot the log is short enough to begin from its first entry.
    await (snapshot ? updateFetch(loader, { snapshot, place: 0, done: 0 }) : deleteFirst(loader));
  });
  return snapshot !== null;
}

async function finish({ database }: Exchange, snapshot: SnapshotManifest): Promise<boolean> {
  await database.transact(async (tx) => {
    const sql = sqlOver(tx);
    await updateCursor(sql, snapshot.seq);
    await sql.query(
      `UPDATE sync_device SET tail_after = 0, tail_until = cursor_seq, last_stamp =
         greatest(last_stamp, (SELECT max(stamp) FROM sync_registers))`,
    );
    await deleteFirst(sql);
  });
  return false;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const NEWLINE = 10;

/** Puts the rows of a chunk into its table. */
export async function takeIn(loader: Loader, { table }: Chunk, text: Uint8Array): Promise<void> {
  const end = text.indexOf(NEWLINE);
  const columns = columnsOf(new TextDecoder().decode(text.subarray(0, end)));
  const isKnown = table === REGISTERS || TRAVELLING.some(({ name }) => name === table);
  // Of a newer release: it comes again once this one knows it.
  if (!isKnown) return;
  const named = columns.join(', ');
  const rows = text.subarray(end + 1);
  if (syncEntity(table)?.class !== 'trail') return loader.copyIn(`COPY ${table} (${named})`, rows);
  // A computer that comes back to its site has most of the trail.
  await loader.query(`CREATE TEMP TABLE coming (LIKE ${table}) ON COMMIT DROP`);
  await loader.copyIn(`COPY coming (${named})`, rows);
  await loader.query(
    `INSERT INTO ${table} (${named}) SELECT ${named} FROM coming ON CONFLICT DO NOTHING`,
  );
  // There may be another part of it in the same transaction.
  await loader.query('DROP TABLE coming');
}

function columnsOf(line: string): readonly string[] {
  const parsed: unknown = JSON.parse(line);
  const columns: unknown = typeof parsed === 'object' && parsed && Reflect.get(parsed, 'columns');
  if (!Array.isArray(columns)) throw new NotFollowing('A part of the snapshot names no columns');
  return columns.map((each: unknown) => {
    if (typeof each !== 'string' || !/^[a-z_][a-z0-9_]*$/.test(each))
      throw new NotFollowing('A part of the snapshot names something that is no column');
    return each;
  });
}
