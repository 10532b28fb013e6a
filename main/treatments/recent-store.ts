import { sql } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';

type Recent = { readonly sinceOn: string; readonly limit: number };

/** True where a correction moved something that a person recorded to another day, as few ever do. */
export async function hasMovedDays(db: ReadonlyDb, userId: string): Promise<boolean> {
  const { rows } = await sql<{ isMoved: boolean }>`
    SELECT EXISTS (
      SELECT FROM corrected_treatments AS corrected
      JOIN treatment_records AS record ON record.id = corrected.id
      WHERE corrected.recorded_by = ${userId} AND corrected.date_applied <> record.date_applied
    ) AS is_moved`.execute(db);
  return rows[0]?.isMoved ?? false;
}

/**
 * The ids of what a person recorded since a day, the newest first, by the days as the newest corrections
 * have them. Both halves follow an index, and stop at the limit: nearly everything is in the first.
 */
export async function selectRecentIds(
  db: ReadonlyDb,
  userId: string,
  { sinceOn, limit }: Recent,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM (
      (SELECT id, date_applied FROM treatment_records AS record
      WHERE recorded_by = ${userId} AND date_applied >= ${sinceOn}
        AND NOT EXISTS (SELECT FROM corrected_treatments AS corrected WHERE corrected.id = record.id)
      ORDER BY date_applied DESC, id DESC LIMIT ${limit})
      UNION ALL
      (SELECT id, date_applied FROM corrected_treatments
      WHERE recorded_by = ${userId} AND date_applied >= ${sinceOn}
      ORDER BY date_applied DESC, id DESC LIMIT ${limit})
    ) AS shown
    ORDER BY date_applied DESC, id DESC LIMIT ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
