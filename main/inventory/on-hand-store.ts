import { type RawBuilder, sql } from 'kysely';
import type {
  ConsumedWeek,
  ShownMovement,
  StockAt,
  StockedProduct,
} from '../../shared/inventory/stock-contract.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { movementColumns } from './movement-store.ts';

/** Products that are kept in stock, by name. */
export async function selectStockedProducts(db: ReadonlyDb): Promise<StockedProduct[]> {
  const { rows } = await sql<StockedProduct>`
    WITH held AS (
      SELECT unit.product_id, location.kind, unit.expires_on, summed.pieces
      FROM stock_sums AS summed JOIN stock_units AS unit ON unit.id = summed.stock_unit_id
      JOIN stock_locations AS location ON location.id = summed.location_id
    ), came AS (
      SELECT order_line_id, sum(pieces) AS pieces FROM receipt_lines
      WHERE order_line_id IS NOT NULL AND is_accepted IS DISTINCT FROM false
      GROUP BY order_line_id
    ), coming AS MATERIALIZED (
      SELECT line.product_id, sum(line.quantity_ordered - coalesce(came.pieces, 0))::int AS pieces
      FROM order_lines AS line JOIN orders ON orders.id = line.order_id AND orders.status = 'placed'
      LEFT JOIN came ON came.order_line_id = line.id
      WHERE line.product_id IN (SELECT sku FROM products WHERE stocked_since IS NOT NULL)
        AND line.quantity_ordered > coalesce(came.pieces, 0)
      GROUP BY line.product_id
    )
    SELECT product.sku AS product_id, product.name AS product_name, product.reorder_level,
      product.stocked_since,
      coalesce(sum(held.pieces) FILTER (WHERE held.kind = 'shelf'), 0)::int AS usable_pieces,
      coalesce(sum(held.pieces) FILTER (WHERE held.kind = 'quarantine'), 0)::int AS quarantined_pieces,
      min(held.expires_on) FILTER (WHERE held.kind = 'shelf' AND held.pieces > 0) AS next_expires_on,
      coalesce((SELECT pieces FROM coming WHERE coming.product_id = product.sku), 0)::int AS expected_pieces
    FROM products AS product LEFT JOIN held ON held.product_id = product.sku
    WHERE product.stocked_since IS NOT NULL
    GROUP BY product.id
    ORDER BY product.name, product.sku`.execute(db);
  return rows;
}

type AtRow = Omit<StockAt, 'unit'> & StockAt['unit'];

/** Where pieces lie, the next to expire first: of the units of a condition. */
async function selectStockAt(db: ReadonlyDb, which: RawBuilder<unknown>): Promise<StockAt[]> {
  const { rows } = await sql<AtRow>`
    SELECT unit.id, unit.product_id, unit.lot_number, unit.serial_number, unit.expires_on, unit.piece_mm2,
      unit.donor_number, unit.is_found, unit.version, products.name AS product_name,
      location.id AS location_id, location.name AS location_name, location.kind AS location_kind,
      held.pieces::int
    FROM stock_sums AS held JOIN stock_units AS unit ON unit.id = held.stock_unit_id
    JOIN stock_locations AS location ON location.id = held.location_id
    LEFT JOIN products ON products.sku = unit.product_id
    WHERE ${which}
    ORDER BY unit.expires_on NULLS LAST, products.name, unit.lot_number, unit.serial_number,
      location.kind DESC, location.name`.execute(db);
  return rows.map(({ productName, locationId, locationName, locationKind, pieces, ...unit }) => ({
    unit,
    productName,
    locationId,
    locationName,
    locationKind,
    pieces,
  }));
}

export function selectStockOf(db: ReadonlyDb, productId: string): Promise<StockAt[]> {
  return selectStockAt(db, sql`unit.product_id = ${productId}`);
}

/** What expires up to a day. */
export function selectExpiring(db: ReadonlyDb, lastOn: string): Promise<StockAt[]> {
  return selectStockAt(db, sql`unit.expires_on <= ${lastOn}::date AND held.pieces > 0`);
}

