import { sql } from 'kysely';
import type { TracedReceipt } from '../../shared/recalls/trace.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

/** A unit of stock by its label; empty where no lot or serial was said. */
export type HeldUnit = {
  readonly id: string;
  readonly lotNumber: string;
  readonly serialNumber: string;
  readonly expiresOn: string | null;
  readonly donorNumber: string | null;
};

/** Every unit of a product that was ever in stock. */
export async function selectUnitsOf(
  db: ReadonlyDb,
  productId: string,
): Promise<readonly HeldUnit[]> {
  const { rows } = await sql<HeldUnit>`
    SELECT id, lot_number, serial_number, expires_on, donor_number
    FROM stock_units WHERE product_id = ${productId}
    ORDER BY lot_number, serial_number, id`.execute(db);
  return rows;
}

export type MovedPieces = {
  readonly stockUnitId: string;
  readonly locationId: string;
  readonly pieces: number;
};

/** What the movements of some units come to in each place, places that hold none too. */
export async function selectMovedPieces(
  db: ReadonlyDb,
  unitIds: readonly string[],
): Promise<readonly MovedPieces[]> {
  if (unitIds.length === 0) return [];
  // Nothing but what stands in the index of the sums.
  const { rows } = await sql<MovedPieces>`
    SELECT stock_unit_id, location_id, sum(pieces)::int AS pieces
    FROM stock_movements WHERE stock_unit_id = ANY (${[...unitIds]}::uuid[])
    GROUP BY stock_unit_id, location_id`.execute(db);
  return rows;
}

export type Place = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'shelf' | 'quarantine';
  readonly isActive: boolean;
};

/** Every place, by name; those in use first. */
export function selectPlaces(db: ReadonlyDb): Promise<Place[]> {
  return db
    .selectFrom('stockLocations')
    .select(['id', 'name', 'kind', 'isActive'])
    .orderBy('isActive', 'desc')
    .orderBy('createdAt')
    .orderBy('name')
    .execute();
}

/** How some units came in, newest first. */
export async function selectReceiptsOf(
  db: ReadonlyDb,
  unitIds: readonly string[],
): Promise<readonly TracedReceipt[]> {
  if (unitIds.length === 0) return [];
  const { rows } = await sql<TracedReceipt>`
    SELECT line.stock_unit_id, line.pieces, line.package_condition, line.temperature_check,
      line.temperature_tenths_c, receipt.received_at, receipt.supplier, receipt.reference,
      (SELECT display_name FROM users WHERE id = receipt.received_by) AS received_by_name
    FROM receipt_lines AS line JOIN receipts AS receipt ON receipt.id = line.receipt_id
    WHERE line.stock_unit_id = ANY (${[...unitIds]}::uuid[])
    ORDER BY receipt.received_at DESC, line.line_number`.execute(db);
  return rows;
}

type PackKey = {
  readonly productId: string;
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
};

/** Donors of units of tissue, by what their labels say. */
export async function selectDonors(
  db: ReadonlyDb,
  packs: readonly PackKey[],
): Promise<readonly (HeldUnit & { readonly productId: string })[]> {
  if (packs.length === 0) return [];
  const products = [...new Set(packs.map(({ productId }) => productId))];
  const { rows } = await sql<HeldUnit & { readonly productId: string }>`
    SELECT id, product_id, lot_number, serial_number, expires_on, donor_number
    FROM stock_units WHERE product_id = ANY (${products}::varchar[]) AND donor_number IS NOT NULL`.execute(
    db,
  );
  return rows;
}

/** Until the end of the transaction nobody else moves pieces of a product. */
export async function lockUnitsOf(tx: Tx, productId: string): Promise<void> {
  await sql`SELECT id FROM stock_units WHERE product_id = ${productId} ORDER BY id FOR UPDATE`.execute(
    tx,
  );
}
