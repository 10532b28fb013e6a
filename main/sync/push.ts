import { createHash } from 'node:crypto';
import { chainAfter } from '../../shared/sync/chain.ts';
import { restampOwn } from '../../shared/sync/fold/rebase.ts';
import type { PushReply } from '../../shared/sync/wire.ts';
import type { Database } from '../platform/database.ts';
import { signChain } from './device-key.ts';
import { type Device, deviceNow, updateContact, updateCursor } from './device-store.ts';
import { ForkedDevice } from './fork.ts';
import {
  canSkip,
  type OutboxLine,
  type OwnRun,
  selectForPush,
  selectLines,
  updatePushed,
} from './outbox-store.ts';
import type { OwnPlaces } from './own-places.ts';
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
  /** Where own changes stand that others' precede; left out, they are read back. */
  readonly ownPlaces?: OwnPlaces;
};

export type PushedPart = {
  readonly sent: number;
  readonly head: number;
  /** The last number that the server has. */
  readonly acked: number;
};

/** What goes to the server next, made ready while it works on what went before. */
export type Parcel = {
  /** The number before the first line. */
  readonly after: number;
  readonly lines: readonly OutboxLine[];
  readonly device: Device;
  /** The chain after the last line. */
  readonly chain: string;
};

/** What is on its way, and what the server says to it. */
type Sent = { readonly parcel: Parcel; readonly answer: Promise<PushReply> };

/** Between pushes that follow each other, up to a number. */
export type Ahead = { readonly until: number; next: Promise<Parcel> | null; sent: Sent | null };

/**
 * Sends the next whole transactions; null when the server has all. What is acknowledged is written down
 * from the reply alone: a reply that is lost is asked for again with the same lines. One push is on its way
 * at a time; what a reply says is written down while the server works on the next.
 */
export async function pushOnce(exchange: Exchange, ahead?: Ahead): Promise<PushedPart | null> {
  const { database, server, clock } = exchange;
  const sent = await sentOf(exchange, ahead);
  if (!sent) return null;
  const { device, lines, chain } = sent.parcel;
  const last = lines.at(-1)?.number ?? 0;
  if (ahead && last < ahead.until) {
    ahead.next = parcelAfter(exchange, { ackedNumber: last, ackedChain: chain });
    ahead.next.catch(() => undefined);
  }
  const reply = await sent.answer;
  if (reply.ackedNumber < device.ackedNumber) throw new NotFollowing('Less than was acknowledged');
  if (reply.ackedNumber === last && reply.ackedChain !== chain)
    throw new NotFollowing('Another chain than that of the lines sent');
  if (ahead && reply.ackedNumber === last) await sendAhead(exchange, ahead);
  const run = await database.transact(async (tx) => {
    const sql = sqlOver(tx);
    const at = clock().toISOString();
    await updateContact(sql, { at, clockOffsetMs: server.offsetMs() });
    return takeReply(sql, { reply, lines, chain, at });
  });
  if (run) exchange.ownPlaces?.note(run);
  return { sent: lines.length, head: reply.head, acked: reply.ackedNumber };
}

async function sentOf(exchange: Exchange, ahead: Ahead | undefined): Promise<Sent | null> {
  const { sent = null } = ahead ?? {};
  if (ahead) ahead.sent = null;
  if (sent) return sent;
  const parcel = await nextParcel(exchange, ahead);
  return parcel.lines.length === 0 ? null : send(exchange, parcel);
}

function send({ server, signal }: Exchange, parcel: Parcel): Sent {
  const { device, lines, chain } = parcel;
  const texts = lines.map(({ line }) => line);
  const signature = signChain(device.privateKey, chain);
  const push = { epoch: device.epoch, lines: texts, chain: device.ackedChain, signature };
  const answer = server.push(push, signal);
  // Whoever takes the answer hears what kept it from coming.
  answer.catch(() => undefined);
  return { parcel, answer };
}

/** The server has all that was sent: what was made ready meanwhile can go. */
async function sendAhead(exchange: Exchange, ahead: Ahead): Promise<void> {
  const parcel = await ahead.next;
  ahead.next = null;
  if (parcel && parcel.lines.length > 0) ahead.sent = send(exchange, parcel);
}

/** The one that was made ready, if it still is what comes next. */
async function nextParcel(exchange: Exchange, ahead: Ahead | undefined): Promise<Parcel> {
  const ready = await ahead?.next;
  if (ahead) ahead.next = null;
  const now = await exchange.database.read((db) => deviceNow(sqlOver(db)));
  const isNext =
    ready !== undefined &&
    ready !== null &&
    ready.lines.length > 0 &&
    ready.after === now.ackedNumber &&
    ready.device.deviceId === now.deviceId &&
    ready.device.ackedChain === now.ackedChain;
  return isNext ? { ...ready, device: now } : parcelAfter(exchange, now);
}

async function parcelAfter(
  { database }: Exchange,
  { ackedNumber, ackedChain }: Pick<Device, 'ackedNumber' | 'ackedChain'>,
): Promise<Parcel> {
  const { device, lines } = await database.read(async (db) => {
    const sql = sqlOver(db);
    const now = await deviceNow(sql);
    const until = await sendableUntil(sql, now.nextNumber - 1);
    const found = await selectForPush(sql, { after: ackedNumber, until });
    return { device: { ...now, ackedNumber, ackedChain }, lines: found };
  });
  const texts = lines.map(({ line }) => line);
  return { after: ackedNumber, lines, device, chain: chainAfter(ackedChain, texts, sha256Text) };
}

type Replied = {
  readonly reply: PushReply;
  readonly lines: readonly OutboxLine[];
  readonly chain: string;
  readonly at: string;
};

/** Resolves to where the lines stand in the log, if it is further on and they need not be read there. */
async function takeReply(
  sql: SqlRunner,
  { reply, lines, chain, at }: Replied,
): Promise<OwnRun | null> {
  const device = await deviceNow(sql);
  const last = lines.at(-1)?.number ?? 0;
  if (reply.ackedNumber > last) await assertOwnBehind(sql, { reply, last, chain });
  await restampOwn(sql, reply.restamped, device.deviceId);
  const run = runOf(reply, lines);
  const isNext = run?.firstSeq === device.cursorSeq + 1 && (await canSkip(sql, run));
  await updatePushed(sql, { ...reply, at }, isNext ? run : null);
  if (isNext) await updateCursor(sql, run.lastSeq);
  return isNext ? null : run;
}

/** What was sent, as it stands in the log: all of it, together, and as it was made. */
function runOf(
  { seqs, notApplied, ackedNumber }: PushReply,
  lines: readonly OutboxLine[],
): OwnRun | null {
  const first = lines[0];
  if (!seqs || !first || notApplied.length > 0) return null;
  const [firstSeq, lastSeq] = seqs;
  const isAll = lastSeq - firstSeq + 1 === lines.length && ackedNumber === lines.at(-1)?.number;
  return isAll ? { firstSeq, lastSeq, firstNumber: first.number } : null;
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
