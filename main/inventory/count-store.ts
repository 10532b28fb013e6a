import { type Insertable, sql } from 'kysely';
import type { StockUnit } from '../../shared/inventory/stock-unit.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

export type CountHead = {
  readonly id: string;
  readonly locationId: string;
  readonly locationName: string;
  readonly startedAt: string;
  readonly startedByName: string;
  readonly closedAt: string | null;
  readonly closedByName: string | null;
  readonly isAbandoned: boolean;
};

function selectHeads(db: ReadonlyDb) {
  return db
    .selectFrom('stockCounts as counted')
    .innerJoin('stockLocations as location', 'location.id', 'counted.locationId')
    .innerJoin('users as starter', 'starter.id', 'counted.startedBy')
    .leftJoin('users as closer', 'closer.id', 'counted.closedBy')
    .select([
      'counted.id',
      'counted.locationId',
      'location.name as locationName',
      'counted.startedAt',
      'starter.displayName as startedByName',
      'counted.closedAt',
      'closer.displayName as closedByName',
      'counted.isAbandoned',
    ]);
}

export function selectCount(db: ReadonlyDb, id: string): Promise<CountHead | undefined> {
  return selectHeads(db).where('counted.id', '=', id).executeTakeFirst();
}

/** The count that goes on in a place. */
export function selectOpenCount(
  db: ReadonlyDb,
  locationId: string,
): Promise<CountHead | undefined> {
  return selectHeads(db)
    .where('counted.locationId', '=', locationId)
    .where('counted.closedAt', 'is', null)
    .executeTakeFirst();
}

/** Those that go on, then the newest. */
export function selectCounts(db: ReadonlyDb, limit: number): Promise<CountHead[]> {
  return selectHeads(db)
    .orderBy(sql`counted.closed_at IS NOT NULL`)
    .orderBy('counted.startedAt', 'desc')
    .orderBy('counted.id')
    .limit(limit)
    .execute();
}

export type CountedLine = {
  readonly id: string;
  readonly unit: StockUnit;
  readonly productName: string | null;
  readonly countedPieces: number;
  readonly expectedPieces: number;
  readonly reason: string | null;
  readonly countedByName: string;
  readonly countedAt: string;
};

type LineRow = Omit<CountedLine, 'id' | 'unit'> & StockUnit & { readonly lineId: string };

/** What was counted so far, by product and label. */
export async function selectCountedLines(
  db: ReadonlyDb,
  countId: string,
): Promise<readonly CountedLine[]> {
  const { rows } = await sql<LineRow>`
    SELECT line.id AS line_id, unit.id, unit.product_id, unit.lot_number, unit.serial_number, unit.expires_on,
      unit.piece_mm2, unit.donor_number, unit.is_found, unit.version, products.name AS product_name,
      line.counted_pieces, line.expected_pieces, line.reason, users.display_name AS counted_by_name,
      line.counted_at
    FROM stock_count_lines AS line JOIN stock_units AS unit ON unit.id = line.stock_unit_id
    JOIN users ON users.id = line.counted_by
    LEFT JOIN products ON products.sku = unit.product_id
    WHERE line.count_id = ${countId}
    ORDER BY products.name, unit.lot_number, unit.serial_number, unit.id`.execute(db);
  return rows.map((row) => {
    const { lineId, productName, countedPieces, expectedPieces, reason, ...rest } = row;
    const { countedByName, countedAt, ...unit } = rest;
    const said = { countedPieces, expectedPieces, reason, countedByName, countedAt };
    return { id: lineId, unit, productName, ...said };
  });
}

export async function insertCount(tx: Tx, row: Insertable<Schema['stockCounts']>): Promise<void> {
  await tx.insertInto('stockCounts').values(row).execute();
}

/** Writes what was counted of a unit; what was entered before is replaced while the count goes on. */
export async function putCountLine(
  tx: Tx,
  row: Insertable<Schema['stockCountLines']>,
): Promise<void> {
  const { id: _, countId: __, stockUnitId: ___, ...entered } = row;
  await tx
    .insertInto('stockCountLines')
    .values(row)
    .onConflict((conflict) => conflict.columns(['countId', 'stockUnitId']).doUpdateSet(entered))
    .execute();
}

type Closing = {
  readonly closedAt: string;
  readonly closedBy: string;
  readonly isAbandoned: boolean;
};

export async function closeCount(tx: Tx, id: string, closing: Closing): Promise<void> {
  await tx.updateTable('stockCounts').set(closing).where('id', '=', id).execute();
}
