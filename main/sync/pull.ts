import { applyPage } from '../../shared/sync/fold/apply-page.ts';
import { type LogEntry, parseChange, parseEntry } from '../../shared/sync/line.ts';
import { deviceNow, updateCursor } from './device-store.ts';
import type { Exchange } from './push.ts';
import { NotFollowing } from './server-errors.ts';
import { type SqlRunner, sqlOver } from './sql.ts';
import { deleteRelayed, insertLogged, isRelayKept, selectTakenUp } from './relay-store.ts';

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
  const text = await server.log({ after: cursorSeq, limit: PAGE, epoch }, signal);
  const transactions = wholeTransactions(entriesOf(text, cursorSeq));
  if (transactions.length === 0) return null;
  let applied = 0;
  while (applied < transactions.length) {
    signal.throwIfAborted();
    const part = portion(transactions.slice(applied), pace.entries);
    await applyPart(exchange, part.flat(), pace);
    applied += part.length;
  }
  return { applied: transactions.flat().length };
}

async function applyPart(
  { database }: Exchange,
  entries: readonly LogEntry[],
  pace: Pace,
): Promise<void> {
  const beganMs = performance.now();
  await database.transact(async (tx) => {
    const sql = sqlOver(tx);
    const device = await deviceNow(sql);
    // Own changes at the beginning may have been skipped meanwhile.
    const fresh = entries.filter(({ seq }) => seq > device.cursorSeq);
    const last = fresh.at(-1);
    if (!last) return;
    if (fresh[0]?.seq !== device.cursorSeq + 1) throw new NotFollowing('A hole in the log');
    await applyFresh(sql, fresh, device.deviceId);
    await updateCursor(sql, last.seq);
  });
  const tookMs = Math.max(performance.now() - beganMs, 1);
  const fitting = Math.round((entries.length * TURN_MS) / tookMs);
  pace.entries = Math.max(LEAST_IN_TURN, Math.min(MOST_IN_TURN, fitting, pace.entries * 2));
}

/**
 * What this computer took up before the server lost it is not taken up again; it only has a place in the
 * log again. Throws DeviceForked.
 */
async function applyFresh(
  sql: SqlRunner,
  entries: readonly LogEntry[],
  ownDeviceId: string,
): Promise<void> {
  if (!(await isRelayKept(sql))) return void (await applyPage(sql, entries, ownDeviceId));
  const changes = entries.map(({ deviceId, line }) => ({
    deviceId,
    number: parseChange(line)?.n ?? 0,
  }));
  const known = await selectTakenUp(sql, changes);
  const isTakenUp = ({ deviceId, line, outcome }: LogEntry): boolean =>
    deviceId !== ownDeviceId && known.has(`${deviceId}:${parseChange(line)?.n ?? 0}:${outcome}`);
  await insertLogged(sql, entries.filter(isTakenUp));
  await applyPage(
    sql,
    entries.filter((each) => !isTakenUp(each)),
    ownDeviceId,
  );
  await deleteRelayed(sql, changes);
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
