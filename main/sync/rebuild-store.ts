import { STAYING, TRAVELLING } from '../../shared/sync/entities.ts';
import { isSaidBy, readOwn } from '../../shared/sync/fold/own-outbox.ts';
import { isOfLog } from '../../shared/sync/fold/transactions.ts';
import { type ChangeLine, type LogEntry, parseChange } from '../../shared/sync/line.ts';
import { parseDecision, type WaitedChange } from '../../shared/sync/waited.ts';
import { deviceNow } from './device-store.ts';
import type { SqlRunner } from './sql.ts';

/** What each computer has of its own in rows that travel. */
const KEPT_HERE = TRAVELLING.filter(({ keptHere }) => keptHere.length > 0);

/** Everything that the site's snapshot brings again, and what follows from it. */
const MADE_ANEW = [
  ...TRAVELLING.map(({ name }) => name),
  ...Object.keys(STAYING).filter((name) => STAYING[name] === 'derived'),
  'sync_registers',
  'sync_later_values',
  'sync_later_changes',
];

/** Empties the tables for a snapshot; what refers to their rows from outside stays. */
export async function emptyForSnapshot(sql: SqlRunner): Promise<void> {
  for (const { name, keys, keptHere } of KEPT_HERE)
    await sql.query(
      `CREATE TEMPORARY TABLE kept_${name} ON COMMIT DROP AS
       SELECT ${[...keys, ...keptHere].join(', ')} FROM ${name}`,
    );
  // Nothing that watches over single rows: all come again.
  await sql.query('SET LOCAL session_replication_role = replica');
  for (const name of MADE_ANEW.toReversed()) await sql.query(`DELETE FROM ${name}`);
  await sql.query('SET LOCAL session_replication_role = origin');
}

export async function restoreKeptHere(sql: SqlRunner): Promise<void> {
  for (const { name, keys, keptHere } of KEPT_HERE)
    await sql.query(
      `UPDATE ${name} t SET ${keptHere.map((each) => `${each} = kept.${each}`).join(', ')}
       FROM kept_${name} kept WHERE ${keys.map((each) => `t.${each} = kept.${each}`).join(' AND ')}`,
    );
}

/** An own change that has a place in the log. */
export type OwnPlace = {
  readonly number: number;
  readonly seq: number;
  readonly stamp: string;
  readonly hasEffect: boolean;
};

/** What a part of the log has of this computer's own changes. */
export type OwnPart = {
  readonly places: readonly OwnPlace[];
  /** Something stands there under this computer's id that it never wrote. */
  readonly hasTwin: boolean;
};

/** Notes others' entries of a part of the log, without doing anything to the tables; answers own ones. */
export async function noteLogPart(sql: SqlRunner, entries: readonly LogEntry[]): Promise<OwnPart> {
  const { deviceId, nextNumber } = await deviceNow(sql);
  const read = entries.map((entry) => ({ entry, change: parseChange(entry.line) }));
  const mine = read.filter(({ entry }) => entry.deviceId === deviceId);
  const own = await readOwn(
    sql,
    mine.flatMap(({ change }) => change?.n ?? []),
  );
  const isMine = ({ change }: (typeof read)[number]): boolean => {
    if (!change) return true;
    const made = own.get(change.n);
    // What is long in the log may be gone from the outbox.
    return made ? isSaidBy(made, change) : change.n < nextNumber;
  };
  const written = mine.filter(isMine);
  const known = new Set(written.map(({ entry }) => entry.seq));
  await insertOthers(
    sql,
    read.filter(({ entry }) => !known.has(entry.seq)),
  );
  const placed = written.flatMap(({ entry: { seq, stamp, outcome }, change }) =>
    // What waits for a later release of the server stands on top here until then.
    change && outcome !== 'waiting' ? [placeOf({ number: change.n, seq, stamp, outcome })] : [],
  );
  return {
    hasTwin: written.length < mine.length,
    places: [...placed, ...read.flatMap(({ change }) => decidedPlaces(change, deviceId))],
  };
}

function placeOf({ number, seq, stamp, outcome }: Omit<WaitedChange, 'line'>): OwnPlace {
  return { number, seq, stamp: stamp.toString(), hasEffect: isOfLog(outcome) };
}

/** The places of own changes that had waited, as the server says what became of them. */
function decidedPlaces(change: ChangeLine | null, deviceId: string): readonly OwnPlace[] {
  const waited = change && parseDecision(change);
  return waited?.deviceId === deviceId ? waited.changes.map(placeOf) : [];
}

type ReadEntry = { readonly entry: LogEntry; readonly change: ReturnType<typeof parseChange> };

async function insertOthers(sql: SqlRunner, read: readonly ReadEntry[]): Promise<void> {
  const rows = read.map(({ entry, change }) => ({
    q: entry.seq,
    d: entry.deviceId,
    // A line that means nothing has no number that anybody could read; its place is unique too.
    n: change?.n ?? -entry.seq,
    t: change?.t ?? -entry.seq,
    s: entry.stamp.toString(),
    x: entry.outcome,
    a: entry.receivedAtMs,
    l: entry.line,
  }));
  await sql.query(
    `INSERT INTO sync_log (seq, device_id, number, transaction_end, stamp, outcome, received_at, line)
     SELECT q, d, n, t, s, x, to_timestamp(a / 1000), l
     FROM json_to_recordset($1::TEXT::JSON)
       AS k (q BIGINT, d UUID, n BIGINT, t BIGINT, s BIGINT, x TEXT, a DOUBLE PRECISION, l TEXT)
     ON CONFLICT (seq) DO NOTHING`,
    [JSON.stringify(rows)],
  );
}

export async function updatePlaces(sql: SqlRunner, places: readonly OwnPlace[]): Promise<void> {
  await sql.query(
    `UPDATE sync_outbox o SET seq = k.seq, undo = NULL, is_without_effect = NOT k."hasEffect",
       restamped = nullif(k.stamp, o.stamp)
     FROM json_to_recordset($1::TEXT::JSON)
       AS k (number BIGINT, seq BIGINT, stamp BIGINT, "hasEffect" BOOLEAN)
     WHERE o.number = k.number`,
    [JSON.stringify(places)],
  );
}

/** The tables are the snapshot's, and the log goes on behind it. */
export async function updateRebuilt(sql: SqlRunner, seq: number): Promise<void> {
  await sql.query(
    `UPDATE sync_device SET cursor_seq = $1,
       last_stamp = greatest(last_stamp, (SELECT max(stamp) FROM sync_registers))`,
    [seq],
  );
  await sql.query('DELETE FROM sync_relay');
}
