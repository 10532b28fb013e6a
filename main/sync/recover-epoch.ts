import { chainAfter } from '../../shared/sync/chain.ts';
import { type Hello, MOST_CHANGES } from '../../shared/sync/wire.ts';
import { deviceNow } from './device-store.ts';
import { selectLines } from './outbox-store.ts';
import { type Exchange, sha256Text } from './push.ts';
import { isRelayLeft, keepForRelay, selectForRelay, updateRelayed } from './relay-store.ts';
import { ForkedDevice } from './fork.ts';
import { type SqlRunner, sqlOver } from './sql.ts';

type Recovery = {
  readonly hello: Hello;
  /** The first place of the log that the server may not have any more. */
  readonly lostFrom: number;
};

/**
 * The server came back from a backup. What this computer had of the log from there on, its own with it,
 * is given to the server again in the old order; what nobody had acknowledged follows by pushing. All of it
 * is kept until the server's new log has come back with it. Answers the log's last place.
 */
export async function recoverEpoch(exchange: Exchange, recovery: Recovery): Promise<number> {
  const { database } = exchange;
  await database.transact((tx) => cutLog(sqlOver(tx), recovery));
  await relayAll(exchange);
  return afterRelay(exchange);
}

async function cutLog(sql: SqlRunner, { hello, lostFrom }: Recovery): Promise<void> {
  await keepForRelay(sql, lostFrom);
  await acknowledge(sql, hello);
  await sql.query(
    'UPDATE sync_device SET epoch = $1, cursor_seq = least(cursor_seq, $2::BIGINT - 1)',
    [hello.epoch, lostFrom],
  );
}

/** What the server holds of this computer's changes; a chain that is not of these lines is another's. */
async function acknowledge(sql: SqlRunner, hello: Hello): Promise<void> {
  const { nextNumber } = await deviceNow(sql);
  const { ackedNumber, ackedChain } = hello;
  if (ackedNumber >= nextNumber) throw new ForkedDevice();
  if ((await chainUntil(sql, ackedNumber)) !== ackedChain) throw new ForkedDevice();
  await sql.query('UPDATE sync_device SET acked_number = $1, acked_chain = $2', [
    ackedNumber,
    ackedChain,
  ]);
}

/** Of a few thousand changes at a time: of all there may be more than fit into memory. */
const DIGESTED_AT_ONCE = 5000;

async function chainUntil(sql: SqlRunner, last: number): Promise<string> {
  let chain = '';
  for (let after = 0; after < last; after += DIGESTED_AT_ONCE) {
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

/** Goes on with what was stopped in between; answers the log's last place, null where nothing was left. */
export async function finishRelay(exchange: Exchange): Promise<number | null> {
  const isLeft = await exchange.database.read((db) => isRelayLeft(sqlOver(db)));
  if (!isLeft) return null;
  await relayAll(exchange);
  return afterRelay(exchange);
}

async function relayAll({ database, server, signal }: Exchange): Promise<void> {
  for (;;) {
    const { epoch, part } = await database.read(async (db) => {
      const sql = sqlOver(db);
      const device = await deviceNow(sql);
      return { epoch: device.epoch, part: await selectForRelay(sql, MOST_CHANGES) };
    });
    if (!part) return;
    await server.relay({ epoch, lines: part.lines }, signal);
    await database.transact((tx) => updateRelayed(sqlOver(tx), part.lastPlace));
  }
}

/** Own changes that were relayed need no push. */
async function afterRelay({ database, server, signal }: Exchange): Promise<number> {
  const { epoch } = await database.read((db) => deviceNow(sqlOver(db)));
  const hello = await server.hello(epoch, signal);
  await database.transact((tx) => acknowledge(sqlOver(tx), hello));
  return hello.head;
}
