import { createHash } from 'node:crypto';
import { chainAfter } from '../../shared/sync/chain.ts';
import { SERVER_DEVICE } from '../../shared/sync/line.ts';
import { pruneAcks } from './acks.ts';
import { selectLines } from './outbox-store.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

/** What may be forgotten: up to a place of the log, and from before a moment. */
export type Old = {
  /** The last place of the log that a verified backup of the server holds. */
  readonly durableSeq: number;
  readonly before: string;
  /** About how many rows at once. */
  readonly most: number;
};

/** Up to which of this computer's changes the outbox has been emptied, and the chain up to there. */
export type Pruned = { readonly prunedNumber: number; readonly prunedChain: string };

export async function selectPruned(sql: SqlRunner): Promise<Pruned> {
  const [row] = await rowsOf<Pruned>(
    sql,
    `SELECT pruned_number AS "prunedNumber", pruned_chain AS "prunedChain" FROM sync_device`,
  );
  return row ?? { prunedNumber: 0, prunedChain: '' };
}

/**
 * Forgets the oldest own changes, whole transactions, as far as all may be forgotten; what had no effect here
 * stays, because it still says so. Returns how many own numbers are done with now; 0 where there are none.
 */
export async function pruneOutbox(sql: SqlRunner, old: Old): Promise<number> {
  const { prunedNumber, prunedChain } = await selectPruned(sql);
  const last = await lastOld(sql, prunedNumber, old);
  if (last <= prunedNumber) return 0;
  const lines = await selectLines(sql, { after: prunedNumber, until: last });
  const end = lines.findLastIndex(({ number, transactionEnd }) => number === transactionEnd);
  const through = lines[end]?.number;
  const isCut = last - prunedNumber >= old.most;
  // A transaction that is longer than a portion goes alone.
  if (through === undefined) return isCut ? pruneOutbox(sql, { ...old, most: old.most * 10 }) : 0;
  const texts = lines.slice(0, end + 1).map(({ line }) => line);
  await sql.query('UPDATE sync_device SET pruned_number = $1, pruned_chain = $2', [
    through,
    chainAfter(prunedChain, texts, sha256),
  ]);
  await sql.query('DELETE FROM sync_outbox WHERE number <= $1 AND NOT is_without_effect', [
    through,
  ]);
  await pruneAcks(sql);
  return through - prunedNumber;
}

/** The last number of the next ones that are old, at most so many. */
async function lastOld(sql: SqlRunner, after: number, old: Old): Promise<number> {
  const [row] = await rowsOf<{ last: number | null }>(
    sql,
    `WITH next AS (
       SELECT number,
         bool_and(number <= device.acked_number AND seq <= $2 AND captured_at < $3)
           OVER (ORDER BY number) AS is_old
       FROM (
         SELECT number, coalesce(seq, 9223372036854775807) AS seq, captured_at
         FROM sync_outbox WHERE number > $1 ORDER BY number LIMIT $4
       ) o CROSS JOIN (SELECT acked_number FROM sync_device) device
     )
     SELECT max(number) FILTER (WHERE is_old) AS last FROM next`,
    [after, old.durableSeq, old.before, old.most],
  );
  return row?.last ?? after;
}

/**
 * Forgets the oldest of others' entries, but those that were set aside and those that a later release must
 * still take up. Returns how many.
 */
export async function pruneLog(sql: SqlRunner, old: Old): Promise<number> {
  const rows = await rowsOf(
    sql,
    `DELETE FROM sync_log WHERE seq IN (
       SELECT l.seq FROM sync_log l
       WHERE l.seq <= $1 AND l.received_at < $2 AND l.outcome IN ('applied', 'merged')
         AND NOT EXISTS (
           SELECT FROM sync_later_changes c
           WHERE (c.device_id = l.device_id AND c.number = l.number)
             OR (l.device_id = $4 AND c.decided_by = l.number))
       ORDER BY l.seq LIMIT $3
     ) RETURNING seq`,
    [old.durableSeq, old.before, old.most, SERVER_DEVICE],
  );
  return rows.length;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
