import { applyPage, DeviceForked } from '../../shared/sync/fold/apply-page.ts';
import { type LogEntry, parseChange, parseEntry } from '../../shared/sync/line.ts';
import { deviceNow, updateCursor } from './device-store.ts';
import type { Exchange } from './push.ts';
import { NotFollowing } from './server-errors.ts';
import type { ServerClient } from './server-client.ts';
import { sqlOver } from './sql.ts';

/** Entries asked for at once. */
const PAGE = 2000;

/** How long one turn with the records may take: whoever saves at the bedside stands behind it. */
const TURN_MS = 50;
const MOST_IN_TURN = 1000;
const LEAST_IN_TURN = 20;

/** How many entries go into one turn: as many as the last ones say, more carefully at first. */
export type Pace = { entries: number };

export function firstPace(): Pace {
  return { entries: 100 };
}

export type Pulled = { readonly applied: number };

/** Takes up the next page of the log; null when there is none. */
export async function pullOnce(exchange: Exchange, pace: Pace): Promise<Pulled | null> {
  const { database, server, signal } = exchange;
  const { cursorSeq, epoch } = await database.read((db) => deviceNow(sqlOver(db)));
  const page = await readPage(server, { after: cursorSeq, epoch }, signal);
  const transactions = wholeTransactions(page);
  if (transactions.length === 0) return null;
  let applied = 0;
  while (applied < transactions.length) {
    signal.throwIfAborted();
    const part = portion(transactions.slice(applied), pace.entries);
    await applyUpToTwin(exchange, part, pace);
    applied += part.length;
  }
  return { applied: transactions.flat().length };
}

/** The next entries of the log behind a place. */
export async function readPage(
  server: ServerClient,
  { after, epoch }: { readonly after: number; readonly epoch: number },
  signal: AbortSignal,
): Promise<readonly LogEntry[]> {
  const text = await server.log({ after, limit: PAGE, epoch }, signal);
  return entriesOf(text, after);
}

/** What stands before a change that somebody else made under this computer's id is taken up all the same. */
async function applyUpToTwin(
  exchange: Exchange,
  part: readonly (readonly LogEntry[])[],
  pace: Pace,
): Promise<void> {
  try {
    await applyPart(exchange, part.flat(), pace);
  } catch (error) {
    if (!(error instanceof DeviceForked) || part.length === 1) throw error;
    for (const transaction of part) await applyPart(exchange, transaction, pace);
  }
}

async function applyPart(
  { database }: Exchange,
  entries: readonly LogEntry[],
  pace: Pace,
): Promise<void> {
  const beganMs = performance.now();
  const isRebased = await database.transact(async (tx) => {
    const sql = sqlOver(tx);
    const device = await deviceNow(sql);
    // Own changes at the beginning may have been skipped meanwhile.
    const fresh = entries.filter(({ seq }) => seq > device.cursorSeq);
    const last = fresh.at(-1);
    if (!last) return false;
    if (fresh[0]?.seq !== device.cursorSeq + 1) throw new NotFollowing('A hole in the log');
    const applied = await applyPage(sql, fresh, device.deviceId);
    await updateCursor(sql, last.seq);
    return applied.isRebased;
  });
  const tookMs = Math.max(performance.now() - beganMs, 1);
  // Taking own changes back and doing them anew takes as long for one entry as for many.
  const fitting = isRebased ? MOST_IN_TURN : Math.round((entries.length * TURN_MS) / tookMs);
  pace.entries = Math.max(LEAST_IN_TURN, Math.min(MOST_IN_TURN, fitting, pace.entries * 2));
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

function portion(transactions: readonly (readonly LogEntry[])[], most: number) {
  const part: (readonly LogEntry[])[] = [];
  let entries = 0;
  for (const transaction of transactions) {
    if (part.length > 0 && entries + transaction.length > most) break;
    part.push(transaction);
    entries += transaction.length;
  }
  return part;
}
