import { type RawBuilder, sql } from 'kysely';
import type { DisagreementKind, FoundDisagreement } from '../../shared/inventory/disagreement.ts';
import type { ReadonlyDb } from '../platform/database.ts';

/** So many of a kind at once: whoever has more settles these first. */
const MOST = 500;

/** A comparison: every row it answers is a disagreement of its kind. */
export type Comparison = {
  readonly kind: DisagreementKind;
  readonly rows: RawBuilder<unknown>;
};

const pack = sql`unit.product_id, unit.lot_number, unit.serial_number`;
const none = sql`NULL::uuid AS patient_id`;

/** Treatments that ought to have taken something from stock. */
const stocked = sql`current_treatments AS record
  JOIN products ON products.sku = record.product_id AND record.created_at >= products.stocked_since
  WHERE NOT record.is_imported AND record.voided_at IS NULL`;
const recordPack = sql`'treatmentRecord' AS subject, record.id AS subject_id, record.patient_id,
  record.product_id, record.lot_number, record.serial_number`;

/** By which lots and serials of a record are compared with those of stock (`labelKey`). */
const labelKeyOf = (column: 'lot_number' | 'serial_number') =>
  sql`translate(coalesce(${sql.ref(`record.${column}`)}, ''), 'abcdefghijklmnopqrstuvwxyz -',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ')`;

/** What a treatment's movements come to. */
const movedOf = sql`SELECT treatment_record_id, -sum(pieces)::int AS pieces,
    -sum(area_mm2) FILTER (WHERE kind = 'applied')::bigint AS applied_mm2,
    -coalesce(sum(area_mm2) FILTER (WHERE kind = 'discarded'), 0)::bigint AS discarded_mm2
  FROM standing_movements WHERE treatment_record_id IS NOT NULL GROUP BY treatment_record_id`;

const treatmentComparisons: readonly Comparison[] = [
  {
    kind: 'recordWithoutMovement',
    rows: sql`SELECT ${recordPack}, record.quantity_used || ' pieces were used' AS says,
        'no movement says so' AS against
      FROM ${stocked} AND NOT EXISTS (
        SELECT FROM standing_movements AS moved WHERE moved.treatment_record_id = record.id)`,
  },
  {
    kind: 'movementWithoutRecord',
    rows: sql`SELECT 'stockMovement' AS subject, moved.id AS subject_id, record.patient_id, ${pack},
        moved.pieces || ' pieces moved for a treatment' AS says,
        CASE WHEN record.id IS NULL THEN 'there is no such record' ELSE 'the record is voided' END AS against
      FROM standing_movements AS moved JOIN stock_units AS unit ON unit.id = moved.stock_unit_id
      LEFT JOIN treatment_records AS record ON record.id = moved.treatment_record_id
      WHERE moved.treatment_record_id IS NOT NULL AND (record.id IS NULL OR record.voided_at IS NOT NULL)`,
  },
  {
    kind: 'piecesDiffer',
    rows: sql`SELECT ${recordPack}, record.quantity_used || ' pieces were used' AS says,
        moved.pieces || ' left the stock' AS against
      FROM (${movedOf}) AS moved JOIN current_treatments AS record ON record.id = moved.treatment_record_id
      WHERE record.voided_at IS NULL AND moved.pieces <> record.quantity_used`,
  },
  {
    kind: 'areaDiffers',
    rows: sql`SELECT ${recordPack},
        coalesce(record.applied_mm2, 0) || ' mm² applied and ' || coalesce(record.discarded_mm2, 0)
          || ' mm² discarded' AS says,
        coalesce(moved.applied_mm2, 0) || ' mm² and ' || moved.discarded_mm2 || ' mm² by the movements'
          AS against
      FROM (${movedOf}) AS moved JOIN current_treatments AS record ON record.id = moved.treatment_record_id
      WHERE record.voided_at IS NULL
        AND (coalesce(moved.applied_mm2, 0) <> coalesce(record.applied_mm2, 0)
          OR moved.discarded_mm2 <> coalesce(record.discarded_mm2, 0))`,
  },
  {
    kind: 'openedAreaUnaccounted',
    rows: sql`SELECT ${recordPack}, unit.piece_mm2 * record.quantity_used || ' mm² were opened' AS says,
        coalesce(record.applied_mm2, 0) + coalesce(record.discarded_mm2, 0)
          || ' mm² were applied or discarded' AS against
      FROM standing_movements AS moved JOIN stock_units AS unit ON unit.id = moved.stock_unit_id
      JOIN current_treatments AS record ON record.id = moved.treatment_record_id
      JOIN products ON products.sku = record.product_id
      WHERE moved.kind = 'applied' AND record.voided_at IS NULL AND unit.piece_mm2 IS NOT NULL
        AND (products.product_class = 'skinSubstitute' OR products.billing_unit = 'cm2'
          OR record.applied_mm2 IS NOT NULL OR record.discarded_mm2 IS NOT NULL)
        AND unit.piece_mm2 * record.quantity_used
          <> coalesce(record.applied_mm2, 0) + coalesce(record.discarded_mm2, 0)`,
  },
  {
    kind: 'unitDiffers',
    rows: sql`SELECT ${recordPack}, 'the treatment names '
          || coalesce(nullif(concat_ws(' ', record.product_id, record.lot_number, record.serial_number), ''), 'nothing')
          AS says,
        'the stock gave ' || concat_ws(' ', unit.product_id, nullif(unit.lot_number, ''),
          nullif(unit.serial_number, '')) AS against
      FROM standing_movements AS moved JOIN stock_units AS unit ON unit.id = moved.stock_unit_id
      JOIN current_treatments AS record ON record.id = moved.treatment_record_id
      WHERE moved.kind = 'applied' AND record.voided_at IS NULL AND (unit.product_id <> record.product_id
        OR unit.lot_key <> ${labelKeyOf('lot_number')}
        OR unit.serial_key <> ${labelKeyOf('serial_number')})`,
  },
  {
    kind: 'usedAgainstStop',
    rows: sql`SELECT ${recordPack}, concern.about AS says, concern.reason AS against
      FROM treatment_concerns AS concern JOIN current_treatments AS record
        ON record.id = concern.treatment_record_id
      WHERE record.voided_at IS NULL AND concern.kind IN
        ('expired', 'recalled', 'quarantined', 'shortInStock', 'serialUsed', 'otherOrder', 'notOnOrder')`,
  },
];

