import { syncEntity, TRAVELLING } from '../../shared/sync/entities.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

type Waiting = { readonly changes: number; readonly oldestAt: string | null };

export type Unsent = {
  /** What people wrote. */
  readonly written: Waiting & { readonly oldestEntity: string | null };
  /** What only the trail holds: that somebody opened a chart. */
  readonly trail: Waiting;
};

const TRAIL = TRAVELLING.filter((each) => each.class === 'trail').map(({ name }) => name);

type Counts = {
  readonly changes: number;
  readonly oldestAt: string | null;
  readonly trailChanges: number;
  readonly trailOldestAt: string | null;
};

const nothing: Counts = { changes: 0, oldestAt: null, trailChanges: 0, trailOldestAt: null };

/** What the server has not said it holds, of what is in the outbox. */
export async function selectUnsent(sql: SqlRunner, acked: number): Promise<Unsent> {
  const [row = nothing] = await rowsOf<Counts>(
    sql,
    `SELECT (count(*) - count(*) FILTER (WHERE is_trail))::INT AS changes,
       min(captured_at) FILTER (WHERE NOT is_trail) AS "oldestAt",
       (count(*) FILTER (WHERE is_trail))::INT AS "trailChanges",
       min(captured_at) FILTER (WHERE is_trail) AS "trailOldestAt"
     FROM (
       SELECT captured_at, entity = ANY ($2::TEXT[]) AS is_trail FROM sync_outbox WHERE number > $1
     ) unsent`,
    [acked, TRAIL],
  );
  const { changes, oldestAt, trailChanges, trailOldestAt } = row;
  const oldestEntity = changes === 0 ? null : await selectOldestEntity(sql, acked);
  return {
    written: { changes, oldestAt, oldestEntity },
    trail: { changes: trailChanges, oldestAt: trailOldestAt },
  };
}

/** What a transaction is about is among the first of its changes. */
const LOOKED_AT = 20;

/** The table that the oldest unsent save is about, rather than what was kept or counted beside it. */
async function selectOldestEntity(sql: SqlRunner, acked: number): Promise<string | null> {
  const rows = await rowsOf<{ entity: string; transactionId: string }>(
    sql,
    `SELECT entity, transaction_id::TEXT AS "transactionId" FROM sync_outbox
     WHERE number > $1 AND entity <> ALL ($2::TEXT[]) ORDER BY number LIMIT ${LOOKED_AT}`,
    [acked, TRAIL],
  );
  const together = rows.filter(({ transactionId }) => transactionId === rows[0]?.transactionId);
  const about = together.find(({ entity }) => !isBeside(entity)) ?? together[0];
  return about?.entity ?? null;
}

function isBeside(name: string): boolean {
  const of = syncEntity(name)?.class;
  return of === 'fact' || of === 'history';
}
