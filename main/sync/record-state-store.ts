import type { RecordState, SyncedEntity } from '../../shared/sync/contract.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

/** What belongs to a record and travels in rows of its own: table, and the column that names the record. */
const PARTS: Readonly<Partial<Record<SyncedEntity, readonly [table: string, column: string]>>> = {
  wounds: ['care_episodes', 'wound_id'],
  orders: ['order_lines', 'order_id'],
  receipts: ['receipt_lines', 'receipt_id'],
  stock_units: ['stock_movements', 'stock_unit_id'],
};

/** The rows of each record that is asked for, by table and key. */
function keysOf(entity: SyncedEntity): string {
  const own = `SELECT id AS record_id, $1::TEXT AS entity, '["' || id || '"]' AS row_key
    FROM unnest($2::UUID[]) AS asked (id)`;
  const part = PARTS[entity];
  if (!part) return own;
  const [table, column] = part;
  return `${own} UNION ALL SELECT ${column}, '${table}', '["' || id || '"]'
    FROM ${table} WHERE ${column} = ANY ($2::UUID[])`;
}

type Row = {
  readonly id: string;
  readonly isUnsent: boolean;
  readonly onServerAt: string | null;
  readonly reviews: readonly { readonly id: string; readonly kind: string }[] | null;
};

/** Whether each of these records is on the server, as far as this computer was told. */
export async function selectRecordStates(
  sql: SqlRunner,
  entity: SyncedEntity,
  ids: readonly string[],
): Promise<readonly RecordState[]> {
  const rows = await rowsOf<Row>(
    sql,
    `WITH keys AS (${keysOf(entity)})
     SELECT record_id AS id,
       bool_or(device.only_one IS NULL OR coalesce(own.is_unsent, false)) AS "isUnsent",
       max(own.acked_at) AS "onServerAt",
       (SELECT jsonb_agg(jsonb_build_object('id', r.id, 'kind', r.kind) ORDER BY r.raised_at, r.id)
        FROM sync_reviews r JOIN keys mine ON r.entity = mine.entity AND r.row_key = mine.row_key
        WHERE mine.record_id = keys.record_id
          AND NOT EXISTS (SELECT FROM sync_settlements s WHERE s.review_id = r.id)) AS reviews
     FROM keys
     LEFT JOIN sync_device device ON true
     LEFT JOIN LATERAL (
       SELECT bool_or(number > device.acked_number) AS is_unsent, max(coalesce(acked_at, sync_acked_at(number))) AS acked_at
       FROM sync_outbox o WHERE o.entity = keys.entity AND o.row_key = keys.row_key
     ) own ON true
     GROUP BY record_id`,
    [entity, ids],
  );
  return rows.map(({ id, isUnsent, onServerAt, reviews }) => ({
    id,
    state: reviews !== null ? 'needsAttention' : isUnsent ? 'thisComputer' : 'onServer',
    onServerAt: isUnsent ? null : onServerAt,
    reviewIds: (reviews ?? []).map((review) => review.id),
    reviewKind: reviews?.[0]?.kind ?? null,
  }));
}
