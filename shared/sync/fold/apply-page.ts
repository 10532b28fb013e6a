import type { LogEntry } from '../line.ts';
import { formatStamp, laterStamp } from '../stamps.ts';
import { isStillWaiting, withDecided, withoutWaiting } from './decided.ts';
import { foldEntries } from './fold-entries.ts';
import { noteLaterChanges } from './later-changes.ts';
import { findConflict } from './own-conflicts.ts';
import { isSaidBy, type OwnChange, readOwn } from './own-outbox.ts';
import { type PagedTransaction, pagedTransactions } from './page.ts';
import { rebase } from './rebase.ts';
import { inSavepoint, rowsFrom, type SqlRunner, whileApplying } from './sql.ts';
import { isOfLog } from './transactions.ts';

/** The log has changes under this device's id that it never made: another computer is it as well. */
export class DeviceForked extends Error {
  override name = 'DeviceForked';
}

export type AppliedPage = {
  /** True where own changes had to be taken back and done anew. */
  readonly isRebased: boolean;
};

/**
 * Takes up a page of the site's log: whole transactions, right behind what these tables hold. Notes others'
 * entries in sync_log and the places of own changes in the outbox; the caller moves the cursor in the same
 * transaction. Throws DeviceForked, or the database's error where the page cannot be done.
 */
export async function applyPage(
  run: SqlRunner,
  entries: readonly LogEntry[],
  ownDeviceId: string,
): Promise<AppliedPage> {
  const paged = pagedTransactions(entries, ownDeviceId);
  const arrived = await withDecided(run, paged, ownDeviceId);
  const own = await readOwn(run, numbersOf(arrived));
  await assertMine(run, arrived, own);
  const waiting = arrived.filter(isStillWaiting);
  const transactions = arrived.filter((each) => !isStillWaiting(each));
  return whileApplying(run, async () => {
    const conflict = await findConflict(run, transactions, own);
    const isClean = conflict === null && (await appliesClean(run, transactions));
    if (!isClean) await rebase(run, transactions, { from: conflict ?? 0, ownDeviceId });
    await noteOwn(run, [...transactions, ...waiting.map(withoutWaiting)], ownDeviceId);
    await noteOthers(run, entries, transactions);
    await noteLaterChanges(run, transactions);
    return { isRebased: !isClean };
  });
}

function numbersOf(transactions: readonly PagedTransaction[]): readonly number[] {
  return transactions
    .filter(({ isOwn }) => isOwn)
    .flatMap(({ changes }) => changes.map(({ number }) => number));
}

async function assertMine(
  run: SqlRunner,
  transactions: readonly PagedTransaction[],
  own: ReadonlyMap<number, OwnChange>,
): Promise<void> {
  const mine = transactions.filter(({ isOwn }) => isOwn).flatMap(({ changes }) => changes);
  if (mine.length === 0) return;
  const [device] = await rowsFrom<{ next: string }>(
    run,
    'SELECT next_number::TEXT AS next FROM sync_device',
  );
  const next = Number(device?.next ?? 1);
  for (const { number, change } of mine) {
    const made = own.get(number);
    // What is long in the log may be gone from the outbox.
    if (made && change ? !isSaidBy(made, change) : number >= next) throw new DeviceForked();
  }
}

async function appliesClean(
  run: SqlRunner,
  transactions: readonly PagedTransaction[],
): Promise<boolean> {
  const others = transactions.filter(({ isOwn }) => !isOwn);
  const done = await inSavepoint(run, () => foldEntries(run, others));
  return 'value' in done;
}

/** Own changes that came back: where they stand, with the stamp that counts, and what became of them. */
async function noteOwn(
  run: SqlRunner,
  transactions: readonly PagedTransaction[],
  ownDeviceId: string,
): Promise<void> {
  const back = transactions
    .filter(({ isOwn }) => isOwn)
    .flatMap(({ changes, seqs }) =>
      changes.map(({ number, stamp, outcome }, at) => ({
        n: number,
        q: seqs[at],
        s: formatStamp(stamp),
        w: !isOfLog(outcome),
      })),
    );
  if (back.length === 0) return;
  const told = JSON.stringify(back);
  await run.query(
    `UPDATE sync_registers r SET stamp = k.s
     FROM json_to_recordset($1::TEXT::JSON) AS k (n BIGINT, s BIGINT)
     JOIN sync_outbox o ON o.number = k.n AND coalesce(o.restamped, o.stamp) <> k.s
     WHERE r.entity = o.entity AND r.row_key = o.row_key AND r.device_id = $2::UUID
       AND r.number = o.number`,
    [told, ownDeviceId],
  );
  await run.query(
    `UPDATE sync_outbox o SET seq = k.q, undo = NULL, is_without_effect = k.w,
       restamped = nullif(k.s, o.stamp)
     FROM json_to_recordset($1::TEXT::JSON) AS k (n BIGINT, q BIGINT, s BIGINT, w BOOLEAN)
     WHERE o.number = k.n`,
    [told],
  );
}

/** Others' entries, for the day on which the server has forgotten them. */
async function noteOthers(
  run: SqlRunner,
  entries: readonly LogEntry[],
  transactions: readonly PagedTransaction[],
): Promise<void> {
  const numbers = new Map(
    transactions.flatMap(({ seqs, changes, isOwn }) =>
      isOwn ? [] : seqs.map((seq, at) => [seq, changes[at]?.change] as const),
    ),
  );
  const others = entries.filter(({ seq }) => numbers.has(seq));
  const latest = entries.reduce((most, { stamp }) => laterStamp(most, stamp), 0n);
  await run.query('UPDATE sync_device SET last_stamp = greatest(last_stamp, $1::BIGINT)', [
    formatStamp(latest),
  ]);
  if (others.length === 0) return;
  const listOf = (values: readonly (string | number)[]): string => `{${values.join()}}`;
  // The lines go as one text: none holds an end of line, and in JSON or an array they would be written anew.
  await run.query(
    `INSERT INTO sync_log
       (seq, device_id, number, transaction_end, stamp, outcome, received_at, line)
     SELECT q, d, n, t, s, x, to_timestamp(a / 1000), l
     FROM ROWS FROM (
       string_to_table($1::TEXT, E'\\n'), unnest($2::TEXT::BIGINT[]), unnest($3::TEXT::UUID[]),
       unnest($4::TEXT::BIGINT[]), unnest($5::TEXT::BIGINT[]), unnest($6::TEXT::BIGINT[]),
       unnest($7::TEXT::TEXT[]), unnest($8::TEXT::DOUBLE PRECISION[])
     ) AS k (l, q, d, n, t, s, x, a)
     ON CONFLICT (seq) DO NOTHING`,
    [
      others.map(({ line }) => line).join('\n'),
      listOf(others.map(({ seq }) => seq)),
      listOf(others.map(({ deviceId }) => deviceId)),
      // A line that means nothing has no number that anybody could read; its place is unique too.
      listOf(others.map(({ seq }) => numbers.get(seq)?.n ?? -seq)),
      listOf(others.map(({ seq }) => numbers.get(seq)?.t ?? -seq)),
      listOf(others.map(({ stamp }) => formatStamp(stamp))),
      listOf(others.map(({ outcome }) => outcome)),
      listOf(others.map(({ receivedAtMs }) => receivedAtMs)),
    ],
  );
}
