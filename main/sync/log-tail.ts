import { deviceNow } from './device-store.ts';
import { readPage } from './pull.ts';
import type { Exchange } from './push.ts';
import { noteLogPart } from './rebuild-store.ts';
import { rowsOf, type SqlRunner, sqlOver } from './sql.ts';

/** The rest comes at the next time: there may be a million entries. */
const MOST_PAGES = 50;

type Tail = { readonly after: number; readonly until: number | null };

/**
 * Fetches the log that a computer which began from a snapshot never saw, as far as no verified backup of the
 * server holds it: should the server lose it, others may have nothing of it either. Nothing of it is done to
 * the tables, which have it. Goes on where it was stopped.
 */
export async function fetchTail(exchange: Exchange, durableSeq: number): Promise<void> {
  const { database, server, signal } = exchange;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    signal.throwIfAborted();
    const { tail, epoch } = await database.read(async (db) => ({
      tail: await selectTail(sqlOver(db)),
      epoch: (await deviceNow(sqlOver(db))).epoch,
    }));
    const after = Math.max(tail.after, durableSeq);
    const { until } = tail;
    if (until === null) return;
    const page = after < until ? await readPage(server, { after, epoch }, signal) : [];
    const entries = page.filter(({ seq }) => seq <= until);
    const last = entries.at(-1)?.seq ?? until;
    await database.transact(async (tx) => {
      const sql = sqlOver(tx);
      if (entries.length > 0) await noteLogPart(sql, entries);
      await updateTail(sql, last, until);
    });
  }
}

async function selectTail(sql: SqlRunner): Promise<Tail> {
  const [row] = await rowsOf<Tail>(
    sql,
    'SELECT tail_after AS after, tail_until AS until FROM sync_device',
  );
  return row ?? { after: 0, until: null };
}

/** What a restore of the server has cut off meanwhile stays cut off. */
async function updateTail(sql: SqlRunner, after: number, until: number): Promise<void> {
  await sql.query(
    `UPDATE sync_device SET tail_after = $1::BIGINT,
       tail_until = CASE WHEN $1::BIGINT < $2::BIGINT THEN tail_until END
     WHERE tail_until = $2::BIGINT`,
    [after, until],
  );
}
