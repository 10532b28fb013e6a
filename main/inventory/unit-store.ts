import { type Insertable, sql } from 'kysely';
import { labelKey } from '../../shared/inventory/unit-label.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { naturalId } from '../platform/natural-id.ts';
import type { Schema } from '../platform/schema.ts';

/** What tells a unit apart, as its label says it; empty where no lot or serial was said. */
export type UnitKey = {
  readonly productId: string;
  readonly lotNumber: string;
  readonly serialNumber: string;
};

export const unitColumns = [
  'id',
  'productId',
  'lotNumber',
  'serialNumber',
  'expiresOn',
  'pieceMm2',
  'donorNumber',
  'isFound',
  'version',
] as const;

export type StockUnit = Pick<UnitRow, (typeof unitColumns)[number]>;
type UnitRow = UnitKey & {
  readonly id: string;
  readonly expiresOn: string | null;
  readonly pieceMm2: number | null;
  readonly donorNumber: string | null;
  readonly isFound: boolean;
  readonly version: number;
};

export function unitKeyOf(of: {
  readonly productId: string;
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
}): UnitKey {
  return {
    productId: of.productId,
    lotNumber: of.lotNumber ?? '',
    serialNumber: of.serialNumber ?? '',
  };
}

/** The unit of a product, lot and serial, however they are spelled; or undefined. */
export function selectUnit(db: ReadonlyDb, key: UnitKey): Promise<StockUnit | undefined> {
  return db
    .selectFrom('stockUnits')
    .select(unitColumns)
    .where('productId', '=', key.productId)
    .where('lotKey', '=', labelKey(key.lotNumber))
    .where('serialKey', '=', labelKey(key.serialNumber))
    .executeTakeFirst();
}

export function selectUnitsById(db: ReadonlyDb, ids: readonly string[]): Promise<StockUnit[]> {
  return db
    .selectFrom('stockUnits')
    .select(unitColumns)
    .where('id', 'in', [...ids])
    .execute();
}

/**
 * Makes a unit under the id that its label gives it. `spareId` is for a label that was corrected and
 * came true later: the unit that had it first keeps that id.
 */
export async function insertUnit(
  tx: Tx,
  row: Omit<Insertable<Schema['stockUnits']>, 'id'> & UnitKey,
  spareId: string,
): Promise<StockUnit> {
  const key = [row.productId, labelKey(row.lotNumber), labelKey(row.serialNumber)];
  const ownId = naturalId('stock_units', ...key);
  const [taken] = await selectUnitsById(tx, [ownId]);
  return tx
    .insertInto('stockUnits')
    .values({ ...row, id: taken ? spareId : ownId })
    .returning(unitColumns)
    .executeTakeFirstOrThrow();
}

type Replacement = {
  readonly to: StockUnit;
  readonly reason: string;
  readonly replacedBy: string;
  readonly replacedAt: string;
};

/** Keeps what the label said, then changes it and counts its version up. */
export async function replaceUnit(
  tx: Tx,
  current: StockUnit,
  { to, ...replaced }: Replacement,
): Promise<StockUnit> {
  const { id, version, ...content } = current;
  await tx
    .insertInto('stockUnitVersions')
    .values({ ...replaced, stockUnitId: id, version, content: JSON.stringify(content) })
    .execute();
  const { id: _, version: __, ...label } = to;
  return tx
    .updateTable('stockUnits')
    .set({ ...label, version: version + 1 })
    .where('id', '=', id)
    .returning(unitColumns)
    .executeTakeFirstOrThrow();
}

/** Until the end of the transaction nobody else moves these pieces: two uses of the last one are settled in turn. */
export async function lockUnits(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .selectFrom('stockUnits')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Pieces of a unit in one place; below zero where more was taken than came. */
export type PiecesAt = Pick<StockUnit, 'lotNumber' | 'serialNumber' | 'expiresOn'> & {
  readonly stockUnitId: string;
  readonly locationId: string;
  readonly locationKind: 'shelf' | 'quarantine';
  readonly locationName: string;
  readonly pieces: number;
};

const held = sql`LATERAL (
  SELECT location_id, sum(pieces)::int AS pieces FROM stock_movements
  WHERE stock_unit_id = unit.id GROUP BY location_id
)`;

const heldColumns = sql`unit.id AS stock_unit_id, unit.lot_number, unit.serial_number, unit.expires_on,
  location.id AS location_id, location.kind AS location_kind, location.name AS location_name, held.pieces`;

/** Where pieces of these units are, without places that hold none. */
export async function selectPiecesOfUnits(
  db: ReadonlyDb,
  unitIds: readonly string[],
): Promise<readonly PiecesAt[]> {
  if (unitIds.length === 0) return [];
  const { rows } = await sql<PiecesAt>`
    SELECT ${heldColumns}
    FROM stock_units AS unit CROSS JOIN ${held} AS held
    JOIN stock_locations AS location ON location.id = held.location_id
    WHERE unit.id IN (${sql.join([...unitIds])}) AND held.pieces <> 0
    ORDER BY unit.id, location.kind DESC, location.name`.execute(db);
  return rows;
}

/** The unit of exactly one label, null where there is none, and where its pieces are. */
export type UnitPlaces = {
  readonly stockUnitId: string | null;
  readonly held: readonly Pick<PiecesAt, 'locationId' | 'locationKind' | 'pieces'>[];
};

type UnitAtRow = Pick<StockUnit, 'id'> & {
  readonly locationId: string | null;
  readonly locationKind: PiecesAt['locationKind'] | null;
  readonly pieces: number | null;
};

/** The unit of a key, locked, with where its pieces are: in one statement because a save waits for it. */
export async function selectUnitPlaces(tx: Tx, key: UnitKey): Promise<UnitPlaces> {
  const { rows } = await sql<UnitAtRow>`
    SELECT unit.id, held.location_id, location.kind AS location_kind, held.pieces
    FROM stock_units AS unit LEFT JOIN ${held} AS held ON true
    LEFT JOIN stock_locations AS location ON location.id = held.location_id
    WHERE unit.product_id = ${key.productId} AND unit.lot_key = ${labelKey(key.lotNumber)}
      AND unit.serial_key = ${labelKey(key.serialNumber)}
    FOR UPDATE OF unit`.execute(tx);
  return { stockUnitId: rows[0]?.id ?? null, held: heldIn(rows) };
}

/** Those of rows by unit and place that name a place. */
export function heldIn(rows: readonly Omit<UnitAtRow, 'id'>[]): UnitPlaces['held'] {
  return rows.flatMap(({ locationId, locationKind, pieces }) =>
    locationId === null || locationKind === null || pieces === null
      ? []
      : [{ locationId, locationKind, pieces }],
  );
}
