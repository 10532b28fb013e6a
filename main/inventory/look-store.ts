import { sql } from 'kysely';
import { labelKey, type UnitLabel } from '../../shared/inventory/unit-label.ts';
import type { ReadonlyDb } from '../platform/database.ts';

type Asked = UnitLabel & { readonly productId: string; readonly exceptRecordId: string | null };

type FittingUnit = {
  readonly stockUnitId: string;
  readonly lotKey: string;
  readonly serialKey: string;
  readonly expiresOn: string | null;
  /** True where some of it came in for an order. */
  readonly isOrdered: boolean;
  readonly locationId: string | null;
  readonly locationKind: 'shelf' | 'quarantine' | null;
  readonly locationName: string | null;
  readonly pieces: number | null;
};

/**
 * The units that fit what is said of a package, each with every place that holds some of it; where neither
 * lot nor serial is said all units of the product. What one treatment record moved is not counted.
 */
export async function selectFittingUnits(
  db: ReadonlyDb,
  { productId, lotNumber, serialNumber, exceptRecordId }: Asked,
): Promise<readonly FittingUnit[]> {
  const isLot = lotNumber === null ? sql`` : sql`AND unit.lot_key = ${labelKey(lotNumber)}`;
  const isSerial =
    serialNumber === null ? sql`` : sql`AND unit.serial_key = ${labelKey(serialNumber)}`;
  // What was moved by the record that is corrected is given back beside the sum, which needs the index alone.
  const own =
    exceptRecordId === null
      ? sql``
      : sql`UNION ALL SELECT location_id, -pieces FROM stock_movements
          WHERE treatment_record_id = ${exceptRecordId} AND stock_unit_id = unit.id`;
  const { rows } = await sql<FittingUnit>`
    SELECT unit.id AS stock_unit_id, unit.lot_key, unit.serial_key, unit.expires_on,
      EXISTS (SELECT FROM receipt_lines WHERE stock_unit_id = unit.id AND order_line_id IS NOT NULL)
        AS is_ordered,
      held.location_id, location.kind AS location_kind, location.name AS location_name, held.pieces
    FROM stock_units AS unit
    LEFT JOIN LATERAL (
      SELECT location_id, sum(pieces)::int AS pieces FROM (
        SELECT location_id, pieces FROM stock_movements WHERE stock_unit_id = unit.id ${own}
      ) AS moved GROUP BY location_id
    ) AS held ON true
    LEFT JOIN stock_locations AS location ON location.id = held.location_id
    WHERE unit.product_id = ${productId} ${isLot} ${isSerial}
    ORDER BY location.name`.execute(db);
  return rows;
}

type KeptForOrder = { readonly orderNumber: string; readonly pieces: number };

/**
 * Pieces of these units that came in for orders of patients other than this one, less what was used or
 * wasted on them.
 */
export async function selectKeptForOthers(
  db: ReadonlyDb,
  unitIds: readonly string[],
  patientId: string,
): Promise<readonly KeptForOrder[]> {
  const { rows } = await sql<KeptForOrder>`
    SELECT ordered.order_number, (ordered.pieces + coalesce((
      SELECT sum(moved.pieces) FROM stock_movements AS moved
      LEFT JOIN treatment_records AS record ON record.id = moved.treatment_record_id
      LEFT JOIN waste_records AS waste ON waste.id = moved.waste_record_id
      WHERE moved.stock_unit_id IN (${sql.join([...unitIds])})
        AND coalesce(record.patient_id, waste.patient_id) = ordered.patient_id
    ), 0))::int AS pieces
    FROM (
      SELECT min(orders.order_number) AS order_number, orders.patient_id, sum(line.pieces) AS pieces
      FROM receipt_lines AS line
      JOIN order_lines ON order_lines.id = line.order_line_id
      JOIN orders ON orders.id = order_lines.order_id
      WHERE line.stock_unit_id IN (${sql.join([...unitIds])}) AND line.is_accepted IS DISTINCT FROM false
        AND orders.status <> 'cancelled' AND orders.patient_id <> ${patientId}
      GROUP BY orders.patient_id
    ) AS ordered
    ORDER BY ordered.order_number`.execute(db);
  return rows;
}

/** By which serials of records are compared (`labelKey`): exactly as the indexes of both tables have it. */
const serialKeyOf = (table: 'record' | 'corrected') =>
  sql`translate(${sql.ref(`${table}.serial_number`)}, 'abcdefghijklmnopqrstuvwxyz -',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ')`;

/**
 * The days of other records of this serial, however it was typed, that are not voided, as they are shown now;
 * the newest first.
 */
export async function selectSerialUses(
  db: ReadonlyDb,
  { productId, lotNumber, serialNumber, exceptRecordId }: Asked,
): Promise<readonly { readonly lotNumber: string | null; readonly dateApplied: string }[]> {
  const serialKey = labelKey(serialNumber ?? '');
  const { rows } = await sql<{ lotNumber: string | null; dateApplied: string }>`
    SELECT record.lot_number, record.date_applied FROM treatment_records AS record
    WHERE record.product_id = ${productId} AND ${serialKeyOf('record')} = ${serialKey}
      AND record.voided_at IS NULL AND record.id IS DISTINCT FROM ${exceptRecordId}::uuid
      AND NOT EXISTS (SELECT FROM corrected_treatments AS corrected WHERE corrected.id = record.id)
    UNION ALL
    SELECT corrected.lot_number, corrected.date_applied FROM corrected_treatments AS corrected
    JOIN treatment_records AS record ON record.id = corrected.id AND record.voided_at IS NULL
    WHERE corrected.product_id = ${productId} AND ${serialKeyOf('corrected')} = ${serialKey}
      AND corrected.id IS DISTINCT FROM ${exceptRecordId}::uuid
    ORDER BY date_applied DESC`.execute(db);
  return rows.filter(
    (row) =>
      row.lotNumber === null ||
      lotNumber === null ||
      labelKey(row.lotNumber) === labelKey(lotNumber),
  );
}
