import { chainAfter } from '../../shared/sync/chain.ts';
import type { Review } from '../../shared/sync/decision.ts';
import { type Outcome, SERVER_DEVICE } from '../../shared/sync/line.ts';
import { laterStamp, stampAt } from '../../shared/sync/stamps.ts';
import { sha256Hex } from '../chain-digest.ts';
import type { Client } from '../database.ts';
import type { Device } from '../devices.ts';
import { appendEntries, readDeviceHead, writeDeviceHead } from './append.ts';
import { foldTransactions, linesOfReviews, readSchemaVersion } from './fold.ts';
import { type PushedChange, readPush } from './read-push.ts';

/** A change with the stamp that counts, and the one that its device gave it. */
export type StampedChange = PushedChange & { readonly ownStamp: bigint };

export type Standing = {
  readonly device: Pick<Device, 'id' | 'isRevoked'>;
  readonly head: number;
  readonly maxStamp: bigint;
  readonly nowMs: number;
};

export type Taken = {
  readonly head: number;
  readonly maxStamp: bigint;
  readonly outcomes: readonly Outcome[];
  readonly seqs: [number, number];
};

/**
 * Takes the next changes of one device into the tables and the log, and behind them, as entries of the
 * server's own, what people must settle. The caller has locked the site and moves its head.
 */
export async function appendAndFold(
  client: Client,
  { device, head, maxStamp, nowMs }: Standing,
  changes: readonly StampedChange[],
): Promise<Taken> {
  const schemaVersion = await readSchemaVersion(client);
  const context = { nowMs, schemaVersion };
  const transactions = transactionsOf(changes).map((each) => ({
    deviceId: device.id,
    isRevoked: device.isRevoked,
    changes: each,
  }));
  const folded = await foldTransactions(client, transactions, context);
  const outcomes = folded.flatMap((each) => each.outcomes);
  const last = await appendEntries(
    client,
    { deviceId: device.id, head, receivedAtMs: nowMs },
    withOutcomes(changes, outcomes),
  );
  const reviews = folded.map((each) => each.reviews).filter(({ length }) => length > 0);
  const own = await appendReviews(client, { head: last, maxStamp, ...context }, reviews);
  return { ...own, outcomes, seqs: [head + 1, last] };
}

export type Own = {
  readonly head: number;
  readonly maxStamp: bigint;
  readonly nowMs: number;
  readonly schemaVersion: number;
};

/** The lines of one transaction of the server's own, from that number and stamp on. */
export type OwnWriting = (about: {
  readonly firstNumber: number;
  readonly stamp: bigint;
}) => readonly string[];

/** One transaction of the server's for each that raised something. */
export function appendReviews(
  client: Client,
  own: Own,
  raised: readonly (readonly Review[])[],
): Promise<Pick<Taken, 'head' | 'maxStamp'>> {
  const writings = raised.map(
    (reviews): OwnWriting =>
      (about) =>
        linesOfReviews(reviews, { ...own, ...about }),
  );
  return appendOwn(client, own, writings);
}

/** Writes and folds entries of the server's own, behind all that the log has. */
export async function appendOwn(
  client: Client,
  { head, maxStamp, ...context }: Own,
  writings: readonly OwnWriting[],
): Promise<Pick<Taken, 'head' | 'maxStamp'>> {
  if (writings.length === 0) return { head, maxStamp };
  const acked = await readDeviceHead(client, SERVER_DEVICE);
  const stamp = laterStamp(stampAt(context.nowMs), maxStamp + 1n);
  const lines: string[] = [];
  for (const write of writings) {
    const firstNumber = acked.ackedNumber + lines.length + 1;
    lines.push(...write({ firstNumber, stamp: stamp + BigInt(lines.length) }));
  }
  const changes = readPush(lines).map((change) => ({ ...change, ownStamp: change.stamp }));
  const transactions = transactionsOf(changes).map((each) => ({
    deviceId: SERVER_DEVICE,
    isRevoked: false,
    changes: each,
  }));
  const folded = await foldTransactions(client, transactions, context);
  const outcomes = folded.flatMap((each) => each.outcomes);
  const entries = withOutcomes(changes, outcomes);
  const appended = { deviceId: SERVER_DEVICE, head, receivedAtMs: context.nowMs };
  const last = await appendEntries(client, appended, entries);
  await writeDeviceHead(client, SERVER_DEVICE, {
    ackedNumber: acked.ackedNumber + lines.length,
    ackedChain: chainAfter(acked.ackedChain, lines, sha256Hex),
  });
  const greatest = changes.reduce((most, each) => laterStamp(most, each.stamp), stamp);
  return { head: last, maxStamp: greatest };
}

function transactionsOf(changes: readonly StampedChange[]): readonly (readonly StampedChange[])[] {
  const transactions: StampedChange[][] = [];
  let end = 0;
  for (const change of changes) {
    const open = transactions.at(-1);
    if (open && change.transactionEnd === end) open.push(change);
    else transactions.push([change]);
    end = change.transactionEnd;
  }
  return transactions;
}

function withOutcomes(changes: readonly StampedChange[], outcomes: readonly Outcome[]) {
  return changes.map((change, at) => {
    const outcome = outcomes[at];
    if (!outcome) throw new Error('The fold left a change without an outcome');
    return { ...change, outcome };
  });
}
