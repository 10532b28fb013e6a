import { sql } from 'kysely';
import { type Comparison, pack } from './comparison.ts';

const none = sql`NULL::uuid AS patient_id`;

/** What receipts, orders, counts, transfers and waste records say, and what the movements say of them. */
export const shelfComparisons: readonly Comparison[] = [
  {
    kind: 'receiptDiffers',
    rows: (among) => sql`SELECT 'receiptLine' AS subject, line.id AS subject_id, ${none}, ${pack},
        line.pieces || ' pieces were received' AS says, coalesce(moved.pieces, 0) || ' came into stock' AS against
      FROM receipt_lines AS line JOIN stock_units AS unit ON unit.id = line.stock_unit_id
      LEFT JOIN LATERAL (
        SELECT sum(pieces)::int AS pieces FROM standing_movements
        WHERE receipt_line_id = line.id AND stock_unit_id = line.stock_unit_id
      ) AS moved ON true
      WHERE ${among('line.id')} AND coalesce(moved.pieces, 0) <> line.pieces`,
  },
  {
    kind: 'movementWithoutReceipt',
    rows: (
      among,
    ) => sql`SELECT 'stockMovement' AS subject, moved.id AS subject_id, ${none}, ${pack},
        moved.pieces || ' pieces came into stock' AS says, 'no receipt says so' AS against
      FROM standing_movements AS moved JOIN stock_units AS unit ON unit.id = moved.stock_unit_id
      WHERE ${among('moved.id')} AND moved.kind = 'received' AND NOT EXISTS (
        SELECT FROM receipt_lines AS line WHERE line.id = moved.receipt_line_id)`,
  },
  {
    kind: 'moreReceivedThanOrdered',
    rows: (
      among,
    ) => sql`SELECT 'orderLine' AS subject, line.id AS subject_id, orders.patient_id, line.product_id,
        NULL AS lot_number, NULL AS serial_number,
        line.quantity_ordered || ' were ordered with ' || orders.order_number AS says,
        came.pieces || ' came' AS against
      FROM order_lines AS line JOIN orders ON orders.id = line.order_id
      JOIN (
        SELECT order_line_id, sum(pieces)::int AS pieces FROM receipt_lines
        WHERE ${among('order_line_id')} AND is_accepted IS DISTINCT FROM false GROUP BY order_line_id
      ) AS came ON came.order_line_id = line.id
      WHERE ${among('line.id')} AND came.pieces > line.quantity_ordered`,
  },
  {
    kind: 'belowZero',
    isWhole: true,
    rows: () => sql`SELECT 'stockUnit' AS subject, unit.id AS subject_id, ${none}, ${pack},
        held.pieces || ' pieces in ' || location.name || ' by the movements' AS says,
        'nothing can be less than none' AS against
      FROM stock_sums AS held JOIN stock_units AS unit ON unit.id = held.stock_unit_id
      JOIN stock_locations AS location ON location.id = held.location_id
      WHERE held.pieces < 0`,
  },
  {
    kind: 'countNotAdjusted',
    rows: (among) => sql`SELECT 'countLine' AS subject, line.id AS subject_id, ${none}, ${pack},
        line.counted_pieces || ' were counted, ' || line.expected_pieces || ' expected' AS says,
        coalesce(moved.pieces, 0) || ' were adjusted' AS against
      FROM stock_count_lines AS line JOIN stock_counts AS counted ON counted.id = line.count_id
      JOIN stock_units AS unit ON unit.id = line.stock_unit_id
      LEFT JOIN LATERAL (
        -- What was taken back since was carried out all the same.
        SELECT sum(pieces)::int AS pieces FROM stock_movements
        WHERE count_line_id = line.id AND reverses IS NULL
      ) AS moved ON true
      WHERE ${among('line.id')} AND counted.closed_at IS NOT NULL AND coalesce(moved.pieces, 0) <>
        CASE WHEN counted.is_abandoned THEN 0 ELSE line.counted_pieces - line.expected_pieces END`,
  },
  {
    kind: 'transferUnbalanced',
    rows: (
      among,
    ) => sql`SELECT 'transfer' AS subject, sides.transfer_id AS subject_id, ${none}, ${pack},
        sides.gone || ' pieces left' AS says, sides.come || ' pieces arrived' AS against
      FROM (
        SELECT transfer_id, stock_unit_id, -coalesce(sum(pieces) FILTER (WHERE pieces < 0), 0)::int AS gone,
          coalesce(sum(pieces) FILTER (WHERE pieces > 0), 0)::int AS come
        FROM standing_movements WHERE transfer_id IS NOT NULL AND ${among('transfer_id')} GROUP BY transfer_id, stock_unit_id
      ) AS sides JOIN stock_units AS unit ON unit.id = sides.stock_unit_id
      WHERE sides.gone <> sides.come`,
  },
  {
    kind: 'wasteDiffers',
    rows: (
      among,
    ) => sql`SELECT 'wasteRecord' AS subject, waste.id AS subject_id, waste.patient_id, ${pack},
        CASE WHEN waste.voided_at IS NULL THEN waste.pieces || ' pieces were wasted'
          ELSE 'the waste record is voided' END AS says,
        coalesce(moved.pieces, 0) || ' left the stock' AS against
      FROM waste_records AS waste JOIN stock_units AS unit ON unit.id = waste.stock_unit_id
      JOIN products ON products.sku = unit.product_id AND waste.created_at >= products.stocked_since
      LEFT JOIN LATERAL (
        SELECT -sum(pieces)::int AS pieces FROM standing_movements
        WHERE waste_record_id = waste.id AND stock_unit_id = waste.stock_unit_id
      ) AS moved ON true
      WHERE ${among('waste.id')} AND coalesce(moved.pieces, 0) <> CASE WHEN waste.voided_at IS NULL THEN waste.pieces ELSE 0 END`,
  },
  {
    kind: 'counterEntryDiffers',
    rows: (
      among,
    ) => sql`SELECT 'stockMovement' AS subject, counter.id AS subject_id, ${none}, ${pack},
        counter.pieces || ' pieces were taken back' AS says,
        'of a movement of ' || moved.pieces AS against
      FROM stock_movements AS counter JOIN stock_movements AS moved ON moved.id = counter.reverses
      JOIN stock_units AS unit ON unit.id = counter.stock_unit_id
      WHERE ${among('counter.id')} AND (counter.pieces <> -moved.pieces
        OR counter.area_mm2 IS DISTINCT FROM -moved.area_mm2
        OR (counter.stock_unit_id, counter.location_id, counter.kind)
          <> (moved.stock_unit_id, moved.location_id, moved.kind))`,
  },
];
