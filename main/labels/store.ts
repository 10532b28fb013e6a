import { sql } from 'kysely';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

/** A unit or a product as a label needs it. */
export type LabelRow = {
  readonly stockUnitId: string | null;
  readonly sku: string;
  readonly productName: string;
  readonly gtin: string | null;
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
  readonly expiresOn: string | null;
  readonly onHandPieces: number;
};

/**
 * The GTIN of a single piece; that of a box would say, when it is scanned, that there are many. The device
 * identifier of a product that has several of the same size is the one that sorts first.
 */
const gtin = sql<string | null>`(
  SELECT min(identifier.device_identifier) FROM product_identifiers AS identifier
  WHERE identifier.product_id = product.sku AND identifier.issuer = 'gs1' AND identifier.pieces = 1
)`;
const onHandPieces = sql<number>`(
  SELECT coalesce(sum(movement.pieces), 0)::int FROM stock_movements AS movement
  WHERE movement.stock_unit_id = unit.id
)`;

function unitRows(db: ReadonlyDb) {
  return db
    .selectFrom('stockUnits as unit')
    .innerJoin('products as product', 'product.sku', 'unit.productId')
    .select([
      'unit.id as stockUnitId',
      'product.sku',
      'product.name as productName',
      gtin.as('gtin'),
      'unit.lotNumber',
      'unit.serialNumber',
      'unit.expiresOn',
      onHandPieces.as('onHandPieces'),
    ]);
}

export type LabelSearch = { readonly words: readonly string[]; readonly limit: number };

/** The units found by words of product, lot or serial: first what is on hand, what expires soonest first. */
export function selectUnitRows(db: ReadonlyDb, { words, limit }: LabelSearch): Promise<LabelRow[]> {
  return unitRows(db)
    .where((row) =>
      row.and(
        words.map((word) =>
          row.or([
            row('product.searchText', 'like', `% ${word}%`),
            row(sql`lower(unit.lot_number)`, 'like', `%${word}%`),
            row(sql`lower(unit.serial_number)`, 'like', `%${word}%`),
          ]),
        ),
      ),
    )
    .orderBy(sql`${onHandPieces} <= 0`)
    .orderBy('product.name')
    .orderBy('unit.expiresOn')
    .orderBy('unit.id')
    .limit(limit)
    .execute();
}

/** These units, in no order. */
export async function selectUnitRowsById(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<LabelRow[]> {
  if (ids.length === 0) return [];
  return unitRows(db)
    .where('unit.id', 'in', [...ids])
    .execute();
}

const noUnit = {
  stockUnitId: null,
  lotNumber: null,
  serialNumber: null,
  expiresOn: null,
  onHandPieces: 0,
} as const;

function productRows(db: ReadonlyDb) {
  return db
    .selectFrom('products as product')
    .select(['product.sku', 'product.name as productName', gtin.as('gtin')]);
}

/** The products found by words, for labels that name no unit. */
export async function selectProductRows(
  db: ReadonlyDb,
  { words, limit }: LabelSearch,
): Promise<LabelRow[]> {
  const rows = await productRows(db)
    .where('product.isActive', '=', true)
    .where((row) => row.and(words.map((word) => row('product.searchText', 'like', `% ${word}%`))))
    .orderBy('product.name')
    .orderBy('product.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, ...noUnit }));
}

/** These products, in no order. */
export async function selectProductRowsBySku(
  db: ReadonlyDb,
  skus: readonly string[],
): Promise<LabelRow[]> {
  if (skus.length === 0) return [];
  const rows = await productRows(db)
    .where('product.sku', 'in', [...skus])
    .execute();
  return rows.map((row) => ({ ...row, ...noUnit }));
}

/** Forgets label sheets of before: what was printed is printed, and the files take room. */
export async function deleteLabelSheetsBefore(tx: Tx, before: string): Promise<void> {
  await tx
    .deleteFrom('storedFiles')
    .where('purpose', '=', LABEL_SHEET)
    .where('storedAt', '<', before)
    .execute();
}

/** What the PDFs of labels are kept for. */
export const LABEL_SHEET = 'label-sheet';
