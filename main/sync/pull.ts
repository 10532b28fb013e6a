import { setImmediate } from 'node:timers/promises';
import { applyPage, DeviceForked } from '../../shared/sync/fold/apply-page.ts';
import { whileApplying } from '../../shared/sync/fold/sql.ts';
import { type LogEntry, parseChange, parseEntry } from '../../shared/sync/line.ts';
import { type Device, deviceNow, updateCursor } from './device-store.ts';
import { skipRun } from './own-places.ts';
import type { Exchange } from './push.ts';
import { NotFollowing } from './server-errors.ts';
import type { ServerClient } from './server-client.ts';
import { type SqlRunner, sqlOver } from './sql.ts';

/** Entries asked for at once. */
const PAGE = 2000;

/** How long one portion may take: whoever saves at the bedside stands behind it. */
const PORTION_MS = 50;
const MOST_IN_PORTION = 1000;
const LEAST_IN_PORTION = 100;

/** How long portions follow each other in one turn while nobody waits for its end. */
const TURN_MS = 500;

/** How many entries go into one portion: as many as the last ones say, more carefully at first. */
export type Pace = { entries: number };

export function firstPace(): Pace {
  return { entries: LEAST_IN_PORTION };
}

export type Pulled = { readonly applied: number };

/** The page behind the one that is taken up, asked for meanwhile. */
export type PageAhead = {
  next: { readonly after: number; readonly epoch: number; readonly text: Promise<string> } | null;
};

type Transactions = readonly (readonly LogEntry[])[];

/** Takes up the next page of the log; null when there is none. */
export async function pullOnce(
  exchange: Exchange,
  pace: Pace,
  ahead: PageAhead = { next: null },
): Promise<Pulled | null> {
  const { database, signal, ownPlaces } = exchange;
  const { cursorSeq, epoch } = await database.read((db) => deviceNow(sqlOver(db)));
  const own = ownPlaces?.after(cursorSeq);
  if (own?.firstSeq === cursorSeq + 1) {
    const isSkipped = await database.transact((tx) => skipRun(sqlOver(tx), own));
    if (isSkipped) return { applied: own.lastSeq - cursorSeq };
  }
  // Up to what need not be read, if there is anything before it.
  const limit = Math.min(PAGE, (own?.firstSeq ?? Number.MAX_SAFE_INTEGER) - 1 - cursorSeq) || PAGE;
  const text = await pageText(exchange, { after: cursorSeq, limit, epoch }, ahead);
  const transactions = wholeTransactions(entriesOf(text, cursorSeq));
  const last = transactions.at(-1)?.at(-1);
  if (!last) return null;
  if (!own && last.seq - cursorSeq >= PAGE) askAhead(exchange, { after: last.seq, epoch }, ahead);
  let applied = 0;
  while (applied < transactions.length) {
    signal.throwIfAborted();
    applied += await applyUpToTwin(exchange, transactions.slice(applied), pace);
  }
  return { applied: transactions.flat().length };
}

type Place = { readonly after: number; readonly epoch: number };

/** The page that was asked for ahead, if it still is the next. */
async function pageText(
  { server, signal }: Exchange,
  place: Place & { readonly limit: number },
  ahead: PageAhead,
): Promise<string> {
  const { next } = ahead;
  ahead.next = null;
  const isNext = next?.after === place.after && next.epoch === place.epoch && place.limit === PAGE;
  return isNext ? next.text : server.log(place, signal);
}

function askAhead({ server, signal }: Exchange, place: Place, ahead: PageAhead): void {
  const text = server.log({ ...place, limit: PAGE }, signal);
  // Whoever takes it hears what kept it from coming.
  text.catch(() => undefined);
  ahead.next = { ...place, text };
}

/** The next entries of the log behind a place. */
export async function readPage(
  server: ServerClient,
  { after, epoch }: Place,
  signal: AbortSignal,
): Promise<readonly LogEntry[]> {
  const text = await server.log({ after, limit: PAGE, epoch }, signal);
  return entriesOf(text, after);
}

/** What stands before a change that somebody else made under this computer's id is taken up all the same. */
async function applyUpToTwin(
  exchange: Exchange,
  transactions: Transactions,
  pace: Pace,
): Promise<number> {
  try {
    return await applyTurn(exchange, transactions, pace);
  } catch (error) {
    if (!(error instanceof DeviceForked) || transactions.length === 1) throw error;
    for (const each of transactions) await applyTurn(exchange, [each], pace);
    return transactions.length;
  }
}

/** One turn with the records; answers how many transactions it took up. */
async function applyTurn(
  { database }: Exchange,
  transactions: Transactions,
  pace: Pace,
): Promise<number> {
  const endsMs = performance.now() + TURN_MS;
  return database.transact(async (tx) => {
    const sql = sqlOver(tx);
    const device = await deviceNow(sql);
    let [applied, cursorSeq] = [0, device.cursorSeq];
    // Once for all portions of the turn.
    await whileApplying(sql, async () => {
      do {
        const part = portion(transactions, applied, pace.entries);
        cursorSeq = await applyPortion(sql, { entries: part.flat(), device, cursorSeq }, pace);
        applied += part.length;
        // Whoever wants to save can say so only here.
        await setImmediate();
      } while (
        applied < transactions.length &&
        !database.isAwaited() &&
        performance.now() < endsMs
      );
    });
    await updateCursor(sql, cursorSeq);
    return applied;
  });
}

type Portion = {
  readonly entries: readonly LogEntry[];
  readonly device: Device;
  readonly cursorSeq: number;
};

/** Answers where the cursor is then. */
async function applyPortion(
  sql: SqlRunner,
  { entries, device, cursorSeq }: Portion,
  pace: Pace,
): Promise<number> {
  const beganMs = performance.now();
  // Own changes at the beginning may have been skipped meanwhile.
  const fresh = entries.filter(({ seq }) => seq > cursorSeq);
  const last = fresh.at(-1);
  if (!last) return cursorSeq;
  if (fresh[0]?.seq !== cursorSeq + 1) throw new NotFollowing('A hole in the log');
  const { isRebased } = await applyPage(sql, fresh, device.deviceId);
  const tookMs = Math.max(performance.now() - beganMs, 1);
  // Taking own changes back and doing them anew takes as long for one entry as for many.
  const fitting = isRebased ? MOST_IN_PORTION : Math.round((entries.length * PORTION_MS) / tookMs);
  pace.entries = Math.max(LEAST_IN_PORTION, Math.min(MOST_IN_PORTION, fitting, pace.entries * 2));
  return last.seq;
}

function entriesOf(text: string, after: number): readonly LogEntry[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line, index) => {
    const entry = parseEntry(line);
    if (entry?.seq !== after + 1 + index) throw new NotFollowing('A page of the log with a hole');
    return entry;
  });
}

/** By transaction; what is cut off at the end is left for the next page. */
function wholeTransactions(entries: readonly LogEntry[]): readonly (readonly LogEntry[])[] {
  const whole: LogEntry[][] = [];
  let open: LogEntry[] = [];
  for (const entry of entries) {
    open.push(entry);
    const change = parseChange(entry.line);
    // What cannot be read stands alone, as the server took it.
    if (change && change.n < change.t) continue;
    whole.push(open);
    open = [];
  }
  return whole;
}

function portion(transactions: Transactions, from: number, most: number): Transactions {
  let [end, entries] = [from, 0];
  while (end < transactions.length) {
    entries += transactions[end]?.length ?? 0;
    if (end > from && entries > most) break;
    end += 1;
  }
  return transactions.slice(from, end);
}