export function selectStockIn(db: ReadonlyDb, locationId: string): Promise<StockAt[]> {
  return selectStockAt(db, sql`location.id = ${locationId}`);
}

type Weeks = {
  readonly productId: string;
  readonly firstOn: string;
  readonly lastOn: string;
  readonly timeZone: string;
};

/** Pieces by week: weeks begin on Monday, in the days of the site. */
export async function selectConsumption(
  db: ReadonlyDb,
  { productId, firstOn, lastOn, timeZone }: Weeks,
): Promise<ConsumedWeek[]> {
  const { rows } = await sql<ConsumedWeek>`
    WITH weeks AS (
      SELECT generate_series(date_trunc('week', ${firstOn}::date), date_trunc('week', ${lastOn}::date),
        interval '1 week')::date AS week_on
    ), moved AS (
      SELECT date_trunc('week', moved.occurred_at AT TIME ZONE ${timeZone})::date AS week_on, moved.kind,
        moved.pieces
      -- A counter-entry is of the same instant and kind: it takes itself off.
      FROM stock_movements AS moved JOIN stock_units AS unit ON unit.id = moved.stock_unit_id
      WHERE unit.product_id = ${productId}
        AND moved.occurred_at >= date_trunc('week', ${firstOn}::date) - interval '1 day'
    ), ordered AS (
      SELECT date_trunc('week', orders.ordered_on)::date AS week_on, sum(line.quantity_ordered)::int AS pieces
      FROM order_lines AS line JOIN orders ON orders.id = line.order_id
      WHERE line.product_id = ${productId} AND orders.status = 'placed'
        AND orders.ordered_on >= date_trunc('week', ${firstOn}::date)
      GROUP BY 1
    )
    SELECT weeks.week_on,
      coalesce(-sum(moved.pieces) FILTER (WHERE moved.kind = 'applied'), 0)::int AS applied_pieces,
      coalesce(-sum(moved.pieces) FILTER (WHERE moved.kind IN ('discarded', 'expired')), 0)::int
        AS discarded_pieces,
      coalesce(sum(moved.pieces) FILTER (WHERE moved.kind = 'received'), 0)::int AS received_pieces,
      coalesce(max(ordered.pieces), 0)::int AS ordered_pieces
    FROM weeks LEFT JOIN moved ON moved.week_on = weeks.week_on
    LEFT JOIN ordered ON ordered.week_on = weeks.week_on
    GROUP BY weeks.week_on ORDER BY weeks.week_on`.execute(db);
  return rows;
}

type Page = { readonly limit: number; readonly offset: number };

/** What happened to a unit, the newest first. */
export async function selectMovementsOf(
  db: ReadonlyDb,
  stockUnitId: string,
  { limit, offset }: Page,
): Promise<{ readonly movements: ShownMovement[]; readonly total: number }> {
  const rows = await db
    .selectFrom('stockMovements as moved')
    .innerJoin('stockLocations as location', 'location.id', 'moved.locationId')
    .innerJoin('users', 'users.id', 'moved.movedBy')
    .leftJoin('treatmentRecords as record', 'record.id', 'moved.treatmentRecordId')
    .select(movementColumns.map((each) => `moved.${each}` as const))
    .select([
      'location.name as locationName',
      'users.displayName as movedByName',
      'record.patientId',
      sql<boolean>`EXISTS (SELECT FROM stock_movements AS counter WHERE counter.reverses = moved.id)`.as(
        'isTakenBack',
      ),
      sql<number>`count(*) OVER ()`.as('total'),
    ])
    .where('moved.stockUnitId', '=', stockUnitId)
    .orderBy('moved.recordedAt', 'desc')
    .orderBy('moved.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return {
    movements: rows.map(({ total: _, ...row }) => row),
    total: rows[0]?.total ?? 0,
  };
}
