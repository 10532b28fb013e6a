import { MOST_CHANGES, MOST_PUSH_BYTES } from '../../shared/sync/wire.ts';
import { noteAck } from './acks.ts';
import { OUTBOX_LINE } from './outbox-line.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

/** A change as it goes to the server. */
export type OutboxLine = {
  readonly number: number;
  readonly transactionEnd: number;
  readonly line: string;
};

async function linesBetween(
  sql: SqlRunner,
  { after, until }: { readonly after: number; readonly until: number },
): Promise<readonly OutboxLine[]> {
  return rowsOf<OutboxLine>(
    sql,
    `SELECT number, transaction_end AS "transactionEnd", ${OUTBOX_LINE} AS line
     FROM (
       SELECT *, max(number) OVER (PARTITION BY transaction_id) AS transaction_end
       FROM sync_outbox WHERE number > $1 AND number <= $2
     ) ready
     ORDER BY number`,
    [after, until],
  );
}

const OF_ANOTHER = `transaction_id <>
  (SELECT transaction_id FROM sync_outbox WHERE number = $1)`;

/** Where the transaction that holds the change ends; looks no further than the one after it. */
async function endOfTransaction(sql: SqlRunner, number: number): Promise<number> {
  const [row] = await rowsOf<{ last: number }>(
    sql,
    `SELECT coalesce(
       (SELECT number - 1 FROM sync_outbox WHERE number > $1::BIGINT AND ${OF_ANOTHER}
        ORDER BY number LIMIT 1),
       (SELECT max(number) FROM sync_outbox)
     ) AS last`,
    [number],
  );
  return row?.last ?? number;
}

async function startOfTransaction(sql: SqlRunner, number: number): Promise<number> {
  const [row] = await rowsOf<{ first: number }>(
    sql,
    `SELECT coalesce(
       (SELECT number + 1 FROM sync_outbox WHERE number < $1::BIGINT AND ${OF_ANOTHER}
        ORDER BY number DESC LIMIT 1),
       (SELECT min(number) FROM sync_outbox)
     ) AS first`,
    [number],
  );
  return row?.first ?? number;
}

/**
 * The next whole transactions after a number, as many as one push may hold; of one that is larger, all
 * of it and nothing else. Until `until`: what comes later waits for a first sync.
 */
export async function selectForPush(
  sql: SqlRunner,
  { after, until }: { readonly after: number; readonly until: number },
): Promise<readonly OutboxLine[]> {
  const most = Math.min(until, after + MOST_CHANGES);
  if (most <= after) return [];
  const end = await endOfTransaction(sql, most);
  if (end === most) return fitting(await linesBetween(sql, { after, until: most }));
  const beginning = await startOfTransaction(sql, most);
  if (beginning > after + 1)
    return fitting(await linesBetween(sql, { after, until: beginning - 1 }));
  return linesBetween(sql, { after, until: end });
}

/** As many whole transactions as fit into one push, at least one. */
function fitting(lines: readonly OutboxLine[]): readonly OutboxLine[] {
  let [bytes, end] = [0, 0];
  for (const [index, { line, number, transactionEnd }] of lines.entries()) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > MOST_PUSH_BYTES && end > 0) break;
    if (number === transactionEnd) end = index + 1;
  }
  return lines.slice(0, end);
}

/** Lines from a number on, for digests of what was sent long ago. */
export async function selectLines(
  sql: SqlRunner,
  { after, until }: { readonly after: number; readonly until: number },
): Promise<readonly OutboxLine[]> {
  // A line says where its transaction ends, which may be behind these.
  const lines = await linesBetween(sql, { after, until: await endOfTransaction(sql, until) });
  return lines.filter(({ number }) => number <= until);
}

/** Own changes that stand together in the log, every one of them as it was made. */
export type OwnRun = {
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly firstNumber: number;
};

export type Pushed = {
  readonly ackedNumber: number;
  readonly ackedChain: string;
  readonly at: string;
};

/** What the server said it holds; `seen` is what stands next in the log. */
export async function updatePushed(
  sql: SqlRunner,
  { ackedNumber, ackedChain, at }: Pushed,
  seen: OwnRun | null,
): Promise<void> {
  if (seen) await updateSeen(sql, seen);
  await noteAck(sql, ackedNumber, at);
  await sql.query('UPDATE sync_device SET acked_number = $1, acked_chain = $2', [
    ackedNumber,
    ackedChain,
  ]);
}

/** Whether own changes stand here as the server took them, and nothing else waits for its turn. */
export async function canSkip(sql: SqlRunner, run: OwnRun): Promise<boolean> {
  const [row] = await rowsOf<{ standing: number; waits: boolean }>(
    sql,
    `SELECT (
       SELECT count(*) FROM sync_outbox WHERE number BETWEEN $1 AND $2 AND seq IS NULL
         AND (undo IS NULL OR undo ->> 'outcome' = 'applied')
     )::INT AS standing,
     EXISTS (SELECT FROM sync_outbox WHERE seq IS NULL AND is_without_effect) AS waits`,
    [run.firstNumber, run.firstNumber + run.lastSeq - run.firstSeq],
  );
  return row !== undefined && !row.waits && row.standing === run.lastSeq - run.firstSeq + 1;
}

/** These stand in the log as they were made. */
export async function updateSeen(sql: SqlRunner, run: OwnRun): Promise<void> {
  await sql.query(
    `UPDATE sync_outbox SET undo = NULL, seq = number + $3::BIGINT WHERE number BETWEEN $1 AND $2`,
    [run.firstNumber, run.firstNumber + run.lastSeq - run.firstSeq, run.firstSeq - run.firstNumber],
  );
}
