import { sql } from 'kysely';
import { type Among, type Comparison, pack } from './comparison.ts';

/**
 * Treatments that stand, as they are after their corrections: what `current_treatments` shows of them, without
 * all else that it would look up.
 */
const standing = (among: Among) => sql`(
  SELECT id, patient_id, product_id, lot_number, serial_number, expires_on, quantity_used, applied_mm2,
    discarded_mm2, is_imported, created_at
  FROM treatment_records AS signed
  WHERE ${among('signed.id')} AND signed.voided_at IS NULL
    AND NOT EXISTS (SELECT FROM corrected_treatments AS corrected WHERE corrected.id = signed.id)
  UNION ALL
  SELECT corrected.id, corrected.patient_id, corrected.product_id, corrected.lot_number,
    corrected.serial_number, corrected.expires_on, corrected.quantity_used, corrected.applied_mm2,
    corrected.discarded_mm2, signed.is_imported, signed.created_at
  FROM corrected_treatments AS corrected JOIN treatment_records AS signed ON signed.id = corrected.id
  WHERE ${among('corrected.id')} AND ${among('signed.id')} AND signed.voided_at IS NULL
)`;

/** Treatments that ought to have taken something from stock. */
const stocked = (among: Among) => sql`${standing(among)} AS record
  JOIN products ON products.sku = record.product_id AND record.created_at >= products.stocked_since
  WHERE NOT record.is_imported`;
const recordPack = sql`'treatmentRecord' AS subject, record.id AS subject_id, record.patient_id,
  record.product_id, record.lot_number, record.serial_number`;

/** Wide enough for whatever was typed: one number too large would keep everything from being compared. */
const openedMm2 = sql`unit.piece_mm2::bigint * record.quantity_used`;

/** By which lots and serials of a record are compared with those of stock (`labelKey`). */
const labelKeyOf = (column: 'lot_number' | 'serial_number') =>
  sql`translate(coalesce(${sql.ref(`record.${column}`)}, ''), 'abcdefghijklmnopqrstuvwxyz -',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ')`;

/** What a treatment's movements come to. */
const movedOf = (among: Among) => sql`SELECT treatment_record_id, -sum(pieces)::int AS pieces,
    -sum(area_mm2) FILTER (WHERE kind = 'applied')::bigint AS applied_mm2,
    -coalesce(sum(area_mm2) FILTER (WHERE kind = 'discarded'), 0)::bigint AS discarded_mm2
  FROM standing_movements WHERE treatment_record_id IS NOT NULL AND ${among('treatment_record_id')}
  GROUP BY treatment_record_id`;

