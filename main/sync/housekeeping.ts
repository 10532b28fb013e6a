import { deviceNow } from './device-store.ts';
import { fetchTail } from './log-tail.ts';
import { pruneLog, pruneOutbox } from './prune-store.ts';
import type { Exchange } from './push.ts';
import { relayUnplaced } from './relay-unplaced.ts';
import { sqlOver } from './sql.ts';

const EVERY_MS = 60 * 60_000;
/** How long own changes and others' are kept at least, for a server that comes back from a backup. */
const KEPT_DAYS = 35;
const DAY_MS = 24 * 60 * 60_000;
/** Rows of one turn: whoever saves at the bedside stands behind it. */
const PORTION = 500;

/**
 * At most once an hour and a little at a time: forgets what the server has in a verified backup and is older
 * than 35 days, and fetches of the log what no backup holds. Each time: gives the server what it could not
 * take and can by now.
 */
export function housekeeping() {
  let lastMs = Number.NEGATIVE_INFINITY;
  return async (exchange: Exchange): Promise<void> => {
    await relayUnplaced(exchange, { isFollowing: true });
    const { database, server, clock, signal } = exchange;
    const nowMs = clock().getTime();
    if (Math.abs(nowMs - lastMs) < EVERY_MS) return;
    const { epoch } = await database.read((db) => deviceNow(sqlOver(db)));
    const { durableSeq } = await server.hello(epoch, signal);
    const before = new Date(nowMs - KEPT_DAYS * DAY_MS).toISOString();
    const old = { durableSeq, before, most: PORTION };
    for (const prune of [pruneOutbox, pruneLog])
      while ((await database.transact((tx) => prune(sqlOver(tx), old))) > 0)
        signal.throwIfAborted();
    await fetchTail({ database, server, clock, signal }, durableSeq);
    lastMs = nowMs;
  };
}
