import { chainAfter } from '../../shared/sync/chain.ts';
import { type Hello, MOST_CHANGES } from '../../shared/sync/wire.ts';
import { deviceNow } from './device-store.ts';
import { selectLines } from './outbox-store.ts';
import { selectPruned } from './prune-store.ts';
import { type Exchange, sha256Text } from './push.ts';
import { rebuild } from './rebuild.ts';
import {
  isRelayKept,
  keepForRelay,
  keepPlace,
  selectForRelay,
  updateRelayed,
} from './relay-store.ts';
import { relayOrSetAside } from './relay-unplaced.ts';
import { ServerRefused } from './server-errors.ts';
import { type SqlRunner, sqlOver } from './sql.ts';

type Recovery = {
  readonly hello: Hello;
  /** The first place of the log that the server may not have any more. */
  readonly lostFrom: number;
};

/**
 * The server came back from a backup. What this computer had of the log from there on, its own with it,
 * is given to the server again in the old order; what nobody had acknowledged follows by pushing. All of it
 * is kept until the tables were made anew from what the server made of it. Answers the log's last place.
 */
export async function recoverEpoch(exchange: Exchange, recovery: Recovery): Promise<number> {
  const { database } = exchange;
  const { hello } = recovery;
  await database.transact((tx) => cutLog(sqlOver(tx), recovery));
  return (await finishRelay(exchange)) ?? hello.head;
}

async function cutLog(sql: SqlRunner, { hello, lostFrom }: Recovery): Promise<void> {
  const { cursorSeq } = await deviceNow(sql);
  await keepForRelay(sql, lostFrom);
  const isOwn = await acknowledge(sql, hello);
  if (cursorSeq >= lostFrom || !isOwn) await keepPlace(sql, lostFrom);
  await sql.query(
    `UPDATE sync_device SET epoch = $1, cursor_seq = least(cursor_seq, $2::BIGINT - 1),
       tail_until = least(tail_until, $2::BIGINT - 1)`,
    [hello.epoch, lostFrom],
  );
}

/** What the server holds of this computer's changes; false where they are another's of the same id. */
async function acknowledge(sql: SqlRunner, hello: Hello): Promise<boolean> {
  const { nextNumber } = await deviceNow(sql);
  const { ackedNumber, ackedChain } = hello;
  if (ackedNumber >= nextNumber) return false;
  if ((await chainUntil(sql, ackedNumber)) !== ackedChain) return false;
  await sql.query('UPDATE sync_device SET acked_number = $1, acked_chain = $2', [
    ackedNumber,
    ackedChain,
  ]);
  return true;
}

/** Of a few thousand changes at a time: of all there may be more than fit into memory. */
const DIGESTED_AT_ONCE = 5000;

async function chainUntil(sql: SqlRunner, last: number): Promise<string> {
  // What was forgotten was in a backup of the server; before that there is nothing to compare.
  const { prunedNumber, prunedChain } = await selectPruned(sql);
  let chain = prunedChain;
  for (let after = prunedNumber; after < last; after += DIGESTED_AT_ONCE) {
    const until = Math.min(after + DIGESTED_AT_ONCE, last);
    const lines = await selectLines(sql, { after, until });
    chain = chainAfter(
      chain,
      lines.map(({ line }) => line),
      sha256Text,
    );
  }
  return chain;
}

/**
 * Goes on with what was stopped in between; answers the log's last place, null where nothing was left. A
 * computer that was shut out may neither give back others' changes nor begin anew from a snapshot: it goes
 * on to push what the server lacks of its own.
 */
export async function finishRelay(exchange: Exchange): Promise<number | null> {
  const isLeft = await exchange.database.read((db) => isRelayKept(sqlOver(db)));
  if (!isLeft) return null;
  try {
    return await relayAndRebuild(exchange);
  } catch (error) {
    if (error instanceof ServerRefused && error.refusal.code === 'revoked') return null;
    throw error;
  }
}

async function relayAndRebuild(exchange: Exchange): Promise<number> {
  await relayAll(exchange);
  const { head, isOwn } = await afterRelay(exchange);
  await rebuild(exchange, !isOwn);
  return head;
}

async function relayAll(exchange: Exchange): Promise<void> {
  const { database } = exchange;
  for (;;) {
    const { epoch, part } = await database.read(async (db) => {
      const sql = sqlOver(db);
      const device = await deviceNow(sql);
      return { epoch: device.epoch, part: await selectForRelay(sql, MOST_CHANGES) };
    });
    if (!part) return;
    await relayOrSetAside(exchange, { epoch, lines: part.lines });
    await database.transact((tx) => updateRelayed(sqlOver(tx), part.lastPlace));
  }
}

/** Own changes that were relayed need no push. */
async function afterRelay({ database, server, signal }: Exchange) {
  const { epoch } = await database.read((db) => deviceNow(sqlOver(db)));
  const hello = await server.hello(epoch, signal);
  const isOwn = await database.transact((tx) => acknowledge(sqlOver(tx), hello));
  return { head: hello.head, isOwn };
}