/** What treatments say, and what the movements say of them. */
export const treatmentComparisons: readonly Comparison[] = [
  {
    kind: 'recordWithoutMovement',
    rows: (among) => sql`SELECT ${recordPack}, record.quantity_used || ' pieces were used' AS says,
        'no movement says so' AS against
      FROM ${stocked(among)} AND NOT EXISTS (
        SELECT FROM standing_movements AS moved WHERE moved.treatment_record_id = record.id)`,
  },
  {
    kind: 'movementWithoutRecord',
    rows: (
      among,
    ) => sql`SELECT 'stockMovement' AS subject, moved.id AS subject_id, record.patient_id, ${pack},
        moved.pieces || ' pieces moved for a treatment' AS says,
        CASE WHEN record.id IS NULL THEN 'there is no such record' ELSE 'the record is voided' END AS against
      FROM standing_movements AS moved JOIN stock_units AS unit ON unit.id = moved.stock_unit_id
      LEFT JOIN treatment_records AS record ON record.id = moved.treatment_record_id
      WHERE ${among('moved.id')} AND moved.treatment_record_id IS NOT NULL AND (record.id IS NULL OR record.voided_at IS NOT NULL)`,
  },
  {
    kind: 'piecesDiffer',
    rows: (among) => sql`SELECT ${recordPack}, record.quantity_used || ' pieces were used' AS says,
        moved.pieces || ' left the stock' AS against
      FROM (${movedOf(among)}) AS moved JOIN ${standing(among)} AS record ON record.id = moved.treatment_record_id
      WHERE moved.pieces <> record.quantity_used`,
  },
  {
    kind: 'areaDiffers',
    rows: (among) => sql`SELECT ${recordPack},
        coalesce(record.applied_mm2, 0) || ' mm² applied and ' || coalesce(record.discarded_mm2, 0)
          || ' mm² discarded' AS says,
        coalesce(moved.applied_mm2, 0) || ' mm² and ' || moved.discarded_mm2 || ' mm² by the movements'
          AS against
      FROM (${movedOf(among)}) AS moved JOIN ${standing(among)} AS record ON record.id = moved.treatment_record_id
      WHERE (coalesce(moved.applied_mm2, 0) <> coalesce(record.applied_mm2, 0)
          OR moved.discarded_mm2 <> coalesce(record.discarded_mm2, 0))`,
  },
  {
    kind: 'openedAreaUnaccounted',
    rows: (among) => sql`SELECT ${recordPack}, ${openedMm2} || ' mm² were opened' AS says,
        coalesce(record.applied_mm2, 0) + coalesce(record.discarded_mm2, 0)
          || ' mm² were applied or discarded' AS against
      FROM standing_movements AS moved JOIN stock_units AS unit ON unit.id = moved.stock_unit_id
      JOIN ${standing(among)} AS record ON record.id = moved.treatment_record_id
      JOIN products ON products.sku = record.product_id
      WHERE ${among('moved.treatment_record_id')} AND moved.kind = 'applied' AND unit.piece_mm2 IS NOT NULL
        AND (products.product_class = 'skinSubstitute' OR products.billing_unit = 'cm2'
          OR record.applied_mm2 IS NOT NULL OR record.discarded_mm2 IS NOT NULL)
        AND ${openedMm2}
          <> coalesce(record.applied_mm2, 0) + coalesce(record.discarded_mm2, 0)`,
  },
  {
    kind: 'unitDiffers',
    rows: (among) => sql`SELECT ${recordPack}, 'the treatment names '
          || coalesce(nullif(concat_ws(' ', record.product_id, record.lot_number, record.serial_number), ''), 'nothing')
          AS says,
        'the stock gave ' || concat_ws(' ', unit.product_id, nullif(unit.lot_number, ''),
          nullif(unit.serial_number, '')) AS against
      FROM standing_movements AS moved JOIN stock_units AS unit ON unit.id = moved.stock_unit_id
      JOIN ${standing(among)} AS record ON record.id = moved.treatment_record_id
      WHERE ${among('moved.treatment_record_id')} AND moved.kind = 'applied' AND (unit.product_id <> record.product_id
        OR unit.lot_key <> ${labelKeyOf('lot_number')}
        OR unit.serial_key <> ${labelKeyOf('serial_number')})`,
  },
  {
    kind: 'usedAgainstStop',
    rows: (among) => sql`SELECT ${recordPack}, concern.about AS says, concern.reason AS against
      FROM treatment_concerns AS concern JOIN ${standing(among)} AS record
        ON record.id = concern.treatment_record_id
      WHERE ${among('concern.treatment_record_id')} AND concern.kind IN
        ('expired', 'recalled', 'quarantined', 'shortInStock', 'serialUsed', 'otherOrder', 'notOnOrder')`,
  },
  {
    kind: 'expiryDiffers',
    rows: (among) => sql`SELECT ${recordPack}, 'the treatment says ' || record.expires_on AS says,
        'the stock says ' || unit.expires_on AS against
      FROM standing_movements AS moved JOIN stock_units AS unit ON unit.id = moved.stock_unit_id
      JOIN ${standing(among)} AS record ON record.id = moved.treatment_record_id
      WHERE ${among('moved.treatment_record_id')} AND moved.kind = 'applied' AND unit.expires_on <> record.expires_on
      UNION ALL
      SELECT 'receiptLine', line.id, NULL::uuid, ${pack}, 'the label that came said ' || line.expires_on,
        'the stock says ' || unit.expires_on
      FROM receipt_lines AS line JOIN stock_units AS unit ON unit.id = line.stock_unit_id
      WHERE ${among('line.id')} AND line.expires_on <> unit.expires_on`,
  },
];
