import type { ChangeTransaction, Review } from '../decision.ts';
import type { ChangeLine } from '../line.ts';
import { reviewOf } from '../reviews.ts';
import { formatRowKey, rowId } from '../row-key.ts';
import { readRowsAt } from './read-standing.ts';
import { rowsFrom, type SqlRunner } from './sql.ts';

/** Who may do nothing more, and by which stamp. */
export type DisabledUsers = ReadonlyMap<string, bigint>;

export async function readDisabledUsers(run: SqlRunner): Promise<DisabledUsers> {
  const rows = await rowsFrom<{ id: string; stamp: string | null }>(
    run,
    `SELECT u.id::TEXT AS id, r.stamp::TEXT AS stamp FROM users u
     LEFT JOIN sync_registers r
       ON r.entity = 'users' AND r.row_key = '["' || u.id || '"]' AND r.field = ''
     WHERE NOT u.is_enabled`,
  );
  return new Map(rows.map(({ id, stamp }) => [id, BigInt(stamp ?? 0)]));
}

/** Somebody changed something after they were told not to: it stands, and somebody should know. */
export function lateReviews(
  transactions: readonly ChangeTransaction[],
  disabled: DisabledUsers,
): readonly Review[][] {
  return transactions.map((transaction) => {
    const at = transaction.changes.findIndex(({ line, stamp }) => {
      const since = line.u === null ? undefined : disabled.get(line.u);
      return since !== undefined && stamp > since;
    });
    const line = transaction.changes[at]?.line;
    if (!line) return [];
    const about = { kind: 'lateChange', entity: line.k, rowKey: line.r, change: at } as const;
    return [reviewOf(transaction, { rows: new Map() }, about)];
  });
}

const isUse = ({ k, o }: ChangeLine): boolean => k === 'treatment_records' && o === 'i';
const isCancelling = ({ k, o, v }: ChangeLine): boolean =>
  k === 'orders' && o === 'u' && v['status'] === 'cancelled';

/** By transaction: orders that were cancelled while somebody used what they ordered, as they stand now. */
export async function cancelledButUsed(
  run: SqlRunner,
  transactions: readonly ChangeTransaction[],
): Promise<readonly Review[][]> {
  const touched = transactions.map(({ changes }) =>
    changes.flatMap(({ line }, change) => {
      const order = isUse(line) ? line.v['order_id'] : isCancelling(line) ? keyOf(line) : null;
      return typeof order === 'string' ? [{ order, change }] : [];
    }),
  );
  const orders = [...new Set(touched.flat().map(({ order }) => order))];
  if (orders.length === 0) return transactions.map(() => []);
  const doubtful = await readCancelledButUsed(run, orders);
  if (doubtful.size === 0) return transactions.map(() => []);
  const places = [...doubtful].map((id) => ({ entity: 'orders', rowKey: formatRowKey([id]) }));
  const rows = await readRowsAt(run, places);
  return transactions.map((transaction, at) =>
    [...new Map((touched[at] ?? []).map((each) => [each.order, each])).values()]
      .filter(({ order }) => doubtful.has(order))
      .map(({ order, change }) => {
        const rowKey = formatRowKey([order]);
        const row = rows.get(rowId('orders', rowKey));
        return reviewOf(
          transaction,
          { rows },
          {
            kind: 'cancelledButUsed',
            entity: 'orders',
            rowKey,
            change,
            register: row?.registers[''],
            values: row?.values,
          },
        );
      }),
  );
}

function keyOf({ r }: ChangeLine): string | null {
  return /^\["([^"]+)"\]$/.exec(r)?.[1] ?? null;
}

async function readCancelledButUsed(
  run: SqlRunner,
  orders: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await rowsFrom<{ id: string }>(
    run,
    `SELECT o.id::TEXT AS id FROM json_array_elements_text($1::TEXT::JSON) AS k (id)
     JOIN orders o ON o.id = k.id::UUID
     WHERE o.status = 'cancelled' AND EXISTS (
       SELECT FROM treatment_records t WHERE t.order_id = o.id AND t.voided_at IS NULL)`,
    [JSON.stringify(orders)],
  );
  return new Set(rows.map(({ id }) => id));
}
