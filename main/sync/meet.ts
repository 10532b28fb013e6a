import { type Hello, PROTOCOL } from '../../shared/sync/wire.ts';
import { type Device, deviceNow, updateContact, updateLastStamp } from './device-store.ts';
import type { Exchange } from './push.ts';
import { OtherProtocol } from './other-protocol.ts';
import { finishRelay, recoverEpoch } from './recover-epoch.ts';
import { relayUnplaced } from './relay-unplaced.ts';
import { sqlOver } from './sql.ts';

/** Finds out how the server stands, and whether it has lost something; answers the log's last place. */
export async function meetServer(exchange: Exchange): Promise<number> {
  const { database, server, clock, signal } = exchange;
  const device = await database.read((db) => deviceNow(sqlOver(db)));
  const hello = await server.hello(device.epoch, signal);
  if (hello.oldestProtocol > PROTOCOL) throw new OtherProtocol('tooOld');
  if (hello.protocol < PROTOCOL) throw new OtherProtocol('serverTooOld');
  await database.transact(async (tx) => {
    const sql = sqlOver(tx);
    const clockOffsetMs = server.offsetMs();
    await updateContact(sql, { at: clock().toISOString(), clockOffsetMs });
    // Whatever is written here from now on is later than all that stands there.
    await updateLastStamp(sql, BigInt(hello.maxStamp));
  });
  const lostFrom = firstLost(device, hello);
  if (lostFrom === null) {
    const head = (await finishRelay(exchange)) ?? hello.head;
    await relayUnplaced(exchange, { isFollowing: false });
    return head;
  }
  return recoverEpoch(exchange, { hello, lostFrom });
}

/** The first place of the log that may not be there any more; null where nothing is amiss. */
function firstLost(device: Device, hello: Hello): number | null {
  if (hello.epochBase !== null) return hello.epochBase;
  const isBehind = device.cursorSeq > hello.head || device.ackedNumber > hello.ackedNumber;
  return isBehind || device.epoch !== hello.epoch
    ? Math.min(device.cursorSeq, hello.head) + 1
    : null;
}
