import type { Database } from '../platform/database.ts';
import { rowsOf, type SqlRunner, sqlOver } from './sql.ts';

/** What the last comparison with the server came to. */
export type CheckResult = {
  readonly compared: number;
  /** Rows that are now as the server has them. */
  readonly fetched: number;
  /** Rows that the server does not have, and that stand aside now. */
  readonly setAside: number;
  /** Rows that differ and stand as they stood. */
  readonly left: number;
};

export type LastCheck = CheckResult & { readonly finishedAt: string };

export async function selectLastCheck(sql: SqlRunner): Promise<LastCheck | null> {
  const [row] = await rowsOf<LastCheck>(
    sql,
    `SELECT finished_at AS "finishedAt", compared, fetched, set_aside AS "setAside",
       left_as_is AS "left" FROM sync_checks`,
  );
  return row ?? null;
}

export async function updateLastCheck(
  database: Database,
  { finishedAt, compared, fetched, setAside, left }: LastCheck,
): Promise<void> {
  await database.transact(async (tx) => {
    await sqlOver(tx).query(
      `INSERT INTO sync_checks (finished_at, compared, fetched, set_aside, left_as_is)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (only_one) DO UPDATE SET finished_at = excluded.finished_at,
         compared = excluded.compared, fetched = excluded.fetched, set_aside = excluded.set_aside,
         left_as_is = excluded.left_as_is`,
      [finishedAt, compared, fetched, setAside, left],
    );
  });
}

/** When this computer's records were compared last, or began to be the site's; null where it is of none. */
export async function selectComparedAt(sql: SqlRunner): Promise<string | null> {
  const [row] = await rowsOf<{ at: string }>(
    sql,
    `SELECT greatest(enrolled_at, (SELECT finished_at FROM sync_checks)) AS at FROM sync_device`,
  );
  return row?.at ?? null;
}

export type Difference = {
  readonly id: string;
  readonly foundAt: string;
  readonly entity: string;
  readonly rowKey: string;
  /** As JSON; null where the row was missing. */
  readonly stood: string | null;
  readonly outcome: 'fetched' | 'setAside' | 'left';
};

/** What differs for long is written down once. */
export async function insertDifference(sql: SqlRunner, difference: Difference): Promise<void> {
  const { id, foundAt, entity, rowKey, stood, outcome } = difference;
  await sql.query(
    `INSERT INTO sync_differences (id, found_at, entity, row_key, stood, outcome)
     SELECT $1::TEXT::UUID, $2::TEXT::TIMESTAMPTZ, $3::TEXT, $4::TEXT, $5::TEXT::JSONB, $6::TEXT
     WHERE NOT EXISTS (
       SELECT FROM sync_differences d WHERE d.entity = $3::TEXT AND d.row_key = $4::TEXT
         AND d.outcome = $6::TEXT AND d.stood IS NOT DISTINCT FROM $5::TEXT::JSONB)`,
    [id, foundAt, entity, rowKey, stood, outcome],
  );
}