const shelfComparisons: readonly Comparison[] = [
  {
    kind: 'expiryDiffers',
    rows: sql`SELECT ${recordPack}, 'the treatment says ' || record.expires_on AS says,
        'the stock says ' || unit.expires_on AS against
      FROM standing_movements AS moved JOIN stock_units AS unit ON unit.id = moved.stock_unit_id
      JOIN current_treatments AS record ON record.id = moved.treatment_record_id
      WHERE moved.kind = 'applied' AND record.voided_at IS NULL AND unit.expires_on <> record.expires_on
      UNION ALL
      SELECT 'receiptLine', line.id, NULL::uuid, ${pack}, 'the label that came said ' || line.expires_on,
        'the stock says ' || unit.expires_on
      FROM receipt_lines AS line JOIN stock_units AS unit ON unit.id = line.stock_unit_id
      WHERE line.expires_on <> unit.expires_on`,
  },
  {
    kind: 'receiptDiffers',
    rows: sql`SELECT 'receiptLine' AS subject, line.id AS subject_id, ${none}, ${pack},
        line.pieces || ' pieces were received' AS says, coalesce(moved.pieces, 0) || ' came into stock' AS against
      FROM receipt_lines AS line JOIN stock_units AS unit ON unit.id = line.stock_unit_id
      LEFT JOIN LATERAL (
        SELECT sum(pieces)::int AS pieces FROM standing_movements
        WHERE receipt_line_id = line.id AND stock_unit_id = line.stock_unit_id
      ) AS moved ON true
      WHERE coalesce(moved.pieces, 0) <> line.pieces`,
  },
  {
    kind: 'movementWithoutReceipt',
    rows: sql`SELECT 'stockMovement' AS subject, moved.id AS subject_id, ${none}, ${pack},
        moved.pieces || ' pieces came into stock' AS says, 'no receipt says so' AS against
      FROM standing_movements AS moved JOIN stock_units AS unit ON unit.id = moved.stock_unit_id
      WHERE moved.kind = 'received' AND NOT EXISTS (
        SELECT FROM receipt_lines AS line WHERE line.id = moved.receipt_line_id)`,
  },
  {
    kind: 'moreReceivedThanOrdered',
    rows: sql`SELECT 'orderLine' AS subject, line.id AS subject_id, orders.patient_id, line.product_id,
        NULL AS lot_number, NULL AS serial_number,
        line.quantity_ordered || ' were ordered with ' || orders.order_number AS says,
        came.pieces || ' came' AS against
      FROM order_lines AS line JOIN orders ON orders.id = line.order_id
      JOIN (
        SELECT order_line_id, sum(pieces)::int AS pieces FROM receipt_lines
        WHERE order_line_id IS NOT NULL AND is_accepted IS DISTINCT FROM false GROUP BY order_line_id
      ) AS came ON came.order_line_id = line.id
      WHERE came.pieces > line.quantity_ordered`,
  },
  {
    kind: 'belowZero',
    rows: sql`SELECT 'stockUnit' AS subject, unit.id AS subject_id, ${none}, ${pack},
        held.pieces || ' pieces in ' || location.name || ' by the movements' AS says,
        'nothing can be less than none' AS against
      FROM (
        SELECT stock_unit_id, location_id, sum(pieces)::int AS pieces FROM stock_movements
        GROUP BY stock_unit_id, location_id HAVING sum(pieces) < 0
      ) AS held JOIN stock_units AS unit ON unit.id = held.stock_unit_id
      JOIN stock_locations AS location ON location.id = held.location_id`,
  },
  {
    kind: 'countNotAdjusted',
    rows: sql`SELECT 'countLine' AS subject, line.id AS subject_id, ${none}, ${pack},
        line.counted_pieces || ' were counted, ' || line.expected_pieces || ' expected' AS says,
        coalesce(moved.pieces, 0) || ' were adjusted' AS against
      FROM stock_count_lines AS line JOIN stock_counts AS counted ON counted.id = line.count_id
      JOIN stock_units AS unit ON unit.id = line.stock_unit_id
      LEFT JOIN LATERAL (
        SELECT sum(pieces)::int AS pieces FROM standing_movements WHERE count_line_id = line.id
      ) AS moved ON true
      WHERE counted.closed_at IS NOT NULL AND coalesce(moved.pieces, 0) <>
        CASE WHEN counted.is_abandoned THEN 0 ELSE line.counted_pieces - line.expected_pieces END`,
  },
  {
    kind: 'transferUnbalanced',
    rows: sql`SELECT 'transfer' AS subject, sides.transfer_id AS subject_id, ${none}, ${pack},
        sides.gone || ' pieces left' AS says, sides.come || ' pieces arrived' AS against
      FROM (
        SELECT transfer_id, stock_unit_id, -coalesce(sum(pieces) FILTER (WHERE pieces < 0), 0)::int AS gone,
          coalesce(sum(pieces) FILTER (WHERE pieces > 0), 0)::int AS come
        FROM standing_movements WHERE transfer_id IS NOT NULL GROUP BY transfer_id, stock_unit_id
      ) AS sides JOIN stock_units AS unit ON unit.id = sides.stock_unit_id
      WHERE sides.gone <> sides.come`,
  },
  {
    kind: 'wasteDiffers',
    rows: sql`SELECT 'wasteRecord' AS subject, waste.id AS subject_id, waste.patient_id, ${pack},
        CASE WHEN waste.voided_at IS NULL THEN waste.pieces || ' pieces were wasted'
          ELSE 'the waste record is voided' END AS says,
        coalesce(moved.pieces, 0) || ' left the stock' AS against
      FROM waste_records AS waste JOIN stock_units AS unit ON unit.id = waste.stock_unit_id
      JOIN products ON products.sku = unit.product_id AND waste.created_at >= products.stocked_since
      LEFT JOIN LATERAL (
        SELECT -sum(pieces)::int AS pieces FROM standing_movements
        WHERE waste_record_id = waste.id AND stock_unit_id = waste.stock_unit_id
      ) AS moved ON true
      WHERE coalesce(moved.pieces, 0) <> CASE WHEN waste.voided_at IS NULL THEN waste.pieces ELSE 0 END`,
  },
  {
    kind: 'counterEntryDiffers',
    rows: sql`SELECT 'stockMovement' AS subject, counter.id AS subject_id, ${none}, ${pack},
        counter.pieces || ' pieces were taken back' AS says,
        'of a movement of ' || moved.pieces AS against
      FROM stock_movements AS counter JOIN stock_movements AS moved ON moved.id = counter.reverses
      JOIN stock_units AS unit ON unit.id = counter.stock_unit_id
      WHERE counter.pieces <> -moved.pieces OR counter.area_mm2 IS DISTINCT FROM -moved.area_mm2
        OR (counter.stock_unit_id, counter.location_id, counter.kind)
          <> (moved.stock_unit_id, moved.location_id, moved.kind)`,
  },
];

export const comparisons: readonly Comparison[] = [...treatmentComparisons, ...shelfComparisons];

/** What one comparison finds, up to some hundred. */
export async function selectDisagreements(
  db: ReadonlyDb,
  { kind, rows }: Comparison,
): Promise<readonly FoundDisagreement[]> {
  const found = await sql<Omit<FoundDisagreement, 'kind'>>`
    SELECT * FROM (${rows}) AS found ORDER BY subject_id LIMIT ${MOST}`.execute(db);
  return found.rows.map((row) => ({ kind, ...row }));
}

/** How many one comparison finds in all. */
export async function countDisagreements(db: ReadonlyDb, { rows }: Comparison): Promise<number> {
  const found = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM (${rows}) AS found`.execute(db);
  return found.rows[0]?.count ?? 0;
}
