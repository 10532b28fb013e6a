import { gunzipSync } from 'node:zlib';
import { foldUnseen, forgetEffects } from '../../shared/sync/fold/rebase.ts';
import type { SnapshotManifest } from '../../shared/sync/wire.ts';
import type { Loader } from '../platform/database.ts';
import { deviceNow } from './device-store.ts';
import { type Chunk, chunkBytes, inOrder, takeIn } from './first-fetch.ts';
import { sendPortion } from './first-send.ts';
import { ForkedDevice } from './fork.ts';
import { OtherProtocol } from './other-protocol.ts';
import { readPage } from './pull.ts';
import type { Exchange } from './push.ts';
import {
  emptyForSnapshot,
  noteLogPart,
  type OwnPlace,
  restoreKeptHere,
  updatePlaces,
  updateRebuilt,
} from './rebuild-store.ts';
import { NotFollowing } from './server-errors.ts';
import { rowsOf, sqlOver } from './sql.ts';

/**
 * Makes the tables anew from the site's snapshot, with own changes on top that the log does not have: after
 * a restore the log may have the changes that stand here in another order, or have decided otherwise about
 * them, and those of others cannot be taken back. One transaction: until then all is as it was. Throws
 * ForkedDevice where the log has changes of this computer's id that it never made, or is known to: own ones
 * then wait for another.
 */
export async function rebuild(exchange: Exchange, isForked: boolean): Promise<void> {
  const { database, server, signal } = exchange;
  // What stands here and is no change yet would be gone.
  while (await sendPortion(database)) signal.throwIfAborted();
  const { epoch, deviceId, version } = await database.read(async (db) => {
    const sql = sqlOver(db);
    const [row] = await rowsOf<{ version: number }>(sql, 'SELECT sync_schema_version() AS version');
    return { ...(await deviceNow(sql)), version: row?.version ?? 0 };
  });
  const snapshot = await server.snapshot(epoch, signal);
  if (snapshot.epoch !== epoch) throw new NotFollowing('A snapshot of another epoch');
  if (snapshot.schemaVersion > version) throw new OtherProtocol('tooOld');
  const { places, hasTwin } = await fetchLogPart(exchange, snapshot.seq);
  const isFork = isForked || hasTwin;
  const chunks = await fetchChunks(exchange, snapshot);
  await database.load(async (loader) => {
    await loader.query("SET LOCAL caretrail.applying = 'on'");
    await emptyForSnapshot(loader);
    for (const { chunk, bytes } of chunks) await takeIn(loader, chunk, gunzipSync(bytes));
    await restoreKeptHere(loader);
    await updateRebuilt(loader, snapshot.seq);
    await putOwnOnTop(loader, { places, deviceId: isFork ? null : deviceId });
  });
  if (isFork) throw new ForkedDevice();
}

type OnTop = {
  readonly places: readonly OwnPlace[];
  /** Null while own changes wait for another id. */
  readonly deviceId: string | null;
};

async function putOwnOnTop(loader: Loader, { places, deviceId }: OnTop): Promise<void> {
  await updatePlaces(loader, places);
  await forgetEffects(loader);
  if (deviceId !== null) await foldUnseen(loader, deviceId);
}

/** The log from where this computer had to cut it up to that place. */
async function fetchLogPart({ database, server, signal }: Exchange, until: number) {
  const { cursorSeq, epoch } = await database.read((db) => deviceNow(sqlOver(db)));
  const places: OwnPlace[] = [];
  let hasTwin = false;
  for (let after = cursorSeq; after < until; ) {
    signal.throwIfAborted();
    const page = await readPage(server, { after, epoch }, signal);
    const entries = page.filter(({ seq }) => seq <= until);
    const last = entries.at(-1);
    if (!last) throw new NotFollowing('A log that ends before its snapshot');
    const part = await database.transact((tx) => noteLogPart(sqlOver(tx), entries));
    places.push(...part.places);
    hasTwin ||= part.hasTwin;
    after = last.seq;
  }
  return { places, hasTwin };
}

async function fetchChunks(exchange: Exchange, snapshot: SnapshotManifest) {
  const chunks: { readonly chunk: Chunk; readonly bytes: Uint8Array }[] = [];
  for (const chunk of inOrder(snapshot)) {
    exchange.signal.throwIfAborted();
    chunks.push({ chunk, bytes: await chunkBytes(exchange, snapshot, chunk) });
  }
  return chunks;
}
