import type { Lease, NumberKind } from '../../shared/sync/number-leases.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

export type NumbersHeld = {
  /** This device's own that are not given out. */
  readonly left: number;
  /** What it once lacked; null where it never did. */
  readonly wanted: number | null;
  /** The greatest that is known here to be anybody's. */
  readonly greatest: number;
};

export async function selectNumbersHeld(sql: SqlRunner, kind: NumberKind): Promise<NumbersHeld> {
  const [row] = await rowsOf<NumbersHeld>(
    sql,
    `SELECT
       coalesce((SELECT sum(last_number - next_number + 1) FROM control_number_blocks
         WHERE kind = $1 AND device_id = (SELECT device_id FROM sync_device)), 0)::BIGINT AS left,
       (SELECT wanted FROM control_number_wishes WHERE kind = $1) AS wanted,
       greatest((SELECT max(last_number) FROM control_number_blocks WHERE kind = $1),
         (SELECT max(last_number) FROM control_number_leases WHERE kind = $1), 0) AS greatest`,
    [kind],
  );
  return row ?? { left: 0, wanted: null, greatest: 0 };
}

type NewLease = Lease & {
  readonly kind: NumberKind;
  readonly deviceId: string;
  readonly leasedAt: string;
};

/** Numbers that are this device's from now on, and that everybody gets to know as such. */
export async function insertLease(
  sql: SqlRunner,
  lease: NewLease,
  newId: () => string,
): Promise<void> {
  const { kind, firstNumber, lastNumber, deviceId, leasedAt } = lease;
  await sql.query(
    `INSERT INTO control_number_blocks (id, kind, first_number, last_number, next_number, device_id)
     VALUES ($1, $2, $3, $4, $3, $5)`,
    [newId(), kind, firstNumber, lastNumber, deviceId],
  );
  await sql.query(
    `INSERT INTO control_number_leases (id, kind, first_number, last_number, device_id, leased_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [newId(), kind, firstNumber, lastNumber, deviceId, leasedAt],
  );
}

/** The first device of a site goes on with the numbers that it began when it was alone. */
export async function keepOwnBlocks(
  sql: SqlRunner,
  { deviceId, at }: { readonly deviceId: string; readonly at: string },
): Promise<void> {
  await sql.query('UPDATE control_number_blocks SET device_id = $1 WHERE device_id IS NULL', [
    deviceId,
  ]);
  await sql.query(
    `INSERT INTO control_number_leases (id, kind, first_number, last_number, device_id, leased_at)
     SELECT id, kind, first_number, last_number, device_id, $2 FROM control_number_blocks
     WHERE device_id = $1`,
    [deviceId, at],
  );
}
