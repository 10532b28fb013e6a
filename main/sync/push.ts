import { createHash } from 'node:crypto';
import { chainAfter } from '../../shared/sync/chain.ts';
import { restampOwn } from '../../shared/sync/fold/rebase.ts';
import type { PushReply } from '../../shared/sync/wire.ts';
import type { Database } from '../platform/database.ts';
import { signChain } from './device-key.ts';
import { type Device, deviceNow, updateContact, updateCursor } from './device-store.ts';
import { ForkedDevice } from './fork.ts';
import {
  type OutboxLine,
  selectForPush,
  selectLines,
  updatePushed,
  updateSeen,
} from './outbox-store.ts';
import { sendableUntil } from './first-store.ts';
import type { ServerClient } from './server-client.ts';
import { NotFollowing } from './server-errors.ts';
import { type SqlRunner, sqlOver } from './sql.ts';

export function sha256Text(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export type Exchange = {
  readonly database: Database;
  readonly server: ServerClient;
  readonly clock: () => Date;
  readonly signal: AbortSignal;
};

export type PushedPart = {
  readonly sent: number;
  readonly head: number;
  /** The last number that the server has. */
  readonly acked: number;
};

/**
 * Sends the next whole transactions; null when the server has all. What is acknowledged is written down
 * from the reply alone: a reply that is lost is asked for again with the same lines.
 */
export async function pushOnce(exchange: Exchange): Promise<PushedPart | null> {
  const { database, server, clock, signal } = exchange;
  const { device, lines } = await database.read(async (db) => {
    const sql = sqlOver(db);
    const now = await deviceNow(sql);
    const until = await sendableUntil(sql, now.nextNumber - 1);
    return { device: now, lines: await selectForPush(sql, { after: now.ackedNumber, until }) };
  });
  if (lines.length === 0) return null;
  const texts = lines.map(({ line }) => line);
  const chain = chainAfter(device.ackedChain, texts, sha256Text);
  const signature = signChain(device.privateKey, chain);
  const push = { epoch: device.epoch, lines: texts, chain: device.ackedChain, signature };
  const reply = await server.push(push, signal);
  if (reply.ackedNumber < device.ackedNumber) throw new NotFollowing('Less than was acknowledged');
  await database.transact(async (tx) => {
    const sql = sqlOver(tx);
    await takeReply(sql, { reply, lines, chain, at: clock().toISOString() });
    const heard = { at: clock().toISOString(), clockOffsetMs: server.offsetMs() };
    await updateContact(sql, heard);
  });
  return { sent: lines.length, head: reply.head, acked: reply.ackedNumber };
}

type Replied = {
  readonly reply: PushReply;
  readonly lines: readonly OutboxLine[];
  readonly chain: string;
  readonly at: string;
};

async function takeReply(sql: SqlRunner, { reply, lines, chain, at }: Replied): Promise<void> {
  const device = await deviceNow(sql);
  const last = lines.at(-1)?.number ?? 0;
  if (reply.ackedNumber === last && reply.ackedChain !== chain)
    throw new NotFollowing('Another chain than that of the lines sent');
  if (reply.ackedNumber > last) await assertOwnBehind(sql, { reply, last, chain });
  await updatePushed(sql, { ...reply, at });
  await restampOwn(sql, reply.restamped, device.deviceId);
  await skipOwn(sql, device, { reply, lines });
}

/** The server has more than was sent: that is this computer's own as well, or another's of the same id. */
async function assertOwnBehind(
  sql: SqlRunner,
  { reply, last, chain }: Pick<Replied, 'reply' | 'chain'> & { readonly last: number },
): Promise<void> {
  const { nextNumber } = await deviceNow(sql);
  if (reply.ackedNumber >= nextNumber) throw new ForkedDevice();
  const more = await selectLines(sql, { after: last, until: reply.ackedNumber });
  const texts = more.map(({ line }) => line);
  if (chainAfter(chain, texts, sha256Text) !== reply.ackedChain) throw new ForkedDevice();
}

/** What was sent is what comes next in the log, and came to what it was here: it need not be read back. */
async function skipOwn(
  sql: SqlRunner,
  { cursorSeq }: Device,
  { reply, lines }: Pick<Replied, 'reply' | 'lines'>,
): Promise<void> {
  const { seqs, notApplied } = reply;
  if (!seqs || notApplied.length > 0) return;
  const [first, last] = seqs;
  if (first !== cursorSeq + 1 || last - first + 1 !== lines.length) return;
  if (await hasWithoutEffect(sql)) return;
  await updateSeen(
    sql,
    lines.map(({ number }, index) => ({ number, seq: first + index })),
  );
  await updateCursor(sql, last);
}

async function hasWithoutEffect(sql: SqlRunner): Promise<boolean> {
  const { rows } = await sql.query(
    'SELECT FROM sync_outbox WHERE seq IS NULL AND is_without_effect LIMIT 1',
  );
  return rows.length > 0;
}
