import type { RecordState } from '../../shared/sync/contract.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

type Row = {
  readonly id: string;
  readonly isUnsent: boolean;
  readonly onServerAt: string | null;
  readonly reviewIds: readonly string[];
};

/** Whether each of these records is on the server, as far as this computer was told. */
export async function selectRecordStates(
  sql: SqlRunner,
  entity: string,
  ids: readonly string[],
): Promise<readonly RecordState[]> {
  const rows = await rowsOf<Row>(
    sql,
    `SELECT asked.id,
       device.only_one IS NULL OR coalesce(own.is_unsent, false) AS "isUnsent",
       own.acked_at AS "onServerAt",
       coalesce(reviews.ids, '{}') AS "reviewIds"
     FROM unnest($2::UUID[]) AS asked (id)
     LEFT JOIN sync_device device ON true
     LEFT JOIN LATERAL (
       SELECT bool_or(number > device.acked_number) AS is_unsent, max(acked_at) AS acked_at
       FROM sync_outbox WHERE entity = $1 AND row_key = '["' || asked.id || '"]'
     ) own ON true
     LEFT JOIN LATERAL (
       SELECT array_agg(r.id::TEXT ORDER BY r.raised_at) AS ids FROM sync_reviews r
       WHERE r.entity = $1 AND r.row_key = '["' || asked.id || '"]'
         AND NOT EXISTS (SELECT FROM sync_settlements s WHERE s.review_id = r.id)
     ) reviews ON true`,
    [entity, ids],
  );
  return rows.map(({ id, isUnsent, onServerAt, reviewIds }) => ({
    id,
    state: reviewIds.length > 0 ? 'needsAttention' : isUnsent ? 'thisComputer' : 'onServer',
    onServerAt: isUnsent ? null : onServerAt,
    reviewIds: [...reviewIds],
  }));
}
